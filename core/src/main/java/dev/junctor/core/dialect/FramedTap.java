package dev.junctor.core.dialect;

import dev.junctor.core.fault.Blame;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.fault.FaultKind;
import dev.junctor.core.json.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * What all taps have in common: cuts what arrives into server-sent events, keeps the beginning of one until its end comes,
 * and knows how the stream stands. What an event means is each protocol's own.
 */
public abstract class FramedTap implements StreamTap {
    private static final byte[] BLANK = {'\n', '\n'};

    private final EventBuffer waiting = new EventBuffer();
    private State state = State.OPEN;
    private @Nullable Fault fault;

    /** Nothing has come. */
    protected FramedTap() {}

    @Override
    public final State feed(byte[] bytes, int from, int to, Bytes out) {
        int i = from;
        if (state == State.OPEN && waiting.length() > 0) {
            int taken = waiting.complete(bytes, i, to);
            if (taken < 0) {
                checkLength();
                return state;
            }
            i += taken;
            if (known(waiting.array(), 0, waiting.length(), out) < 0) {
                event(waiting.array(), 0, waiting.length(), out);
            }
            waiting.clear();
        }
        while (i < to && state == State.OPEN) {
            int end = known(bytes, i, to, out);
            if (end < 0) {
                end = EventFrame.end(bytes, i, i, to);
                if (end < 0) {
                    waiting.keep(bytes, i, to);
                    break;
                }
                event(bytes, i, end, out);
            }
            i = end;
        }
        fed(out);
        checkLength();
        return state;
    }

    @Override
    public final State end(Bytes out) {
        if (state == State.OPEN && waiting.length() > 0) {
            waiting.keep(BLANK, 0, BLANK.length); // the last blank line may be missing
            int end = EventFrame.end(waiting.array(), 0, 0, waiting.length());
            if (isWhole(EventFrame.of(waiting.array(), 0, end))) {
                event(waiting.array(), 0, end, out);
            }
            waiting.clear();
        }
        fed(out);
        if (state == State.OPEN) {
            closed(out);
        }
        return state;
    }

    /**
     * Takes an event whose bytes are known, so that its end need not be looked for.
     *
     * @return offset behind it; −1 when it is not such a one, or its end has not come
     */
    protected int known(byte[] bytes, int from, int to, Bytes out) {
        return -1;
    }

    /** Takes an event that stands from {@code from} to {@code to}, its blank line included. */
    protected abstract void event(byte[] bytes, int from, int to, Bytes out);

    /** Whether an event that nothing closed is one, and not the beginning of one. */
    protected abstract boolean isWhole(EventFrame frame);

    /** All that arrived has been taken. */
    protected void fed(Bytes out) {}

    /** The provider closed the stream, and the protocol's end has not come. */
    protected abstract void closed(Bytes out);

    @Override
    public final Fault fault() {
        if (fault == null) {
            throw new IllegalStateException("the stream has not failed");
        }
        return fault;
    }

    /** How the stream stands. */
    protected final State state() {
        return state;
    }

    /** The answer is complete. */
    protected final void complete() {
        if (state == State.OPEN) {
            state = State.COMPLETE;
        }
    }

    /** It has failed; the first reason is told. */
    protected final void fail(Fault why) {
        if (state == State.OPEN) {
            fault = why;
            state = State.FAILED;
        }
    }

    /** An event is not what the protocol has. */
    protected final void failOn(EventFrame frame) {
        fail(
                ErrorClassifier.garbage(
                        frame.bytes(),
                        frame.dataFrom(),
                        frame.dataTo(),
                        "The provider sent something in its stream that is not a JSON object."));
    }

    private void checkLength() {
        if (waiting.length() > EventBuffer.MAX_BYTES) {
            fail(
                    Fault.silent(
                            FaultKind.PROVIDER_UNAVAILABLE,
                            Blame.ENDPOINT,
                            "The provider sent an event of more than "
                                    + (EventBuffer.MAX_BYTES >> 20)
                                    + " MB without an end."));
        }
    }
}
