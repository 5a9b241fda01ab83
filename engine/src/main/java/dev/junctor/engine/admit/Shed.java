package dev.junctor.engine.admit;

import dev.junctor.core.fault.Fault;
import dev.junctor.core.fault.FaultKind;
import java.util.Locale;

/** Why a request was not let in although its key is good. */
public enum Shed {
    /** As many wait as may, and others have a better claim. */
    QUEUE_FULL,
    /** It waited as long as it may. */
    QUEUE_WAIT,
    /** Its key has as many under way as it may, and none ended in time. */
    KEY_IN_FLIGHT,
    /** Its key asked too often in the last minute. */
    KEY_RATE,
    /** The event loop is late, and the request of low priority. */
    LOOP_LAG,
    /** Its caller hung up while it waited: no answer. */
    LEFT;

    /** As metrics name it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What the caller is told; with the seconds after which it may ask again. */
    Fault fault(long retrySeconds) {
        return switch (this) {
            case QUEUE_FULL ->
                    overloaded(
                            "Junctor has as many requests under way and waiting as it may"
                                    + " (limits.requests_in_flight, limits.queue). Try again soon, or"
                                    + " ask its operator to raise them.",
                            retrySeconds);
            case QUEUE_WAIT ->
                    overloaded(
                            "Junctor has as many requests under way as it may"
                                    + " (limits.requests_in_flight), and none ended within"
                                    + " limits.queue_wait. Try again soon, or ask its operator to raise"
                                    + " them.",
                            retrySeconds);
            case KEY_IN_FLIGHT ->
                    limited(
                            "This key has as many requests under way as it may"
                                    + " (requests_in_flight). Wait for one to end, or ask for a higher"
                                    + " limit of the key.",
                            retrySeconds);
            case KEY_RATE ->
                    limited(
                            "This key asks more often than it may (requests_per_minute). Ask more"
                                    + " slowly, or ask for a higher limit of the key.",
                            retrySeconds);
            case LOOP_LAG ->
                    overloaded(
                            "Junctor is too busy for requests of low priority. Try again soon, or"
                                    + " ask with a key of another priority.",
                            retrySeconds);
            case LEFT -> overloaded("The caller has hung up.", retrySeconds);
        };
    }

    private static Fault overloaded(String message, long retrySeconds) {
        return Fault.gateway(FaultKind.OVERLOADED, message).retryAfter(retrySeconds);
    }

    private static Fault limited(String message, long retrySeconds) {
        return Fault.caller(FaultKind.RATE_LIMITED, "", message).retryAfter(retrySeconds);
    }
}
