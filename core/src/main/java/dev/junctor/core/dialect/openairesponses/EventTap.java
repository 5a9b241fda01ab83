package dev.junctor.core.dialect.openairesponses;

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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Watches a stream of events. Those that bring the response are given our name, the last of them the cost; all others
 * go through as they came. Their numbers are followed, so that an error of ours has the next one.
 */
final class EventTap extends FramedTap {
    private static final byte[] DONE = ascii("[DONE]");

    private final Identity identity;
    private final Closing closing;
    private final OutputTypes types = new OutputTypes();
    private AnswerFacts last = AnswerFacts.NONE;
    private String upstreamId = "";
    private long next;
    private long completionBytes;

    EventTap(Identity identity, Closing closing) {
        this.identity = identity;
        this.closing = closing;
    }

    @Override
    protected boolean isWhole(EventFrame frame) {
        return new EventWalk(frame).isWellFormed();
    }

    /** Only the protocol's own end completes an answer. */
    @Override
    protected void closed(Bytes out) {}

    @Override
    public void breakOff(Fault why, Bytes out) {
        out.append(ErrorWriter.event(why, next));
        if (next > 0) {
            out.append(ErrorWriter.failed(why, next + 1, identity));
        }
    }

    @Override
    public AnswerFacts facts() {
        return state() == State.COMPLETE
                ? last
                : new AnswerFacts(
                        upstreamId,
                        "",
                        last.usage(),
                        last.metering(),
                        last.serviceTier(),
                        completionBytes);
    }

    @Override
    protected void event(byte[] bytes, int from, int to, Bytes out) {
        int text = DeltaText.bytes(bytes, from, to);
        if (text >= 0) {
            completionBytes += text;
            next++;
            out.append(bytes, from, to);
            return;
        }
        EventFrame frame = EventFrame.of(bytes, from, to);
        int dataFrom = frame.dataFrom();
        if (dataFrom < 0 || dataFrom >= frame.dataTo() || isDone(frame)) {
            return; // a comment or another protocol's end; Junctor sends heartbeats of its own
        }
        EventWalk walk = new EventWalk(frame);
        if (!walk.isWellFormed()) {
            failOn(frame);
            return;
        }
        switch (walk.type()) {
            case "response.created", "response.queued", "response.in_progress" -> begin(walk, out);
            case "response.completed", "response.incomplete" -> finish(walk, out);
            case "response.failed", "response.cancelled" -> {
                ResponseWalk response = walk.response();
                int at = response.isThere() ? response.from() : dataFrom;
                int end = response.isThere() ? response.end() : frame.dataTo();
                fail(ErrorClassifier.inside(frame.bytes(), at, end));
            }
            case "error" -> fail(ErrorClassifier.inside(frame.bytes(), dataFrom, frame.dataTo()));
            case "response.output_item.done" -> {
                walk.item(types);
                pass(walk, List.of(), out);
            }
            default -> {
                completionBytes += walk.textBytes();
                pass(walk, List.of(), out);
            }
        }
    }

    private static boolean isDone(EventFrame frame) {
        byte[] bytes = frame.bytes();
        int length = frame.dataTo() - frame.dataFrom();
        if (length != DONE.length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (bytes[frame.dataFrom() + i] != DONE[i]) {
                return false;
            }
        }
        return true;
    }

    private void begin(EventWalk walk, Bytes out) {
        ResponseWalk response = walk.response();
        if (!response.id().isEmpty()) {
            upstreamId = response.id();
        }
        List<Splice> splices = new ArrayList<>(2);
        response.stamp(identity, splices);
        pass(walk, splices, out);
    }

    private void finish(EventWalk walk, Bytes out) {
        ResponseWalk response = walk.response();
        if (!response.isThere()) {
            EventFrame frame = walk.frame();
            fail(
                    ErrorClassifier.garbage(
                            frame.bytes(),
                            frame.dataFrom(),
                            frame.dataTo(),
                            "The provider ended its stream without the response."));
            return;
        }
        OutputTypes seen = response.types();
        boolean isListed = seen.hasCalls() || seen.webSearches() > 0;
        last = response.facts(isListed ? seen : types, completionBytes, new TextSample(0));
        pass(walk, response.ended(identity, last, closing), out);
        complete();
    }

    private void pass(EventWalk walk, List<Splice> splices, Bytes out) {
        EventFrame frame = walk.frame();
        next = walk.sequence() >= 0 ? walk.sequence() + 1 : next + 1;
        Splices.apply(frame.bytes(), frame.from(), frame.to(), splices, out);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
