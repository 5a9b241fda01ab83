package dev.junctor.core.health;

import java.util.Arrays;

/**
 * Whether there was a significant outage in the last 30 seconds: at least two failures that were at least a fifth of
 * the attempts. One failure among thousands is none, nor is a single one.
 *
 * <p>Counts by second in a ring; for one writer.
 */
final class OutageWindow {
    private static final int SECONDS = 30;
    private static final int LEAST_FAILURES = 2;
    private static final int ATTEMPTS_PER_FAILURE = 5;

    private final int[] attempts = new int[SECONDS];
    private final int[] failures = new int[SECONDS];
    private final long[] second = new long[SECONDS];

    OutageWindow() {
        Arrays.fill(second, Long.MIN_VALUE);
    }

    /** Notes an attempt that was {@code GOOD} or {@code BAD}. */
    void add(Judgement judgement, long nowMillis) {
        long now = Math.floorDiv(nowMillis, 1_000L);
        int slot = (int) Math.floorMod(now, (long) SECONDS);
        if (second[slot] != now) {
            second[slot] = now;
            attempts[slot] = 0;
            failures[slot] = 0;
        }
        attempts[slot]++;
        failures[slot] += judgement == Judgement.BAD ? 1 : 0;
    }

    boolean isOutage(long nowMillis) {
        long now = Math.floorDiv(nowMillis, 1_000L);
        long tried = 0;
        long failed = 0;
        for (int slot = 0; slot < SECONDS; slot++) {
            if (second[slot] > now - SECONDS && second[slot] <= now) {
                tried += attempts[slot];
                failed += failures[slot];
            }
        }
        return failed >= LEAST_FAILURES && failed * ATTEMPTS_PER_FAILURE >= tried;
    }
}
