package dev.junctor.core.dialect;

import dev.junctor.core.base.Money;
import dev.junctor.core.dialect.AnswerFacts.Metering;
import dev.junctor.core.usage.Usage;

/**
 * Ends a translated answer with the cost of what the provider counted, whatever of that count the caller's dialect can
 * say.
 */
final class CountedClosing implements Closing {
    private final Closing closing;
    private Usage usage = Usage.NONE;
    private String serviceTier = "";
    private boolean reported;

    CountedClosing(Closing closing) {
        this.closing = closing;
    }

    /** The provider's newest word on what was consumed. */
    void counted(Usage newest, String tier) {
        if (!newest.equals(Usage.NONE)) {
            usage = newest;
            reported = true;
        }
        if (!tier.isEmpty()) {
            serviceTier = tier;
        }
    }

    /** What is known of the answer: its form as the caller gets it, its count as the provider told it. */
    AnswerFacts facts(AnswerFacts told, String upstreamId) {
        return new AnswerFacts(
                upstreamId,
                told.finishReason(),
                usage,
                reported ? Metering.REPORTED : Metering.MISSING,
                serviceTier,
                told.completionBytes(),
                told.text());
    }

    @Override
    public Cost cost(AnswerFacts told, End end) {
        return closing.cost(facts(told, told.upstreamId()), end);
    }

    @Override
    public Usage estimate(AnswerFacts facts) {
        return closing.estimate(facts);
    }

    @Override
    public long expectedPromptTokens() {
        return closing.expectedPromptTokens();
    }

    @Override
    public int keptBytes() {
        return closing.keptBytes();
    }

    @Override
    public void charged(Money amount) {
        // the answer was written here: it has no word of a provider's on money
    }

    @Override
    public String metadata() {
        return closing.metadata();
    }
}
