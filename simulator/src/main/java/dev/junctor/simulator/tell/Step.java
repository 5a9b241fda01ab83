package dev.junctor.simulator.tell;

import dev.junctor.simulator.ask.Complaint;
import dev.junctor.simulator.say.AnswerScript.Finish;
import dev.junctor.simulator.say.AnswerScript.ToolUse;

/** A step of a stream; each becomes one event. */
public sealed interface Step {
    /** Opens an answer. */
    record Opening(int choice) implements Step {}

    /** A token of reasoning. */
    record Thought(int choice, String token) implements Step {}

    /**
     * A token of text.
     *
     * @param position among the tokens of the text
     */
    record Text(int choice, int position, String token) implements Step {}

    /**
     * Opens a tool call.
     *
     * @param index among the calls of the answer
     */
    record ToolOpening(int choice, int index, ToolUse use) implements Step {}

    /** A piece of a call's arguments. */
    record ToolPiece(int choice, int index, ToolUse use, String piece) implements Step {}

    /** A whole tool call. */
    record ToolWhole(int choice, int index, ToolUse use) implements Step {}

    /**
     * Ends an answer.
     *
     * @param place whether it is the last of all answers
     */
    record Ending(int choice, Finish finish, Place place) implements Step {}

    /** Usage in an event of its own. */
    record UsageApart() implements Step {}

    /** {@code [DONE]}. */
    record Done() implements Step {}

    /** An error among what is told; nothing follows. */
    record Failure(Complaint complaint) implements Step {}

    /** Whether others follow. */
    enum Place {
        BETWEEN,
        LAST
    }

    /** How many tokens it tells. */
    default int tokens() {
        return switch (this) {
            case Thought thought -> 1;
            case Text text -> 1;
            case ToolPiece piece -> 1;
            case ToolWhole whole -> (int) whole.use().tokens();
            case Opening opening -> 0;
            case ToolOpening opening -> 0;
            case Ending ending -> 0;
            case UsageApart usage -> 0;
            case Done done -> 0;
            case Failure failure -> 0;
        };
    }
}
