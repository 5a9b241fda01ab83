package dev.junctor.core.dialect;

import dev.junctor.core.fault.Fault;
import dev.junctor.core.json.Bytes;

/**
 * Watches one stream of events on its way to the caller and rewrites in it what must say our name; all else goes
 * through byte for byte, under any cut of the bytes.
 */
public interface StreamTap {
    /** How a stream stands. */
    enum State {
        /** More is to come. */
        OPEN,
        /** The protocol's end was seen, or every choice has finished and usage is known. */
        COMPLETE,
        /** The provider reported an error inside the stream; {@link #fault} tells it and nothing of it was written. */
        FAILED
    }

    /** Takes what arrived and appends what goes to the caller now; an incomplete event waits inside. */
    State feed(byte[] bytes, int from, int to, Bytes out);

    /**
     * The provider closed the stream. Appends what waited and what the protocol's end needs (usage and cost, where no
     * chunk of the provider's could carry them) and tells whether the answer is complete.
     */
    State end(Bytes out);

    /** Appends an error as the last event of a stream that has begun. */
    void breakOff(Fault why, Bytes out);

    /** What is known so far. */
    AnswerFacts facts();

    /** What the provider reported inside the stream; only after {@link State#FAILED}. */
    Fault fault();
}
