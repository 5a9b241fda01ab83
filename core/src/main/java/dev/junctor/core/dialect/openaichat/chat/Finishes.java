package dev.junctor.core.dialect.openaichat.chat;

import dev.junctor.core.chat.Ending;
import dev.junctor.core.chat.Ending.Finish;
import dev.junctor.core.dialect.FinishReason;

/** {@code finish_reason}, in and out. */
final class Finishes {
    private Finishes() {}

    /** Whether an answer calls tools: its reason follows the calls that were seen. */
    enum Calls {
        SEEN,
        NONE
    }

    /** What a provider's word means for an answer with or without calls. */
    static Ending ending(String word, Calls calls) {
        if (word.isEmpty()) {
            return calls == Calls.SEEN ? Ending.of(Finish.TOOL_CALLS) : Ending.NONE;
        }
        Finish finish =
                switch (FinishReason.of(word).orElse(FinishReason.STOP)) {
                    case STOP -> calls == Calls.SEEN ? Finish.TOOL_CALLS : Finish.STOP;
                    case TOOL_CALLS -> calls == Calls.SEEN ? Finish.TOOL_CALLS : Finish.STOP;
                    case LENGTH -> Finish.LENGTH;
                    case CONTENT_FILTER -> Finish.FILTERED;
                    case ERROR -> Finish.ERROR;
                };
        return new Ending(finish, word, "");
    }

    /** OpenAI's word. */
    static String word(Finish finish) {
        return switch (finish) {
            case UNSAID, STOP, STOP_SEQUENCE, REFUSED, PAUSED, BROKEN_CALL -> "stop";
            case TOOL_CALLS -> "tool_calls";
            case LENGTH, CONTEXT_FULL -> "length";
            case FILTERED -> "content_filter";
            case ERROR -> "error";
        };
    }
}
