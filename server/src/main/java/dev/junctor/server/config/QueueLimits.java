package dev.junctor.server.config;

import java.time.Duration;

/**
 * How many requests are under way at one time, and how many wait for that.
 *
 * @param inFlight requests under way; {@link #BY_MEMORY} for as many as the heap allows
 * @param inFlightPerKey of each key that says nothing itself; {@link #ANY} for any number
 * @param queue requests that wait for a place; 0 for none
 * @param queueBytes bytes of their bodies
 * @param patience how long one waits
 */
public record QueueLimits(
        int inFlight, int inFlightPerKey, int queue, long queueBytes, Duration patience) {
    /** As many as the heap allows. */
    public static final int BY_MEMORY = 0;

    /** Any number. */
    public static final int ANY = 0;

    /** By memory, any number of each key, and a queue of 1,000 requests with 64 MB for a second. */
    public static final QueueLimits DEFAULT =
            new QueueLimits(BY_MEMORY, ANY, 1_000, 64L * 1_024 * 1_024, Duration.ofSeconds(1));
}
