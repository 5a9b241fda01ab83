package dev.junctor.engine.money;

import dev.junctor.core.base.Money;
import dev.junctor.core.money.Invoice;
import dev.junctor.core.record.Billing;
import dev.junctor.core.usage.Usage;

/**
 * What a request is charged in the end.
 *
 * @param invoice the amount and its parts; the bill at the provider's prices also where the caller pays nothing
 * @param priceVersion {@link dev.junctor.core.catalog.Price#version}; empty when no price was used
 */
public record Charge(Usage usage, Billing billing, Invoice invoice, String priceVersion) {
    /** Nothing was consumed. */
    public static final Charge NOTHING = new Charge(Usage.NONE, Billing.VOID, Invoice.NOTHING, "");

    /** The same with another invoice. */
    Charge with(Invoice other) {
        return other.equals(invoice) ? this : new Charge(usage, billing, other, priceVersion);
    }

    /** What the caller pays. */
    public Money amount() {
        return invoice.amount();
    }
}
