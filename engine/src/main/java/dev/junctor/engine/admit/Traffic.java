package dev.junctor.engine.admit;

/**
 * How much may be asked with a key at one time.
 *
 * @param inFlight requests under way at one time; {@link #USUAL_IN_FLIGHT} for what holds for all keys
 * @param perMinute requests in a minute; {@link #ANY} for any number
 * @param priority before whose requests the key's go when not all can
 */
public record Traffic(int inFlight, int perMinute, Priority priority) {
    /** As many as the operator allows any key. */
    public static final int USUAL_IN_FLIGHT = 0;

    /** Any number. */
    public static final int ANY = 0;

    /** What keys have that say nothing. */
    public static final Traffic USUAL = new Traffic(USUAL_IN_FLIGHT, ANY, Priority.NORMAL);

    public Traffic {
        if (inFlight < 0 || perMinute < 0) {
            throw new IllegalArgumentException("counts of requests are 0 or more");
        }
    }

    /** The same with another number under way at one time. */
    public Traffic withInFlight(int changed) {
        return new Traffic(changed, perMinute, priority);
    }

    /** The same with another number in a minute. */
    public Traffic withPerMinute(int changed) {
        return new Traffic(inFlight, changed, priority);
    }

    /** The same with another priority. */
    public Traffic withPriority(Priority changed) {
        return new Traffic(inFlight, perMinute, changed);
    }
}
