package dev.junctor.core.base;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An amount of money, exact.
 *
 * @param nanoDollars billionths of a US dollar; may be negative
 */
public record Money(long nanoDollars) implements Comparable<Money> {
    /** Nothing. */
    public static final Money ZERO = new Money(0);

    private static final int DECIMALS = 9;

    /**
     * Reads an amount in US dollars.
     *
     * @throws ArithmeticException when it has more than nine decimals or does not fit 64 bits
     */
    public static Money ofUsd(BigDecimal usd) {
        return new Money(usd.movePointRight(DECIMALS).longValueExact());
    }

    /**
     * Reads an amount in US dollars and rounds it half up to whole nano-dollars.
     *
     * @throws ArithmeticException when it does not fit 64 bits
     */
    public static Money rounded(BigDecimal usd) {
        return ofUsd(usd.setScale(DECIMALS, RoundingMode.HALF_UP));
    }

    /**
     * Adds, or fails rather than wrap around.
     *
     * @throws ArithmeticException when the sum does not fit 64 bits
     */
    public Money plus(Money other) {
        return new Money(Math.addExact(nanoDollars, other.nanoDollars));
    }

    /**
     * Subtracts, or fails rather than wrap around.
     *
     * @throws ArithmeticException when the difference does not fit 64 bits
     */
    public Money minus(Money other) {
        return new Money(Math.subtractExact(nanoDollars, other.nanoDollars));
    }

    /** The amount in US dollars, without trailing zeros, never in scientific notation: {@code 0.0000006}. */
    public String toUsd() {
        return decimal(nanoDollars, DECIMALS);
    }

    /** The amount in US dollars, rounded half up to {@code decimals} places, for people to read. */
    public String toUsd(int decimals) {
        return BigDecimal.valueOf(nanoDollars, DECIMALS)
                .setScale(decimals, RoundingMode.HALF_UP)
                .toPlainString();
    }

    /** {@code units} × 10^−{@code decimals} without trailing zeros, never in scientific notation. */
    public static String decimal(long units, int decimals) {
        BigDecimal value = BigDecimal.valueOf(units, decimals).stripTrailingZeros();
        return value.scale() < 0 ? value.setScale(0).toPlainString() : value.toPlainString();
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(nanoDollars, other.nanoDollars);
    }
}
