package dev.junctor.wire;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** How many callers a listener has on all its loops, and whether it still wants more. */
final class Occupancy {
    private final AtomicInteger callers = new AtomicInteger();
    private final CountDownLatch empty = new CountDownLatch(1);
    private volatile boolean retiring;
    private volatile boolean draining;

    /** Counts a caller in; gives the number with it. */
    int enter() {
        return callers.incrementAndGet();
    }

    void leave() {
        if (callers.decrementAndGet() == 0 && draining) {
            empty.countDown();
        }
    }

    int callers() {
        return callers.get();
    }

    /** Whether each answer ends its connection. */
    boolean retiring() {
        return retiring;
    }

    void retire() {
        retiring = true;
    }

    boolean draining() {
        return draining;
    }

    void drain() {
        retiring = true;
        draining = true;
        if (callers.get() == 0) {
            empty.countDown();
        }
    }

    /** Waits until nobody is left; gives how many still are. */
    int awaitEmpty(long nanos) throws InterruptedException {
        return empty.await(nanos, TimeUnit.NANOSECONDS) ? 0 : callers.get();
    }
}
