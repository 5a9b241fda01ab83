package dev.junctor.core.dialect.gemini;

import dev.junctor.core.dialect.AnswerFacts;
import dev.junctor.core.dialect.StreamTap;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.json.Bytes;

/** Gives the caller as one JSON array what another tap writes as events. */
public final class ArrayTap implements StreamTap {
    private static final int ROOM = 512;

    private final StreamTap events;
    private final ArrayFrames frames = new ArrayFrames();
    private final Bytes written = new Bytes(ROOM);

    /**
     * Wraps a tap.
     *
     * @param events writes for callers of {@link Gemini}: its own, or a translation's
     */
    public ArrayTap(StreamTap events) {
        this.events = events;
    }

    @Override
    public State feed(byte[] bytes, int from, int to, Bytes out) {
        return told(events.feed(bytes, from, to, written), out);
    }

    @Override
    public State end(Bytes out) {
        return told(events.end(written), out);
    }

    @Override
    public void breakOff(Fault why, Bytes out) {
        events.breakOff(why, written);
        told(State.FAILED, out);
        frames.close(out);
    }

    private State told(State state, Bytes out) {
        frames.feed(written.array(), 0, written.length(), out);
        written.clear();
        if (state == State.COMPLETE) {
            frames.close(out);
        }
        return state;
    }

    @Override
    public AnswerFacts facts() {
        return events.facts();
    }

    @Override
    public Fault fault() {
        return events.fault();
    }
}
