package dev.junctor.engine.admit;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What one key has under way and how often it asked lately; shared by all event loops. */
final class KeyTraffic {
    private static final long MINUTE_NANOS = 60_000_000_000L;

    /** How much of a minute's requests may come at once: ten seconds' worth. */
    private static final int BURSTS_IN_A_MINUTE = 6;

    private final AtomicInteger inFlight = new AtomicInteger();

    /** When the next request would be due, were all of them evenly spaced; by the loops' common clock. */
    private final AtomicLong due;

    private final AtomicInteger waiting = new AtomicInteger();

    KeyTraffic(long nowNanos) {
        this.due = new AtomicLong(nowNanos);
    }

    /** Takes a place, unless there are as many as may be. */
    boolean take(int most) {
        return Crowd.countedUp(inFlight, most);
    }

    void giveBack() {
        inFlight.decrementAndGet();
    }

    boolean isFull(int most) {
        return inFlight.get() >= most;
    }

    /** Whether requests of this key wait in line, which newer ones may not pass. */
    boolean hasWaiting() {
        return waiting.get() > 0;
    }

    /** So many more wait in line. */
    void countWaiting(int more) {
        waiting.addAndGet(more);
    }

    /**
     * Counts a request, unless it comes too soon.
     *
     * @param perMinute how many may come in a minute
     * @return 0 when it may pass, or else after how many nanoseconds it may
     */
    long ask(int perMinute, long nowNanos) {
        long interval = Math.max(1, MINUTE_NANOS / perMinute);
        long ahead = interval * Math.max(0, perMinute / BURSTS_IN_A_MINUTE - 1);
        while (true) {
            long next = due.get();
            long from = next - nowNanos < 0 ? nowNanos : next;
            if (from - nowNanos > ahead) {
                return from - nowNanos - ahead;
            }
            if (due.compareAndSet(next, from + interval)) {
                return 0;
            }
        }
    }
}
