package dev.junctor.core.dialect;

import dev.junctor.core.base.Money;
import dev.junctor.core.usage.Usage;

/** What is added where an answer ends. */
public interface Closing {
    /** How an answer ended. */
    enum End {
        /** The caller gets all of it. */
        WHOLE,
        /** It ends with an error. */
        BROKEN
    }

    /**
     * What is charged for an answer that ends like this: the same amount that is written down.
     *
     * @param facts of the answer; where the provider did not say what was consumed, {@link #estimate} is priced
     * @throws ArithmeticException when an amount does not fit 64 bits
     */
    Cost cost(AnswerFacts facts, End end);

    /**
     * What an answer consumed as far as its text or its length tells, where the provider did not say; what is charged
     * then.
     *
     * @param facts of a whole answer without usage
     */
    Usage estimate(AnswerFacts facts);

    /** Tokens that the prompt probably has, by its length: nothing is counted for it. */
    long expectedPromptTokens();

    /** Bytes of the answer's text to keep for {@link #estimate}; 0 where its length is enough. */
    default int keptBytes() {
        return 0;
    }

    /** The provider says what it charges for the answer so far; the newest word replaces those before. */
    void charged(Money amount);

    /** The routing metadata as a JSON object; empty when the caller did not ask for it. */
    String metadata();
}
