package dev.junctor.core.dialect;

import dev.junctor.core.base.Money;
import dev.junctor.core.usage.Usage;

/** What is added where an answer ends. */
public interface Closing {
    /**
     * The cost of a usage.
     *
     * @param serviceTier as the provider says it served; empty when it says nothing
     */
    Cost cost(Usage usage, String serviceTier);

    /**
     * What an answer consumed as far as its length tells, where the provider did not say; what is charged then.
     *
     * @param facts of a whole answer without usage
     */
    Usage estimate(AnswerFacts facts);

    /** The provider says what it charges for the answer so far; the newest word replaces those before. */
    void charged(Money amount);

    /** The routing metadata as a JSON object; empty when the caller did not ask for it. */
    String metadata();
}
