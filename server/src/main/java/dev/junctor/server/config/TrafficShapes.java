package dev.junctor.server.config;

import dev.junctor.engine.admit.Priority;
import dev.junctor.engine.admit.Traffic;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The keys below {@code keys} and {@code limits} that say how much is taken at one time, and who goes first. */
final class TrafficShapes {
    // keys

    private static final Key<Long> KEY_IN_FLIGHT =
            Key.optional(
                    "requests_in_flight",
                    Shapes.count(1, Integer.MAX_VALUE),
                    (long) Traffic.USUAL_IN_FLIGHT,
                    "Requests under way with it at one time; limits.requests_in_flight_per_key when"
                            + " left out.");
    private static final Key<Long> KEY_PER_MINUTE =
            Key.optional(
                    "requests_per_minute",
                    Shapes.count(1, Integer.MAX_VALUE),
                    (long) Traffic.ANY,
                    "Requests with it in a minute, a sixth of them at once; any number when left"
                            + " out.");
    private static final Key<Priority> KEY_PRIORITY =
            Key.optional(
                    "priority",
                    Shapes.oneOf(
                            Map.of(
                                    "high", Priority.HIGH,
                                    "normal", Priority.NORMAL,
                                    "low", Priority.LOW)),
                    Priority.NORMAL,
                    "high, normal or low: whose requests go first when not all can, and whose are"
                            + " refused first; normal when left out.");

    /** What a declared key may say of it. */
    static final List<Key<?>> OF_KEY = List.of(KEY_IN_FLIGHT, KEY_PER_MINUTE, KEY_PRIORITY);

    // limits

    private static final Key<Long> IN_FLIGHT =
            Key.optional(
                    "requests_in_flight",
                    Shapes.count(1, Integer.MAX_VALUE),
                    (long) QueueLimits.BY_MEMORY,
                    "Requests under way at one time; when left out one for each 64 KB of the"
                            + " largest heap, and 1,000 at least.");
    private static final Key<Long> IN_FLIGHT_PER_KEY =
            Key.optional(
                    "requests_in_flight_per_key",
                    Shapes.count(1, Integer.MAX_VALUE),
                    (long) QueueLimits.ANY,
                    "The same for each key that has no number of its own; any number when left"
                            + " out.");
    private static final Key<Long> QUEUE =
            Key.optional(
                    "queue",
                    Shapes.count(0, Integer.MAX_VALUE),
                    (long) QueueLimits.DEFAULT.queue(),
                    "Requests that wait for one of them to end; "
                            + QueueLimits.DEFAULT.queue()
                            + " when left out, 0 for none.");
    private static final Key<Long> QUEUE_BYTES =
            Key.optional(
                    "queue_bytes",
                    Shapes.count(1, Long.MAX_VALUE),
                    QueueLimits.DEFAULT.queueBytes(),
                    "Bytes of the bodies of requests that wait; "
                            + QueueLimits.DEFAULT.queueBytes()
                            + " when left out.");
    private static final Key<Duration> QUEUE_WAIT =
            Key.optional(
                    "queue_wait",
                    Shapes.duration(),
                    QueueLimits.DEFAULT.patience(),
                    "How long one waits; 1s when left out.");

    /** What {@code limits} may say of it. */
    static final List<Key<?>> OF_PROCESS =
            List.of(IN_FLIGHT, IN_FLIGHT_PER_KEY, QUEUE, QUEUE_BYTES, QUEUE_WAIT);

    private TrafficShapes() {}

    static Traffic ofKey(Values values) {
        return new Traffic(
                values.get(KEY_IN_FLIGHT).intValue(),
                values.get(KEY_PER_MINUTE).intValue(),
                values.get(KEY_PRIORITY));
    }

    static QueueLimits ofProcess(Values values) {
        return new QueueLimits(
                values.get(IN_FLIGHT).intValue(),
                values.get(IN_FLIGHT_PER_KEY).intValue(),
                values.get(QUEUE).intValue(),
                values.get(QUEUE_BYTES),
                values.get(QUEUE_WAIT));
    }
}
