package dev.junctor.engine.money;

import dev.junctor.core.base.Money;
import dev.junctor.core.catalog.Price;
import dev.junctor.core.dialect.AnswerFacts;
import dev.junctor.core.dialect.Closing;
import dev.junctor.core.dialect.Cost;
import dev.junctor.core.money.Bill;
import dev.junctor.core.money.Invoice;
import dev.junctor.core.money.Markup;
import dev.junctor.core.record.Billing;
import dev.junctor.core.record.Outcome;
import dev.junctor.core.usage.Usage;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Prices one answer: what its last event says it cost is what is charged. */
public final class Meter implements Closing {
    private final Price price;
    private final Markup markup;
    private final Purse purse;
    private final Reckoning reckoning;
    private final LongSupplier epochMillis;
    private final Supplier<String> metadata;
    private Usage billed = Usage.NONE;
    private String billedTier = "";
    private @Nullable Invoice invoice;
    private @Nullable Money charged;

    /**
     * @param markup the customer's terms for this answer
     * @param purse what the customer can pay
     * @param reckoning what was consumed where the provider does not say
     * @param epochMillis the clock on the wall
     * @param metadata what the caller asked to be told beside the answer; empty for nothing
     */
    public Meter(
            Price price,
            Markup markup,
            Purse purse,
            Reckoning reckoning,
            LongSupplier epochMillis,
            Supplier<String> metadata) {
        this.price = price;
        this.markup = markup;
        this.purse = purse;
        this.reckoning = reckoning;
        this.epochMillis = epochMillis;
        this.metadata = metadata;
    }

    @Override
    public Cost cost(AnswerFacts facts, End end) {
        Outcome outcome =
                switch (end) {
                    case WHOLE -> Outcome.SERVED;
                    case BROKEN -> Outcome.FAILED;
                };
        Charge charge = charge(facts, outcome);
        Bill upstream = charge.invoice().bill();
        return new Cost(
                charge.amount(),
                upstream.prompt(),
                upstream.completion(),
                payer(markup.keyOwner()));
    }

    private static Cost.Payer payer(Markup.KeyOwner keyOwner) {
        return switch (keyOwner) {
            case HOST -> Cost.Payer.HOST;
            case CUSTOMER -> Cost.Payer.CUSTOMER;
        };
    }

    @Override
    public void charged(Money amount) {
        charged = amount;
        invoice = null;
    }

    @Override
    public String metadata() {
        return metadata.get();
    }

    /**
     * The last word on one answer. A failed answer is not charged, whatever the provider does; one without a token that
     * did not finish, or that finished with an error, only for what it used beside tokens.
     */
    public Charge charge(AnswerFacts facts, Outcome outcome) {
        boolean reported = facts.metering() == AnswerFacts.Metering.REPORTED;
        Usage usage = reported ? facts.usage() : estimate(facts);
        Invoice full = invoice(usage, facts.serviceTier());
        return switch (outcome) {
            case FAILED -> charged(usage, Billing.VOID, full.absorbed());
            case SERVED ->
                    insured(facts, usage)
                            ? besideTokens(usage, full, reported)
                            : charged(usage, sure(reported), full);
            case ABANDONED ->
                    charged(
                            usage,
                            reported && facts.finishReason().isEmpty()
                                    ? Billing.PARTIAL
                                    : sure(reported),
                            full);
        };
    }

    /** What an attempt costs the host whose answer nobody is charged for; nothing where the provider did not say. */
    public Money cost(AnswerFacts facts) {
        return facts.metering() == AnswerFacts.Metering.REPORTED
                        && markup.keyOwner() == Markup.KeyOwner.HOST
                ? invoice(facts.usage(), facts.serviceTier()).bill().total()
                : Money.ZERO;
    }

    private static boolean insured(AnswerFacts facts, Usage usage) {
        String finish = facts.finishReason();
        return finish.equals("error") || (finish.isEmpty() && usage.completionTokens() == 0);
    }

    /** Searches and the request itself are charged; the host bears the tokens. */
    private Charge besideTokens(Usage usage, Invoice full, boolean reported) {
        Money most = Invoice.of(full.bill().withoutTokens(), 0, markup).amount();
        return most.equals(Money.ZERO)
                ? charged(usage, Billing.VOID, full.absorbed())
                : charged(
                        usage, reported ? Billing.PARTIAL : Billing.ESTIMATED, full.cappedAt(most));
    }

    private Charge charged(Usage usage, Billing billing, Invoice charged) {
        return new Charge(usage, billing, charged, purse.version(price));
    }

    private static Billing sure(boolean reported) {
        return reported ? Billing.COMPLETE : Billing.ESTIMATED;
    }

    /** The same usage is billed once, so that prices by time of day cannot give two amounts. */
    private Invoice invoice(Usage usage, String serviceTier) {
        Invoice before = invoice;
        if (before != null && usage.equals(billed) && serviceTier.equals(billedTier)) {
            return before;
        }
        Bill listed = Bill.of(usage, price, epochMillis.getAsLong(), serviceTier);
        Bill bill = charged == null ? listed : listed.chargedAs(charged);
        long tokens = Math.addExact(usage.promptTokens(), usage.completionTokens());
        Invoice made = purse.cap(Invoice.of(bill, tokens, markup));
        invoice = made;
        billed = usage;
        billedTier = serviceTier;
        return made;
    }

    @Override
    public Usage estimate(AnswerFacts facts) {
        return reckoning.of(facts);
    }

    @Override
    public long expectedPromptTokens() {
        return reckoning.expectedPromptTokens();
    }

    @Override
    public int keptBytes() {
        return reckoning.keptBytes();
    }
}
