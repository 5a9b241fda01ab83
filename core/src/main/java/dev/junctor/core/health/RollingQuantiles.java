package dev.junctor.core.health;

import dev.junctor.core.health.EndpointHealth.Quantiles;
import java.util.Arrays;

/**
 * Percentiles of the last five minutes, in little memory: values fall into buckets eight to an octave, so a percentile
 * is right to within 7 %; ten slices of 30 seconds each forget the oldest.
 *
 * <p>For one writer. Values from 1/1024 to 65,536 are told apart; what lies outside counts as the bound.
 */
final class RollingQuantiles {
    private static final long SLICE_MILLIS = 30_000;
    private static final int SLICES = 10;
    private static final int PER_OCTAVE = 8;
    private static final int LOWEST_EXPONENT = -10;
    private static final int HIGHEST_EXPONENT = 15;
    private static final int BUCKETS = (HIGHEST_EXPONENT - LOWEST_EXPONENT + 1) * PER_OCTAVE;

    private static final int[] NOTHING = new int[0];

    private final int[][] counts = new int[SLICES][];
    private final long[] slice = new long[SLICES];
    private final long[] totals = new long[SLICES];

    /** What was last answered; true until a value comes or a slice ends. */
    private Quantiles known = Quantiles.NONE;

    private long knownSlice = Long.MIN_VALUE;

    RollingQuantiles() {
        Arrays.fill(counts, NOTHING);
        Arrays.fill(slice, Long.MIN_VALUE);
    }

    /** Notes a value; what is not positive is not noted. */
    void add(double value, long nowMillis) {
        if (!(value > 0)) {
            return;
        }
        long now = Math.floorDiv(nowMillis, SLICE_MILLIS);
        int slot = (int) Math.floorMod(now, (long) SLICES);
        if (counts[slot].length == 0) {
            counts[slot] = new int[BUCKETS];
            slice[slot] = now;
        } else if (slice[slot] != now) {
            Arrays.fill(counts[slot], 0);
            slice[slot] = now;
            totals[slot] = 0;
        }
        counts[slot][bucketOf(value)]++;
        totals[slot]++;
        knownSlice = Long.MIN_VALUE;
    }

    /** How many values the percentiles rest on. */
    long count(long nowMillis) {
        long now = Math.floorDiv(nowMillis, SLICE_MILLIS);
        long total = 0;
        for (int slot = 0; slot < SLICES; slot++) {
            total += isIn(slot, now) ? totals[slot] : 0;
        }
        return total;
    }

    /** The percentiles of the window; {@link Quantiles#NONE} when it is empty. */
    Quantiles at(long nowMillis) {
        long now = Math.floorDiv(nowMillis, SLICE_MILLIS);
        if (now != knownSlice) {
            known = computed(nowMillis);
            knownSlice = now;
        }
        return known;
    }

    private Quantiles computed(long nowMillis) {
        long total = count(nowMillis);
        if (total == 0) {
            return Quantiles.NONE;
        }
        int[] merged = merged(nowMillis);
        return new Quantiles(
                quantile(merged, total, 50),
                quantile(merged, total, 75),
                quantile(merged, total, 90),
                quantile(merged, total, 99));
    }

    private int[] merged(long nowMillis) {
        long now = Math.floorDiv(nowMillis, SLICE_MILLIS);
        int[] merged = new int[BUCKETS];
        for (int slot = 0; slot < SLICES; slot++) {
            if (isIn(slot, now)) {
                for (int bucket = 0; bucket < BUCKETS; bucket++) {
                    merged[bucket] += counts[slot][bucket];
                }
            }
        }
        return merged;
    }

    private boolean isIn(int slot, long now) {
        return counts[slot].length > 0 && slice[slot] > now - SLICES && slice[slot] <= now;
    }

    /** The middle of the bucket that holds the value of this rank. */
    private static double quantile(int[] merged, long total, int percent) {
        long rank = Math.ceilDiv(total * percent, 100L);
        long seen = 0;
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            seen += merged[bucket];
            if (seen >= rank) {
                return middleOf(bucket);
            }
        }
        throw new IllegalStateException("the rank is beyond the total");
    }

    private static int bucketOf(double value) {
        int exponent = Math.getExponent(value);
        if (exponent < LOWEST_EXPONENT) {
            return 0;
        }
        if (exponent > HIGHEST_EXPONENT) {
            return BUCKETS - 1;
        }
        int part = (int) (Math.scalb(value, -exponent) * PER_OCTAVE) - PER_OCTAVE;
        return (exponent - LOWEST_EXPONENT) * PER_OCTAVE + part;
    }

    private static double middleOf(int bucket) {
        int exponent = bucket / PER_OCTAVE + LOWEST_EXPONENT;
        double part = 1 + (bucket % PER_OCTAVE + 0.5) / PER_OCTAVE;
        return Math.scalb(part, exponent);
    }
}
