package dev.junctor.core.route;

import dev.junctor.core.catalog.Price;
import dev.junctor.core.catalog.Pricing;
import dev.junctor.core.catalog.Rates;

/**
 * What a request may cost at an endpoint, in millionths of a nano-dollar, exact in whole numbers; what does not fit 64
 * bits becomes {@link #UNKNOWN}.
 */
final class Cost {
    /** More than anything, or nobody knows. */
    static final long UNKNOWN = Long.MAX_VALUE;

    /** Of these units one nano-dollar has so many. */
    static final long UNITS_PER_NANO = 1_000_000;

    private Cost() {}

    /** The prices that apply to this request as far as it is known now; the caller has made sure that there are some. */
    static Rates rates(Price price, Size size, long epochMillis, String serviceTier) {
        return price.ratesFor(size.expectedPromptTokens(), epochMillis, serviceTier);
    }

    /** Expected cost: prompt × input price + expected completion × output price + what a request costs beside. */
    static long expected(Size size, long promptPrice, long completionPrice, long perRequest) {
        return sum(
                times(size.expectedPromptTokens(), promptPrice),
                times(size.expectedOutputTokens(), completionPrice),
                perRequest);
    }

    /** The price of an endpoint whose price is known; {@code price} filters out the others before. */
    static Price known(Pricing pricing) {
        return switch (pricing) {
            case Pricing.Known known -> known.price();
            case Pricing.Unknown unknown ->
                    throw new IllegalStateException("an unpriced endpoint passed the filters");
        };
    }

    /** Whole nano-dollars, rounded up. */
    static long nanosUp(long units) {
        return units == UNKNOWN ? UNKNOWN : Math.ceilDiv(units, UNITS_PER_NANO);
    }

    /** Hardly anybody charges for a request as such. */
    static long perRequest(Price price) {
        return price.units().nanoPerUnit().isEmpty()
                ? 0
                : times(price.units().of("request"), UNITS_PER_NANO);
    }

    /** A product of two that are not negative. */
    static long times(long left, long right) {
        if (left == 0 || right == 0) {
            return 0;
        }
        if (left == UNKNOWN || right == UNKNOWN) {
            return UNKNOWN;
        }
        long high = Math.multiplyHigh(left, right);
        long low = left * right;
        return high == 0 && low >= 0 ? low : UNKNOWN;
    }

    /** A sum of three that are not negative. */
    static long sum(long a, long b, long c) {
        long ab = a + b;
        long abc = ab + c;
        return ab < 0 || abc < 0 || a == UNKNOWN || b == UNKNOWN || c == UNKNOWN ? UNKNOWN : abc;
    }
}
