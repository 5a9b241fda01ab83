package dev.junctor.core.dialect.openairesponses;

import dev.junctor.core.chat.Ending;
import dev.junctor.core.chat.Ending.Finish;

/** {@code status} and {@code incomplete_details} of an answer: the protocol has no other word for why it ended. */
final class Statuses {
    private Statuses() {}

    /** What an answer consists of, as far as its end follows from it. */
    enum Said {
        WORDS,
        REFUSAL,
        /** Calls of tools go before refusals. */
        CALLS
    }

    static Ending ending(String status, String reason, Said said) {
        if (status.equals("incomplete")) {
            Finish finish =
                    switch (reason) {
                        case "content_filter" -> Finish.FILTERED;
                        default -> Finish.LENGTH;
                    };
            return new Ending(finish, reason.isEmpty() ? status : reason, "");
        }
        Finish finish =
                switch (said) {
                    case CALLS -> Finish.TOOL_CALLS;
                    case REFUSAL -> Finish.REFUSED;
                    case WORDS -> Finish.STOP;
                };
        return new Ending(finish, status, "");
    }
}
