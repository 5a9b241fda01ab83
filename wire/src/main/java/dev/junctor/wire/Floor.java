package dev.junctor.wire;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the callers on one event loop share: the service and the clock. One walk over all of them now and then finds
 * who is too slow; a timer for each request would cost more than most requests.
 */
final class Floor {
    private static final long SHORTEST_ROUND_NANOS = 10_000_000;
    private static final long LONGEST_ROUND_NANOS = 1_000_000_000;

    final EventLoop loop;
    final Turn turn;
    final Service service;
    final ListenerOptions.Limits limits;
    final Deadlines deadlines;
    final Occupancy occupancy;
    final BodyRoom bodies;
    private final Set<CallerConnection> callers = new HashSet<>();
    private long now;
    private @Nullable ScheduledFuture<?> rounds;

    /** The patience of a listener, in nanoseconds. */
    record Deadlines(long head, long body, long idle, long send) {
        static Deadlines of(ListenerOptions.Patience patience) {
            return new Deadlines(
                    patience.head().toNanos(),
                    patience.body().toNanos(),
                    patience.idle().toNanos(),
                    patience.send().toNanos());
        }
    }

    Floor(
            EventLoop loop,
            Service service,
            ListenerOptions options,
            Occupancy occupancy,
            BodyRoom bodies) {
        this.loop = loop;
        this.turn = Turn.of(loop);
        this.service = service;
        this.limits = options.limits();
        this.deadlines = Deadlines.of(options.patience());
        this.occupancy = occupancy;
        this.bodies = bodies;
        this.now = loop.ticker().nanoTime();
    }

    void open() {
        long shortest =
                Stream.of(deadlines.head, deadlines.body, deadlines.idle, deadlines.send)
                        .mapToLong(Long::longValue)
                        .min()
                        .orElseThrow();
        long round = Math.clamp(shortest / 4, SHORTEST_ROUND_NANOS, LONGEST_ROUND_NANOS);
        rounds = loop.scheduleWithFixedDelay(this::round, round, round, TimeUnit.NANOSECONDS);
    }

    /** The time of the last round, in nanoseconds; exact enough for patience. */
    long now() {
        return now;
    }

    void add(CallerConnection caller) {
        callers.add(caller);
    }

    void remove(CallerConnection caller) {
        callers.remove(caller);
    }

    /** Closes whoever is idle and lets the others end; from any thread. */
    void drain() {
        loop.execute(() -> everybody().forEach(CallerConnection::drain));
    }

    /** Cuts everybody and ends the rounds; from any thread. */
    void close() {
        ScheduledFuture<?> ending = rounds;
        if (ending != null) {
            ending.cancel(false);
        }
        loop.execute(() -> everybody().forEach(CallerConnection::cut));
    }

    private void round() {
        turn.readEnds(); // should a read ever have been left open
        now = loop.ticker().nanoTime();
        everybody().forEach(caller -> caller.check(now));
    }

    private List<CallerConnection> everybody() {
        return new ArrayList<>(callers);
    }
}
