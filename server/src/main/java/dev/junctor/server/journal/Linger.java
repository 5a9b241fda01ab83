package dev.junctor.server.journal;

import java.util.concurrent.TimeUnit;

/**
 * How long a group waits for more before it is written: not at all while little comes, a millisecond when much does,
 * which costs each a little time and the machine far fewer forces.
 */
final class Linger {
    private static final long BUSY_PER_SECOND = 2_000;
    private static final long LINGER_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long SPAN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private long spanStart;
    private long gathered;
    private long lingerNanos;

    /**
     * Takes note of a group.
     *
     * @return how long the next one waits, in nanoseconds
     */
    long next(int entries, long nanoTime) {
        gathered += entries;
        long span = nanoTime - spanStart;
        if (span >= SPAN_NANOS) {
            double perSecond = gathered * 1e9 / span;
            lingerNanos = perSecond > BUSY_PER_SECOND ? LINGER_NANOS : 0;
            spanStart = nanoTime;
            gathered = 0;
        }
        return lingerNanos;
    }
}
