package dev.junctor.core.money;

import java.math.BigInteger;

/**
 * One line of a bill: quantity × unit price.
 *
 * @param item what was consumed, by the catalog's name: {@code input, cache_read, web_search, …}
 * @param quantity how many
 * @param nanoPrice nano-dollars per {@code per} of them
 * @param per 1,000,000 for tokens, 1 for units
 */
public record BillLine(String item, long quantity, long nanoPrice, long per) {
    /** Tokens are priced by the million. */
    public static final long MILLION = 1_000_000;

    /** Whole nano-dollars of quantity × price ÷ per, the rest cut off. */
    long wholeNanos() {
        long exact = Math.multiplyExact(quantity, nanoPrice / per);
        return Math.addExact(exact, Math.multiplyExact(quantity, nanoPrice % per) / per);
    }

    /** What {@link #wholeNanos} cuts off, in millionths of a nano-dollar. */
    long restMicros() {
        return Math.multiplyExact(quantity, nanoPrice % per) % per * (MILLION / per);
    }

    /** Quantity × price, in millionths of a nano-dollar. */
    BigInteger exactMicros() {
        return BigInteger.valueOf(quantity)
                .multiply(BigInteger.valueOf(nanoPrice))
                .multiply(BigInteger.valueOf(MILLION / per));
    }
}
