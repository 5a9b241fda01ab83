package dev.junctor.engine.money;

import dev.junctor.core.base.Money;
import dev.junctor.core.catalog.Price;
import dev.junctor.core.dialect.AnswerFacts;
import dev.junctor.core.dialect.Closing;
import dev.junctor.core.dialect.Cost;
import dev.junctor.core.money.Bill;
import dev.junctor.core.record.Billing;
import dev.junctor.core.record.Outcome;
import dev.junctor.core.usage.Bucket;
import dev.junctor.core.usage.Usage;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Prices one answer: what its last event says it cost is what is charged. */
public final class Meter implements Closing {
    /** Bytes of text that make a token, where the provider did not count for us. */
    private static final long BYTES_PER_TOKEN = 4;

    private final Price price;
    private final long promptBytes;
    private final LongSupplier epochMillis;
    private final Supplier<String> metadata;
    private Usage billed = Usage.NONE;
    private String billedTier = "";
    private Bill bill = Bill.NOTHING;
    private @Nullable Money charged;

    /**
     * @param promptBytes size of the prompt, to estimate by
     * @param epochMillis the clock on the wall
     * @param metadata what the caller asked to be told beside the answer; empty for nothing
     */
    public Meter(
            Price price, long promptBytes, LongSupplier epochMillis, Supplier<String> metadata) {
        this.price = price;
        this.promptBytes = promptBytes;
        this.epochMillis = epochMillis;
        this.metadata = metadata;
    }

    @Override
    public Cost cost(Usage usage, String serviceTier) {
        Bill current = bill(usage, serviceTier);
        return new Cost(current.total(), current.prompt(), current.completion());
    }

    @Override
    public void charged(Money amount) {
        charged = amount;
    }

    @Override
    public String metadata() {
        return metadata.get();
    }

    /** The last word on one answer. A failed answer is not charged, whatever the provider does. */
    public Charge charge(AnswerFacts facts, Outcome outcome) {
        boolean reported = facts.metering() == AnswerFacts.Metering.REPORTED;
        Usage usage = reported ? facts.usage() : estimate(facts);
        Bill upstream = bill(usage, facts.serviceTier());
        return switch (outcome) {
            case FAILED -> new Charge(usage, Billing.VOID, Money.ZERO, upstream);
            case SERVED ->
                    usage.completionTokens() == 0 && facts.finishReason().isEmpty()
                            ? new Charge(usage, Billing.VOID, Money.ZERO, upstream)
                            : new Charge(usage, sure(reported), upstream.total(), upstream);
            case ABANDONED ->
                    new Charge(
                            usage,
                            reported && facts.finishReason().isEmpty()
                                    ? Billing.PARTIAL
                                    : sure(reported),
                            upstream.total(),
                            upstream);
        };
    }

    private static Billing sure(boolean reported) {
        return reported ? Billing.COMPLETE : Billing.ESTIMATED;
    }

    /** The same usage is billed once, so that prices by time of day cannot give two amounts. */
    private Bill bill(Usage usage, String serviceTier) {
        if (!usage.equals(billed) || !serviceTier.equals(billedTier)) {
            bill = Bill.of(usage, price, epochMillis.getAsLong(), serviceTier);
            billed = usage;
            billedTier = serviceTier;
        }
        return charged == null ? bill : bill.chargedAs(charged);
    }

    private Usage estimate(AnswerFacts facts) {
        return Usage.NONE
                .with(Bucket.INPUT, tokens(promptBytes))
                .with(Bucket.OUTPUT, tokens(facts.completionBytes()));
    }

    private static long tokens(long bytes) {
        return (bytes + BYTES_PER_TOKEN - 1) / BYTES_PER_TOKEN;
    }
}
