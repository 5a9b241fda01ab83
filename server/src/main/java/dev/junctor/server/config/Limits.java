package dev.junctor.server.config;

/**
 * What Junctor takes at most.
 *
 * @param bodyBytes of one request
 * @param headerBytes of the head of one request
 * @param connections of callers at one time
 * @param upstreamConnections to one provider at one time
 * @param upstreamWaiting requests that wait for a connection to one provider
 * @param patience how long callers are waited for
 */
public record Limits(
        int bodyBytes,
        int headerBytes,
        int connections,
        int upstreamConnections,
        int upstreamWaiting,
        CallerPatience patience) {
    /** 32 MB bodies, 64 KB heads, 65,536 callers, 1,024 connections to a provider and 10,000 that wait for one. */
    public static final Limits DEFAULT =
            new Limits(
                    32 * 1_024 * 1_024,
                    64 * 1_024,
                    65_536,
                    1_024,
                    10_000,
                    CallerPatience.DEFAULT);
}
