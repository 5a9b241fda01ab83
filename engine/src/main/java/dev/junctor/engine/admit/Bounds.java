package dev.junctor.engine.admit;

/**
 * How many requests this process takes at one time, and how many wait for their turn.
 *
 * @param inFlight requests under way at one time
 * @param inFlightPerKey the same for each key that has no number of its own; {@link Integer#MAX_VALUE} for any number
 * @param queue requests that wait for a place at most; 0 for none
 * @param queueBytes bytes of their bodies at most
 * @param waitNanos how long one waits at most
 * @param lagNanos how late an event loop may be before it takes no more requests of low priority
 */
public record Bounds(
        int inFlight,
        int inFlightPerKey,
        int queue,
        long queueBytes,
        long waitNanos,
        long lagNanos) {
    /** Everything is taken at once. */
    public static final Bounds NONE =
            new Bounds(
                    Integer.MAX_VALUE,
                    Integer.MAX_VALUE,
                    0,
                    Long.MAX_VALUE,
                    Long.MAX_VALUE,
                    Long.MAX_VALUE);

    /** How many requests of a key may be under way. */
    int inFlightOf(Traffic traffic) {
        return traffic.inFlight() == Traffic.USUAL_IN_FLIGHT ? inFlightPerKey : traffic.inFlight();
    }
}
