package dev.junctor.core.dialect.gemini;

import dev.junctor.core.chat.Ending;
import dev.junctor.core.chat.Ending.Finish;

/** {@code finishReason}, in and out. */
final class Endings {
    private Endings() {}

    /** Whether an answer calls tools: the API says {@code STOP} then too. */
    enum Calls {
        SEEN,
        NONE
    }

    static Ending ending(String word, Calls calls) {
        Finish finish =
                switch (word) {
                    case "" -> Finish.UNSAID;
                    case "MAX_TOKENS" -> Finish.LENGTH;
                    case "SAFETY",
                            "RECITATION",
                            "LANGUAGE",
                            "BLOCKLIST",
                            "PROHIBITED_CONTENT",
                            "SPII",
                            "MODEL_ARMOR",
                            "IMAGE_SAFETY",
                            "IMAGE_PROHIBITED_CONTENT",
                            "IMAGE_RECITATION" ->
                            Finish.FILTERED;
                    case "MALFORMED_FUNCTION_CALL",
                            "UNEXPECTED_TOOL_CALL",
                            "TOO_MANY_TOOL_CALLS",
                            "MISSING_THOUGHT_SIGNATURE",
                            "MALFORMED_RESPONSE" ->
                            Finish.BROKEN_CALL;
                    case "OTHER", "NO_IMAGE", "IMAGE_OTHER" -> Finish.ERROR;
                    default -> calls == Calls.SEEN ? Finish.TOOL_CALLS : Finish.STOP;
                };
        return finish == Finish.UNSAID ? Ending.NONE : new Ending(finish, word, "");
    }

    /** A prompt that was refused: there is no answer at all. */
    static Ending blocked(String reason) {
        return new Ending(Finish.FILTERED, reason, "");
    }

    static String word(Finish finish) {
        return switch (finish) {
            case UNSAID, STOP, STOP_SEQUENCE, TOOL_CALLS, REFUSED, PAUSED -> "STOP";
            case LENGTH, CONTEXT_FULL -> "MAX_TOKENS";
            case FILTERED -> "SAFETY";
            case BROKEN_CALL -> "MALFORMED_FUNCTION_CALL";
            case ERROR -> "OTHER";
        };
    }
}
