package dev.junctor.core.dialect;

import dev.junctor.core.chat.ChatEvent;
import dev.junctor.core.fault.Blame;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.fault.FaultKind;
import dev.junctor.core.json.Bytes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Watches a stream of another dialect: event by event it is understood, written in the caller's, and watched there. */
final class CrossedTap implements StreamTap {
    private static final byte[] BLANK = {'\n', '\n'};
    private static final int ROOM = 512;

    private final StreamDecoder decoder;
    private final StreamEncoder encoder;
    private final StreamTap told;
    private final CountedClosing counted;
    private final EventBuffer waiting = new EventBuffer();
    private final Bytes written = new Bytes(ROOM);
    private State state = State.OPEN;
    private boolean done;
    private @Nullable Fault fault;
    private String upstreamId = "";

    /**
     * @param told watches what the caller gets
     */
    CrossedTap(
            StreamDecoder decoder, StreamEncoder encoder, StreamTap told, CountedClosing counted) {
        this.decoder = decoder;
        this.encoder = encoder;
        this.told = told;
        this.counted = counted;
    }

    @Override
    public State feed(byte[] bytes, int from, int to, Bytes out) {
        int i = from;
        if (state == State.OPEN && waiting.length() > 0) {
            int taken = waiting.complete(bytes, i, to);
            if (taken < 0) {
                return checked();
            }
            i += taken;
            event(waiting.array(), waiting.length(), 0);
            waiting.clear();
        }
        while (i < to && state == State.OPEN) {
            int end = EventFrame.end(bytes, i, i, to);
            if (end < 0) {
                waiting.keep(bytes, i, to);
                break;
            }
            event(bytes, end, i);
            i = end;
        }
        tell(out);
        return checked();
    }

    @Override
    public State end(Bytes out) {
        if (state == State.OPEN && waiting.length() > 0) {
            waiting.keep(BLANK, 0, BLANK.length); // the last blank line may be missing
            event(waiting.array(), EventFrame.end(waiting.array(), 0, 0, waiting.length()), 0);
            waiting.clear();
        }
        if (state == State.OPEN) {
            said(decoder.end());
        }
        tell(out);
        if (state == State.OPEN) {
            state = told.end(out);
        }
        return state;
    }

    private void event(byte[] bytes, int to, int from) {
        EventFrame frame = EventFrame.of(bytes, from, to);
        if (frame.dataFrom() >= 0 && frame.dataFrom() < frame.dataTo()) {
            said(decoder.on(frame.name(), frame.bytes(), frame.dataFrom(), frame.dataTo()));
        }
    }

    private void said(List<ChatEvent> events) {
        for (ChatEvent event : events) {
            switch (event) {
                case ChatEvent.Failed failed -> {
                    fail(failed.fault());
                    return;
                }
                case ChatEvent.Consumed consumed ->
                        counted.counted(consumed.usage(), consumed.serviceTier());
                case ChatEvent.Start start -> upstreamId = start.id();
                case ChatEvent.PartStart opened -> {}
                case ChatEvent.Delta delta -> {}
                case ChatEvent.NextText next -> {}
                case ChatEvent.StateKnown known -> {}
                case ChatEvent.Cited cited -> {}
                case ChatEvent.PartEnd closed -> {}
                case ChatEvent.Finished finished -> {}
                case ChatEvent.Done end -> done = true;
            }
            encoder.on(event, written);
        }
    }

    /**
     * What was written goes to the caller as its own dialect would have it. Where that marks no end of its own, it is
     * told that the provider's has come.
     */
    private void tell(Bytes out) {
        if (written.length() > 0) {
            State stands = told.feed(written.array(), 0, written.length(), out);
            written.clear();
            switch (stands) {
                case OPEN -> {}
                case COMPLETE -> state = state == State.FAILED ? State.FAILED : State.COMPLETE;
                case FAILED -> fail(told.fault());
            }
        }
        if (done && state == State.OPEN) {
            state = told.end(out);
        }
    }

    private State checked() {
        if (waiting.length() > EventBuffer.MAX_BYTES) {
            fail(
                    Fault.silent(
                            FaultKind.PROVIDER_UNAVAILABLE,
                            Blame.ENDPOINT,
                            "The provider sent an event of more than "
                                    + (EventBuffer.MAX_BYTES >> 20)
                                    + " MB without an end."));
        }
        return state;
    }

    private void fail(Fault what) {
        if (state != State.FAILED) {
            fault = what;
            state = State.FAILED;
        }
    }

    @Override
    public void breakOff(Fault why, Bytes out) {
        told.breakOff(why, out);
    }

    @Override
    public AnswerFacts facts() {
        return counted.facts(told.facts(), upstreamId);
    }

    @Override
    public Fault fault() {
        if (fault == null) {
            throw new IllegalStateException("the stream has not failed");
        }
        return fault;
    }
}
