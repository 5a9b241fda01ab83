package dev.junctor.server;

import dev.junctor.engine.port.EventLoop;
import java.util.function.LongConsumer;

/** Measures ten times a second how late an event loop runs what it should run now. */
final class LagWatch {
    private static final long INTERVAL_NANOS = 100_000_000L;

    private final EventLoop loop;
    private final LongConsumer lag;
    private long dueNanos;

    private LagWatch(EventLoop loop, LongConsumer lag) {
        this.loop = loop;
        this.lag = lag;
    }

    /** Begins to measure; it ends with the loop, on which {@code lag} hears nanoseconds. */
    static void start(EventLoop loop, LongConsumer lag) {
        loop.execute(new LagWatch(loop, lag)::again);
    }

    private void again() {
        dueNanos = loop.nanoTime() + INTERVAL_NANOS;
        loop.schedule(INTERVAL_NANOS, this::measure);
    }

    private void measure() {
        lag.accept(loop.nanoTime() - dueNanos);
        again();
    }
}
