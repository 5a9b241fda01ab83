package dev.junctor.server.config;

import java.time.Duration;

/**
 * What Junctor takes at most, and how long it waits for callers.
 *
 * @param bodyBytes of one request
 * @param bodiesBytes of the bodies of all requests together; 0 for half of what the JVM has for network buffers
 * @param headerBytes of the head of one request
 * @param connections of callers at one time
 * @param upstreamConnections to one provider at one time
 * @param upstreamWaiting requests that wait for a connection to one provider
 * @param headTimeout from the first byte of a request's head to its last
 * @param bodyTimeout between two parts of a body; each such stretch must bring 1 KB for each of its seconds
 * @param idleTimeout between two requests of one connection
 * @param sendTimeout while a caller takes nothing of what waits for it
 * @param queue how many requests are under way at one time, and how many wait for that
 */
public record Limits(
        int bodyBytes,
        long bodiesBytes,
        int headerBytes,
        int connections,
        int upstreamConnections,
        int upstreamWaiting,
        Duration headTimeout,
        Duration bodyTimeout,
        Duration idleTimeout,
        Duration sendTimeout,
        QueueLimits queue) {
    /**
     * 32 MB bodies, 64 KB heads, 65,536 callers, 1,024 connections to a provider and 10,000 that wait for one; what stalls
     * while it is being sent is answered within half a minute.
     */
    public static final Limits DEFAULT =
            new Limits(
                    32 * 1_024 * 1_024,
                    0,
                    64 * 1_024,
                    65_536,
                    1_024,
                    10_000,
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(75),
                    Duration.ofSeconds(120),
                    QueueLimits.DEFAULT);
}
