package dev.junctor.server.config;

import java.time.Duration;

/**
 * How a process ends that is told to.
 *
 * @param grace how long it still takes new requests while {@code /readyz} says that it should not be sent any
 * @param drain how long requests under way may take after that
 */
public record ShutdownTimes(Duration grace, Duration drain) {
    /** No grace, and 4 s, so that Ctrl-C never takes longer than 5 s. */
    public static final ShutdownTimes DEFAULT =
            new ShutdownTimes(Duration.ZERO, Duration.ofSeconds(4));
}
