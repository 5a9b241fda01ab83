package dev.junctor.core.health;

/**
 * A circuit breaker as a value. It takes nothing away: an endpoint whose breaker is open is tried last.
 *
 * <p>Five failures in a row open it for 5 seconds, each further failure after that for twice as long, up to a minute.
 * When the time is over it is half open: a few requests try it; the first success closes it, the first failure opens it
 * again.
 */
public sealed interface Breaker {
    /** How many failures in a row open it. */
    int FAILURES_TO_OPEN = 5;

    /** For how long it opens first. */
    long FIRST_MILLIS = 5_000;

    /** For how long it opens at most. */
    long LONGEST_MILLIS = 60_000;

    /** All is well, but for so many failures in a row. */
    record Closed(int failures) implements Breaker {
        /** As it begins. */
        public static final Closed CLEAN = new Closed(0);
    }

    /**
     * It has failed too often.
     *
     * @param untilMillis when it becomes half open, in milliseconds since 1970
     * @param forMillis how long it opened this time
     */
    record Open(long untilMillis, long forMillis) implements Breaker {}

    /** What can be done at this moment: the state, with what time has changed. */
    enum Stage {
        CLOSED,
        OPEN,
        HALF_OPEN
    }

    /** The stage at an instant. */
    default Stage stage(long nowMillis) {
        return switch (this) {
            case Closed closed -> Stage.CLOSED;
            case Open open -> nowMillis < open.untilMillis() ? Stage.OPEN : Stage.HALF_OPEN;
        };
    }

    /** The breaker after a success. */
    default Breaker afterSuccess() {
        return Closed.CLEAN;
    }

    /**
     * The breaker after a failure. While it is open, failures of requests that were under way or had nobody else to turn
     * to change nothing.
     */
    default Breaker afterFailure(long nowMillis) {
        return switch (this) {
            case Closed closed ->
                    closed.failures() + 1 < FAILURES_TO_OPEN
                            ? new Closed(closed.failures() + 1)
                            : new Open(nowMillis + FIRST_MILLIS, FIRST_MILLIS);
            case Open open -> {
                if (nowMillis < open.untilMillis()) {
                    yield open;
                }
                long longer = Math.min(LONGEST_MILLIS, open.forMillis() * 2);
                yield new Open(nowMillis + longer, longer);
            }
        };
    }
}
