package dev.junctor.simulator.fault;

/**
 * What shall go wrong with one answer.
 *
 * @param name of the fault, as it was asked for
 * @param phase when it happens, for a fault that happens at a moment; others are what they are from the first byte
 * @param afterTokens how many tokens are told before; -1 where nothing was said, which means a few
 * @param delayMillis how long it waits, whatever the speed-up; 0 where nothing was said
 * @param retryAfterSeconds for the header Retry-After; 0 for what is usual
 * @param bytes the size of what is huge; 0 for what is usual
 */
public record FaultOrder(
        String name,
        Disturbance disturbance,
        Phase phase,
        int afterTokens,
        long delayMillis,
        long retryAfterSeconds,
        int bytes) {
    private static final int FEW = 3;
    private static final int MEGABYTES = 4 << 20;

    /** How many tokens are told before. */
    public int tokensBefore() {
        return afterTokens < 0 ? FEW : afterTokens;
    }

    /** How long it waits where waiting is its nature. */
    public long delayOr(long usualMillis) {
        return delayMillis > 0 ? delayMillis : usualMillis;
    }

    /** The size of what is huge. */
    public int hugeBytes() {
        return bytes > 0 ? bytes : MEGABYTES;
    }
}
