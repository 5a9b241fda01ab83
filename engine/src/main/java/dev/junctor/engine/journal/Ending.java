package dev.junctor.engine.journal;

import dev.junctor.core.dialect.AnswerFacts;
import dev.junctor.core.record.Attempt;
import dev.junctor.core.record.Outcome;
import dev.junctor.engine.money.Charge;
import java.util.List;

/**
 * How a request ended: what all later rooms read.
 *
 * @param status HTTP status that the caller got
 * @param fault stable name of the failure; empty for none
 * @param firstByteNanos moment of the answer's first byte by the loop's clock; 0 when none came
 */
public record Ending(
        Outcome outcome,
        int status,
        String fault,
        Author author,
        AnswerFacts facts,
        Charge charge,
        List<Attempt> attempts,
        long firstByteNanos) {
    /** The caller left before anybody was asked. */
    public static final Ending UNASKED = unanswered(List.of());

    public Ending {
        attempts = List.copyOf(attempts);
    }

    /** The caller left when these attempts had failed and no other was under way. */
    public static Ending unanswered(List<Attempt> attempts) {
        return new Ending(
                Outcome.ABANDONED,
                499,
                "",
                Author.NOBODY,
                AnswerFacts.NONE,
                Charge.NOTHING,
                attempts,
                0);
    }

    /**
     * Who answered.
     *
     * @param model id of the model
     * @param endpoint key of the endpoint
     * @param provider name for people
     * @param tag tag of the endpoint
     */
    public record Author(String model, String endpoint, String provider, String tag) {
        /** Nobody did. */
        public static final Author NOBODY = new Author("", "", "", "");
    }
}
