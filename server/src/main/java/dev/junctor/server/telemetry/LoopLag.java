package dev.junctor.server.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How late one event loop is with what it should do: the first sign of work that does not belong on it. */
public final class LoopLag {
    private static final Duration[] BOUNDS = {
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(20),
        Duration.ofMillis(100),
        Duration.ofMillis(500)
    };

    private final Timer timer;

    LoopLag(MeterRegistry registry, int loop) {
        timer =
                Timer.builder("junctor.loop.lag")
                        .description("How late a task on an event loop ran")
                        .tag("loop", Integer.toString(loop))
                        .serviceLevelObjectives(BOUNDS)
                        .register(registry);
    }

    /** A task ran so much later than it should have. */
    public void record(long lateNanos) {
        timer.record(Math.max(0, lateNanos), TimeUnit.NANOSECONDS);
    }
}
