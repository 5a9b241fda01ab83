package dev.junctor.core.dialect.gemini;

import dev.junctor.core.dialect.AnswerFacts;
import dev.junctor.core.dialect.Closing;
import dev.junctor.core.dialect.ErrorClassifier;
import dev.junctor.core.dialect.EventFrame;
import dev.junctor.core.dialect.FramedTap;
import dev.junctor.core.dialect.Identity;
import dev.junctor.core.dialect.TextSample;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.json.Bytes;
import dev.junctor.core.json.Splice;
import dev.junctor.core.json.Splices;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Watches a stream of responses and puts our name into each. No mark ends the stream: a response in which every candidate
 * has ended waits until the next comes or the connection closes, and the last is given the cost.
 */
final class ResponseTap extends FramedTap {

    private final Identity identity;
    private final Closing closing;
    private final TextSample sample;
    private final Counts counts;
    private final Bytes held = new Bytes(0);
    private final List<Splice> splices = new ArrayList<>(4);

    ResponseTap(Identity identity, Closing closing) {
        this.identity = identity;
        this.closing = closing;
        this.sample = new TextSample(closing.keptBytes());
        this.counts = new Counts(sample);
    }

    @Override
    protected boolean isWhole(EventFrame frame) {
        return walk(frame, new TextSample(0)).isWellFormed();
    }

    /** The protocol has no other end. */
    @Override
    protected void closed(Bytes out) {
        if (held.length() > 0) {
            EventFrame frame = EventFrame.of(held.array(), 0, held.length());
            ResponseWalk walk = walk(frame, new TextSample(0));
            CostFields.add(frame.bytes(), walk, facts(), closing, splices);
            write(frame, walk, out);
            held.clear();
            complete();
        }
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

    private static ResponseWalk walk(EventFrame frame, TextSample sample) {
        int from = Math.max(0, frame.dataFrom());
        return new ResponseWalk(frame.bytes(), from, Math.max(from, frame.dataTo()), sample);
    }

    @Override
    protected void event(byte[] bytes, int from, int to, Bytes out) {
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
            failOn(frame);
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
}
