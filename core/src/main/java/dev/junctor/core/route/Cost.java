package dev.junctor.core.route;

import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Modality;
import dev.junctor.core.catalog.Price;
import dev.junctor.core.catalog.Pricing;
import dev.junctor.core.catalog.Rates;
import dev.junctor.core.usage.Bucket;

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

    /**
     * The most that the request can cost: one token for each byte of a text prompt, the endpoint's whole context for a
     * prompt with media, written to the cache; and the caller's bound for the completion, or else the endpoint's.
     * {@link #UNKNOWN} where the endpoint names no bound.
     */
    static long worst(Endpoint endpoint, Price price, Size size, long epochMillis, String tier) {
        long prompt = worstPrompt(endpoint, size);
        long output = worstOutput(endpoint, size);
        if (prompt == UNKNOWN || output == UNKNOWN) {
            return UNKNOWN;
        }
        Rates rates = price.ratesFor(prompt, epochMillis, tier);
        long input = rates.nanoPerMillion(Bucket.INPUT);
        input = Math.max(input, rates.nanoPerMillion(Bucket.CACHE_WRITE));
        input = Math.max(input, rates.nanoPerMillion(Bucket.CACHE_WRITE_1H));
        for (Modality modality : endpoint.in()) {
            input = Math.max(input, rates.nanoPerMillion(bucketOf(modality)));
        }
        long completion = rates.nanoPerMillion(Bucket.OUTPUT);
        completion = Math.max(completion, rates.nanoPerMillion(Bucket.REASONING));
        return sum(times(prompt, input), times(output, completion), perRequest(price));
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

    private static long worstPrompt(Endpoint endpoint, Size size) {
        long limit = endpoint.maxInput() > 0 ? endpoint.maxInput() : endpoint.context();
        if (size.content() == Size.Content.MEDIA) {
            return limit > 0 ? limit : UNKNOWN;
        }
        return limit > 0 ? Math.min(size.promptBytes(), limit) : size.promptBytes();
    }

    private static long worstOutput(Endpoint endpoint, Size size) {
        long each = size.maxOutputTokens();
        if (each == 0) {
            each = endpoint.maxOutput() > 0 ? endpoint.maxOutput() : endpoint.context();
        }
        return each > 0 ? times(each, size.choices()) : UNKNOWN;
    }

    private static Bucket bucketOf(Modality modality) {
        return switch (modality) {
            case TEXT, FILE -> Bucket.INPUT;
            case IMAGE -> Bucket.IMAGE_IN;
            case AUDIO -> Bucket.AUDIO_IN;
            case VIDEO -> Bucket.VIDEO_IN;
        };
    }

    private static long times(long left, long right) {
        long high = Math.multiplyHigh(left, right);
        long low = left * right;
        return high == 0 && low >= 0 ? low : UNKNOWN;
    }

    private static long sum(long a, long b, long c) {
        long ab = a + b;
        long abc = ab + c;
        return ab < 0 || abc < 0 ? UNKNOWN : abc;
    }
}
