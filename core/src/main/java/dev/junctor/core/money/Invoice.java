package dev.junctor.core.money;

import dev.junctor.core.base.Money;
import java.math.BigInteger;

/**
 * What a customer is charged for one request and where the amount goes: {@code amount = providerCost + margin + fee −
 * discount + rounding}, always.
 *
 * @param bill usage at the provider's prices, line by line
 * @param markup the terms that were applied
 * @param providerCost what the host owes the provider; zero on the customer's own key
 * @param margin what the host earns; negative where it bears the cost of an answer that is not charged
 * @param fee for the use of the customer's own key
 * @param discount what the host gives away
 * @param rounding what rounding the amount once makes it differ from the sum of the rounded parts
 * @param amount what the customer is charged
 */
public record Invoice(
        Bill bill,
        Markup markup,
        Money providerCost,
        Money margin,
        Money fee,
        Money discount,
        Money rounding,
        Money amount) {
    /** Nothing was consumed. */
    public static final Invoice NOTHING = Invoice.of(Bill.NOTHING, 0, Markup.NONE);

    private static final long PPM = 1_000_000;
    private static final BigInteger BIG_PPM = BigInteger.valueOf(PPM);

    /** Millionths of millionths of a nano-dollar: in these everything here is a whole number. */
    private static final BigInteger FINEST = BIG_PPM.multiply(BIG_PPM);

    private static final BigInteger TWO = BigInteger.TWO;

    /**
     * Checks that nothing is lost between the parts.
     *
     * @throws IllegalArgumentException when the parts do not make the amount
     */
    public Invoice {
        Money parts = providerCost.plus(margin).plus(fee).minus(discount).plus(rounding);
        if (!parts.equals(amount)) {
            throw new IllegalArgumentException(
                    "the parts make $" + parts.toUsd() + ", not $" + amount.toUsd());
        }
    }

    /**
     * A bill under a customer's terms, exact, rounded once, half up, at the amount.
     *
     * @param tokens of prompt and completion
     * @throws ArithmeticException when an amount does not fit 64 bits
     */
    public static Invoice of(Bill bill, long tokens, Markup markup) {
        return switch (markup.keyOwner()) {
            case HOST -> ofHost(bill, tokens, markup);
            case CUSTOMER -> ofCustomer(bill, markup);
        };
    }

    /** The same bill where nobody is charged: the host bears what it owes the provider. */
    public Invoice absorbed() {
        return new Invoice(
                bill,
                markup,
                providerCost,
                Money.ZERO.minus(providerCost),
                Money.ZERO,
                Money.ZERO,
                Money.ZERO,
                Money.ZERO);
    }

    /** The same bill where the customer is charged at most so much: the host bears the rest. */
    public Invoice cappedAt(Money most) {
        if (amount.compareTo(most) <= 0) {
            return this;
        }
        Money borne = amount.minus(most);
        return new Invoice(
                bill, markup, providerCost, margin.minus(borne), fee, discount, rounding, most);
    }

    private static Invoice ofHost(Bill bill, long tokens, Markup markup) {
        Money cost = bill.total();
        if (markup.marginPpm() == 0 && markup.marginNanosPerMillion() == 0) {
            return new Invoice(
                    bill, markup, cost, Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO, cost);
        }
        BigInteger exactCost = bill.exactMicros().multiply(BIG_PPM);
        BigInteger exactMargin =
                bill.exactMicros()
                        .multiply(BigInteger.valueOf(markup.marginPpm()))
                        .add(
                                BigInteger.valueOf(tokens)
                                        .multiply(
                                                BigInteger.valueOf(markup.marginNanosPerMillion()))
                                        .multiply(BIG_PPM));
        BigInteger lowest = exactCost.negate(); // nobody is paid for asking
        Money margin = rounded(exactMargin.max(lowest));
        Money amount = rounded(exactCost.add(exactMargin.max(lowest)));
        boolean earned = margin.nanoDollars() >= 0;
        return new Invoice(
                bill,
                markup,
                cost,
                earned ? margin : Money.ZERO,
                Money.ZERO,
                earned ? Money.ZERO : Money.ZERO.minus(margin),
                amount.minus(cost).minus(margin),
                amount);
    }

    private static Invoice ofCustomer(Bill bill, Markup markup) {
        Money fee = rounded(bill.exactMicros().multiply(BigInteger.valueOf(markup.feePpm())));
        return new Invoice(bill, markup, Money.ZERO, Money.ZERO, fee, Money.ZERO, Money.ZERO, fee);
    }

    private static Money rounded(BigInteger finest) {
        BigInteger half = FINEST.divide(TWO);
        BigInteger[] parts = finest.add(half).divideAndRemainder(FINEST);
        BigInteger nanos = parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
        return new Money(nanos.longValueExact());
    }
}
