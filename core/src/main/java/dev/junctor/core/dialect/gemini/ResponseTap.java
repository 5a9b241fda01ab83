package dev.junctor.core.dialect.gemini;

import dev.junctor.core.dialect.AnswerFacts;
import dev.junctor.core.dialect.Closing;
import dev.junctor.core.dialect.ErrorClassifier;
import dev.junctor.core.dialect.EventBuffer;
import dev.junctor.core.dialect.EventFrame;
import dev.junctor.core.dialect.Identity;
import dev.junctor.core.dialect.StreamTap;
import dev.junctor.core.dialect.TextSample;
import dev.junctor.core.fault.Blame;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.fault.FaultKind;
import dev.junctor.core.json.Bytes;
import dev.junctor.core.json.Splice;
import dev.junctor.core.json.Splices;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Watches a stream of responses and puts our name into each. No mark ends the stream: a response in which every candidate
 * has ended waits until the next comes or the connection closes, and the last is given the cost.
 */
final class ResponseTap implements StreamTap {
    private static final byte[] BLANK = "\n\n".getBytes(StandardCharsets.US_ASCII);

    private final Identity identity;
    private final Closing closing;
    private final TextSample sample;
    private final Counts counts;
    private final EventBuffer waiting = new EventBuffer();
    private final Bytes held = new Bytes(0);
    private final List<Splice> splices = new ArrayList<>(4);
    private State state = State.OPEN;
    private @Nullable Fault fault;

    ResponseTap(Identity identity, Closing closing) {
        this.identity = identity;
        this.closing = closing;
        this.sample = new TextSample(closing.keptBytes());
        this.counts = new Counts(sample);
    }

    @Override
    public State feed(byte[] bytes, int from, int to, Bytes out) {
        int i = from;
        if (state == State.OPEN && waiting.length() > 0) {
            int taken = waiting.complete(bytes, i, to);
            if (taken < 0) {
                checkLength();
                return state;
            }
            i += taken;
            event(waiting.array(), 0, waiting.length(), out);
            waiting.clear();
        }
        while (i < to && state == State.OPEN) {
            int end = EventFrame.end(bytes, i, i, to);
            if (end < 0) {
                waiting.keep(bytes, i, to);
                break;
            }
            event(bytes, i, end, out);
            i = end;
        }
        checkLength();
        return state;
    }

    @Override
    public State end(Bytes out) {
        if (state == State.OPEN && waiting.length() > 0) {
            waiting.keep(BLANK, 0, BLANK.length); // the last blank line may be missing
            int end = EventFrame.end(waiting.array(), 0, 0, waiting.length());
            EventFrame frame = EventFrame.of(waiting.array(), 0, end);
            if (walk(frame, new TextSample(0)).isWellFormed()) {
                event(waiting.array(), 0, end, out);
            }
            waiting.clear();
        }
        if (state == State.OPEN && held.length() > 0) {
            EventFrame frame = EventFrame.of(held.array(), 0, held.length());
            ResponseWalk walk = walk(frame, new TextSample(0));
            CostFields.add(frame.bytes(), walk, facts(), closing, splices);
            write(frame, walk, out);
            held.clear();
            state = State.COMPLETE;
        }
        return state;
    }

    @Override
    public void breakOff(Fault why, Bytes out) {
        release(out);
        out.append(ErrorWriter.event(why));
    }

    @Override
    public AnswerFacts facts() {
        return counts.facts();
    }

    @Override
    public Fault fault() {
        if (fault == null) {
            throw new IllegalStateException("the stream has not failed");
        }
        return fault;
    }

    private static ResponseWalk walk(EventFrame frame, TextSample sample) {
        int from = Math.max(0, frame.dataFrom());
        return new ResponseWalk(frame.bytes(), from, Math.max(from, frame.dataTo()), sample);
    }

    private void event(byte[] bytes, int from, int to, Bytes out) {
        EventFrame frame = EventFrame.of(bytes, from, to);
        if (frame.dataFrom() < 0 || frame.dataFrom() >= frame.dataTo()) {
            return; // a comment or a heartbeat; Junctor sends its own
        }
        ResponseWalk walk = walk(frame, sample);
        if (walk.hasFailed()) {
            fail(ErrorClassifier.inside(frame.bytes(), frame.dataFrom(), frame.dataTo()));
            return;
        }
        if (!walk.isWellFormed()) {
            fail(
                    ErrorClassifier.garbage(
                            frame.bytes(),
                            frame.dataFrom(),
                            frame.dataTo(),
                            "The provider sent something in its stream that is not a JSON object."));
            return;
        }
        counts.take(frame.bytes(), walk);
        release(out);
        if (counts.isFinished()) {
            held.append(frame.bytes(), frame.from(), frame.to());
        } else {
            write(frame, walk, out);
        }
    }

    /** What was held for the last was not. */
    private void release(Bytes out) {
        if (held.length() > 0) {
            EventFrame frame = EventFrame.of(held.array(), 0, held.length());
            write(frame, walk(frame, new TextSample(0)), out);
            held.clear();
        }
    }

    private void write(EventFrame frame, ResponseWalk walk, Bytes out) {
        walk.stamp(identity, splices);
        splices.sort(Comparator.comparingInt(Splice::from));
        Splices.apply(frame.bytes(), frame.from(), frame.to(), splices, out);
        splices.clear();
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

    private void fail(Fault what) {
        fault = what;
        state = State.FAILED;
    }
}
