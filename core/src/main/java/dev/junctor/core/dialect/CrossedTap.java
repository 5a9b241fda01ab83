package dev.junctor.core.dialect;

import dev.junctor.core.chat.ChatEvent;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.json.Bytes;
import java.util.List;

/** Watches a stream of another dialect: event by event it is understood, written in the caller's, and watched there. */
final class CrossedTap extends FramedTap {
    private static final int ROOM = 512;

    private final StreamDecoder decoder;
    private final StreamEncoder encoder;
    private final StreamTap told;
    private final CountedClosing counted;
    private final Bytes written = new Bytes(ROOM);
    private boolean done;
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
    protected void event(byte[] bytes, int from, int to, Bytes out) {
        EventFrame frame = EventFrame.of(bytes, from, to);
        if (frame.dataFrom() >= 0 && frame.dataFrom() < frame.dataTo()) {
            said(decoder.on(frame.name(), frame.bytes(), frame.dataFrom(), frame.dataTo()));
        }
    }

    /** The decoder knows. */
    @Override
    protected boolean isWhole(EventFrame frame) {
        return true;
    }

    @Override
    protected void closed(Bytes out) {
        said(decoder.end());
        fed(out);
        if (state() == State.OPEN) {
            follow(told.end(out));
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
    @Override
    protected void fed(Bytes out) {
        if (written.length() > 0) {
            State stands = told.feed(written.array(), 0, written.length(), out);
            written.clear();
            follow(stands);
        }
        if (done && state() == State.OPEN) {
            follow(told.end(out));
        }
    }

    private void follow(State stands) {
        switch (stands) {
            case OPEN -> {}
            case COMPLETE -> complete();
            case FAILED -> fail(told.fault());
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
}
