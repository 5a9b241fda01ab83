package dev.junctor.server;

import dev.junctor.core.fault.Fault;
import dev.junctor.core.fault.FaultKind;
import dev.junctor.engine.UnderWay;
import dev.junctor.server.config.ShutdownTimes;
import dev.junctor.server.journal.Depths;
import dev.junctor.server.store.Store;
import dev.junctor.wire.Listener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a gateway, step by step: still open while it says that it is not ready; closed to what is new; what is under
 * way ends; what has not ended in time is cut, told so and written down. Each second it says what it waits for.
 */
final class Drain {
    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long TELL_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** How long what was cut may take to be written down and told. */
    private static final Duration LAST_WORDS = Duration.ofMillis(700);

    /** How long what runs beside the loops may take once nobody can be answered any more. */
    private static final Duration BESIDE = Duration.ofMillis(300);

    private static final Fault ENDED =
            Fault.gateway(
                            FaultKind.OVERLOADED,
                            "Junctor is shutting down and could not wait for this answer to end."
                                    + " Try again.")
                    .retryAfter(1);

    private final Listener listener;
    private final List<Line> lines;
    private final ExecutorService blocking;
    private final Store store;

    /**
     * @param blocking what runs beside the loops: the API
     */
    Drain(Listener listener, List<Line> lines, ExecutorService blocking, Store store) {
        this.listener = listener;
        this.lines = List.copyOf(lines);
        this.blocking = blocking;
        this.store = store;
    }

    /** Returns when nothing is under way any more and nobody is connected. */
    void run(ShutdownTimes times) {
        listener.retire();
        if (times.grace().isPositive()) {
            LOG.info(
                    "shutting down: /readyz answers 503; new requests are taken for {} more",
                    seconds(times.grace()));
            pause(times.grace());
        }
        listener.stop();
        boolean ended = waitFor(times.drain(), "it is given up in");
        if (!ended) {
            LOG.warn(
                    "shutting down: cut after {}: {}",
                    seconds(times.drain()),
                    told(look(), listener.awaitEmpty(Duration.ZERO)));
            lines.forEach(line -> line.cut(ENDED));
            waitFor(LAST_WORDS, "");
        }
        listener.close();
        lines.forEach(
                line -> line.cut(ENDED)); // what is read on with because its caller has gone now
        waitFor(BESIDE, "");
        endBeside();
    }

    /** Waits until nothing is under way and nobody is connected; tells whether that came true in time. */
    private boolean waitFor(Duration patience, String limit) {
        long begun = System.nanoTime();
        long until = begun + patience.toNanos();
        long told = begun;
        while (true) {
            long now = System.nanoTime();
            UnderWay.Sight sight = look();
            int callers = listener.awaitEmpty(Duration.ZERO);
            if (sight.requests() == 0 && callers == 0) {
                return true;
            }
            if (now >= until) {
                return false;
            }
            if (!limit.isEmpty() && now - told >= TELL_NANOS) {
                told += TELL_NANOS;
                LOG.info(
                        "shutting down: waits for {}; {} {}",
                        told(sight, callers),
                        limit,
                        seconds(Duration.ofNanos(until - now)));
            }
            listener.awaitEmpty(Duration.ofNanos(Math.min(LOOK_NANOS, until - now)));
            if (sight.requests() > 0) {
                pause(Duration.ofNanos(LOOK_NANOS));
            }
        }
    }

    /** A loop that does not answer within a second counts as one with something under way. */
    private UnderWay.Sight look() {
        UnderWay.Sight all = UnderWay.Sight.NONE;
        for (Line line : lines) {
            try {
                all = all.and(line.look().get(1, TimeUnit.SECONDS));
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            } catch (TimeoutException | ExecutionException silent) {
                LOG.warn("shutting down: an event loop does not answer");
                all = all.and(new UnderWay.Sight(1, 0, 0));
            }
        }
        return all;
    }

    private String told(UnderWay.Sight sight, int callers) {
        List<String> parts = new ArrayList<>();
        parts.add(
                "%s (%d of them streams, the oldest %s old)"
                        .formatted(
                                count(sight.requests(), "request"),
                                sight.streams(),
                                seconds(Duration.ofNanos(sight.oldestNanos()))));
        parts.add(count(callers, "connection"));
        parts.add(count(store.limits().live().held().size(), "limit") + " with something held");
        Depths depths = store.recording().journal().depths();
        parts.add(count(depths.waitingEntries(), "record") + " not yet on the disk");
        parts.add(depths.unappliedEntries() + " not yet in the database");
        return String.join(", ", parts);
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static String seconds(Duration duration) {
        long millis = duration.toMillis();
        return millis % 1_000 == 0
                ? millis / 1_000 + " s"
                : "%d.%d s".formatted(millis / 1_000, millis % 1_000 / 100);
    }

    private static void pause(Duration duration) {
        long until = System.nanoTime() + duration.toNanos();
        for (long left = duration.toNanos();
                left > 0 && !Thread.currentThread().isInterrupted();
                left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private void endBeside() {
        blocking.shutdown();
        try {
            if (!blocking.awaitTermination(BESIDE.toMillis(), TimeUnit.MILLISECONDS)) {
                blocking.shutdownNow();
                boolean gone = blocking.awaitTermination(BESIDE.toMillis(), TimeUnit.MILLISECONDS);
                LOG.warn("shutting down: a call of the API was cut{}", gone ? "" : " and goes on");
            }
        } catch (InterruptedException hurried) {
            blocking.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
