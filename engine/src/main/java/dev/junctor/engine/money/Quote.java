package dev.junctor.engine.money;

import dev.junctor.core.money.Markup;
import dev.junctor.core.money.PriceBook;
import dev.junctor.core.route.Candidate;
import dev.junctor.core.route.WorstCase;
import java.util.List;

/**
 * What a request costs its customer at one candidate at most.
 *
 * @param clamp whether a bound of ours can make it cheaper
 * @param counts the count of requests that the price book has for the account; empty where it has none
 */
record Quote(Candidate candidate, Markup markup, WorstCase worst, Clamp clamp, List<Count> counts) {
    /** A shorter completion is of no use to anybody: better a refusal that says what is lacking. */
    static final long LEAST_TOKENS = 16;

    /** Whether the completion may be bounded lower than it is. */
    enum Clamp {
        POSSIBLE,
        /** The caller set the bound, or the endpoint takes none. */
        NO
    }

    /** A price book and what is left of its requests today. */
    record Count(PriceBook book, Budget budget) {}

    /** The most it costs as it was asked, in nano-dollars; the greatest number where nobody knows. */
    long whole() {
        return worst.amount().nanoDollars();
    }

    /** The most it costs with the shortest completion worth its name. */
    long least() {
        long bound = worst.outputTokens();
        return clamp == Clamp.NO || (bound > 0 && bound <= LEAST_TOKENS)
                ? whole()
                : worst.amountWith(LEAST_TOKENS).nanoDollars();
    }
}
