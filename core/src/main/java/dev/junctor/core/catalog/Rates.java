package dev.junctor.core.catalog;

import dev.junctor.core.usage.Bucket;
import java.util.Arrays;
import java.util.Map;

/**
 * Prices of tokens, one for each bucket, in nano-dollars per million tokens.
 *
 * <p>A bucket without a price of its own is charged like the one it is a part of: cached or written tokens and images
 * like input, audio read from the cache like cached text, reasoning like output.
 */
public final class Rates {
    private static final long ABSENT = -1;
    private static final Bucket[] BUCKETS = Bucket.values();

    private final long[] listed;

    private Rates(long[] listed) {
        this.listed = listed;
    }

    /**
     * Prices as listed.
     *
     * @throws IllegalArgumentException when input or output is missing or a price is negative
     */
    public static Rates of(Map<Bucket, Long> nanoPerMillion) {
        long[] listed = new long[Bucket.values().length];
        Arrays.fill(listed, ABSENT);
        nanoPerMillion.forEach((bucket, price) -> {
            if (price < 0) {
                throw new IllegalArgumentException("price." + bucket.key() + " is negative");
            }
            listed[bucket.ordinal()] = price;
        });
        if (listed[Bucket.INPUT.ordinal()] == ABSENT || listed[Bucket.OUTPUT.ordinal()] == ABSENT) {
            throw new IllegalArgumentException("price needs input and output");
        }
        return new Rates(listed);
    }

    /** The price that applies to a bucket, in nano-dollars per million tokens. */
    public long nanoPerMillion(Bucket bucket) {
        long price = listed[bucket.ordinal()];
        return price != ABSENT ? price : nanoPerMillion(partOf(bucket));
    }

    /** Whether the bucket has a price of its own. */
    public boolean lists(Bucket bucket) {
        return listed[bucket.ordinal()] != ABSENT;
    }

    /** These prices where {@code changed} lists none, otherwise those. */
    public Rates overriddenBy(Map<Bucket, Long> changed) {
        long[] copy = listed.clone();
        changed.forEach((bucket, price) -> copy[bucket.ordinal()] = price);
        return new Rates(copy);
    }

    /** Of each price the higher one. */
    public Rates orDearer(Rates other) {
        long[] dearer = listed.clone();
        for (Bucket bucket : BUCKETS) {
            if (lists(bucket) || other.lists(bucket)) {
                dearer[bucket.ordinal()] =
                        Math.max(nanoPerMillion(bucket), other.nanoPerMillion(bucket));
            }
        }
        return new Rates(dearer);
    }

    private static Bucket partOf(Bucket bucket) {
        return switch (bucket) {
            case INPUT, CACHE_READ, CACHE_WRITE, AUDIO_IN, IMAGE_IN, VIDEO_IN -> Bucket.INPUT;
            case CACHE_WRITE_1H -> Bucket.CACHE_WRITE;
            case CACHE_READ_AUDIO -> Bucket.CACHE_READ;
            case OUTPUT, REASONING, AUDIO_OUT, IMAGE_OUT -> Bucket.OUTPUT;
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Rates that && Arrays.equals(listed, that.listed);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(listed);
    }

    @Override
    public String toString() {
        return "Rates" + Arrays.toString(listed);
    }
}
