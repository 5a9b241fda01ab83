package dev.junctor.core.health;

import dev.junctor.core.fault.Blame;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.fault.FaultKind;

/** What an attempt's end says about its endpoint. */
enum Judgement {
    /** It works. */
    GOOD,
    /** It does not. */
    BAD,
    /** It works, and wants to be left alone for a while. */
    LIMITED,
    /** Nothing: the caller's fault, or ours, or nobody's. */
    NEUTRAL;

    /**
     * The verdict on a failure. A caller's mistake says nothing about an endpoint, whatever status it was answered with.
     * A refused key and a model that is gone do: no request of ours will be answered there.
     */
    static Judgement of(Fault fault) {
        return switch (fault.blame()) {
            case CALLER, GATEWAY -> NEUTRAL;
            case KEY, ENDPOINT, PROVIDER, MODEL ->
                    fault.kind() == FaultKind.RATE_LIMITED ? LIMITED : BAD;
        };
    }

    /** The verdict on an attempt. */
    static Judgement of(AttemptResult result) {
        return switch (result) {
            case AttemptResult.Answered answered -> GOOD;
            case AttemptResult.Failed failed -> of(failed.fault());
            case AttemptResult.Abandoned abandoned -> NEUTRAL;
        };
    }

    /** Whether a failure is the whole provider's, so that its other endpoints suffer too. */
    static boolean isOfProvider(AttemptResult result) {
        return result instanceof AttemptResult.Failed failed
                && failed.fault().blame() == Blame.PROVIDER;
    }
}
