package dev.junctor.core.dialect.anthropic;

import dev.junctor.core.chat.Ending;
import dev.junctor.core.chat.Ending.Finish;

/** {@code stop_reason}, in and out. */
final class StopReasons {
    private StopReasons() {}

    /** Whether an answer calls tools: its reason follows the calls that were seen. */
    enum Calls {
        SEEN,
        NONE
    }

    static Ending ending(String word, String sequence, Calls calls) {
        Finish finish =
                switch (word) {
                    case "" -> Finish.UNSAID;
                    case "stop_sequence" -> Finish.STOP_SEQUENCE;
                    case "max_tokens" -> Finish.LENGTH;
                    case "model_context_window_exceeded" -> Finish.CONTEXT_FULL;
                    case "refusal" -> Finish.FILTERED;
                    case "pause_turn" -> Finish.PAUSED;
                    default -> calls == Calls.SEEN ? Finish.TOOL_CALLS : Finish.STOP;
                };
        return finish == Finish.UNSAID ? Ending.NONE : new Ending(finish, word, sequence);
    }

    static String word(Finish finish) {
        return switch (finish) {
            case UNSAID, STOP, BROKEN_CALL, ERROR -> "end_turn";
            case STOP_SEQUENCE -> "stop_sequence";
            case TOOL_CALLS -> "tool_use";
            case LENGTH -> "max_tokens";
            case CONTEXT_FULL -> "model_context_window_exceeded";
            case FILTERED, REFUSED -> "refusal";
            case PAUSED -> "pause_turn";
        };
    }
}
