package dev.junctor.engine.money;

import dev.junctor.core.base.Money;
import dev.junctor.core.money.Bill;
import dev.junctor.core.record.Billing;
import dev.junctor.core.usage.Usage;

/**
 * What a request is charged in the end.
 *
 * @param amount what the caller pays
 * @param upstream the bill at the provider's prices, also where the caller pays nothing
 */
public record Charge(Usage usage, Billing billing, Money amount, Bill upstream) {
    /** Nothing was consumed. */
    public static final Charge NOTHING =
            new Charge(Usage.NONE, Billing.VOID, Money.ZERO, Bill.NOTHING);
}
