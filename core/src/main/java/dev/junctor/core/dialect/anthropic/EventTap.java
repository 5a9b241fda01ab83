package dev.junctor.core.dialect.anthropic;

import dev.junctor.core.dialect.AnswerFacts;
import dev.junctor.core.dialect.AnswerFacts.Metering;
import dev.junctor.core.dialect.Closing;
import dev.junctor.core.dialect.ErrorClassifier;
import dev.junctor.core.dialect.EventFrame;
import dev.junctor.core.dialect.FramedTap;
import dev.junctor.core.dialect.Identity;
import dev.junctor.core.dialect.RoutingMetadata;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.json.Bytes;
import dev.junctor.core.json.Splice;
import dev.junctor.core.json.Splices;
import dev.junctor.core.usage.Usage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Watches a stream of events. The first tells the prompt's usage and is given our name, the last but one tells the
 * completion's and is given the cost; all between go through as they came.
 */
final class EventTap extends FramedTap {
    private static final byte[] STOP =
            ascii("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n");

    private final Identity identity;
    private final Closing closing;
    private final UsageFields usage = new UsageFields();
    private String upstreamId = "";
    private String stopReason = "";
    private long completionBytes;

    EventTap(Identity identity, Closing closing) {
        this.identity = identity;
        this.closing = closing;
    }

    @Override
    protected boolean isWhole(EventFrame frame) {
        return new EventWalk(frame).isWellFormed();
    }

    @Override
    protected void closed(Bytes out) {
        if (!stopReason.isEmpty()) {
            out.append(STOP);
            complete();
        }
    }

    @Override
    public void breakOff(Fault why, Bytes out) {
        out.append(ErrorWriter.event(why));
    }

    @Override
    public AnswerFacts facts() {
        boolean reported = usage.isReported();
        return new AnswerFacts(
                upstreamId,
                stopReason,
                reported ? usage.usage() : Usage.NONE,
                reported ? Metering.REPORTED : Metering.MISSING,
                usage.tier(),
                completionBytes);
    }

    @Override
    protected void event(byte[] bytes, int from, int to, Bytes out) {
        int text = DeltaText.bytes(bytes, from, to);
        if (text >= 0) {
            completionBytes += text;
            out.append(bytes, from, to);
            return;
        }
        EventFrame frame = EventFrame.of(bytes, from, to);
        if (frame.dataFrom() < 0 || frame.dataFrom() >= frame.dataTo()) {
            return; // a comment or a heartbeat; Junctor sends its own
        }
        EventWalk walk = new EventWalk(frame);
        if (!walk.isWellFormed()) {
            failOn(frame);
            return;
        }
        switch (walk.type()) {
            case "message_start" -> start(walk, out);
            case "message_delta" -> delta(walk, out);
            case "message_stop" -> {
                out.append(frame.bytes(), frame.from(), frame.to());
                complete();
            }
            case "error" ->
                    fail(ErrorClassifier.inside(frame.bytes(), frame.dataFrom(), frame.dataTo()));
            default -> {
                completionBytes += walk.textBytes();
                out.append(frame.bytes(), frame.from(), frame.to());
            }
        }
    }

    private void start(EventWalk walk, Bytes out) {
        EventFrame frame = walk.frame();
        MessageWalk message = walk.message();
        if (!message.isThere()) {
            out.append(frame.bytes(), frame.from(), frame.to());
            return;
        }
        upstreamId = message.id();
        if (message.usageFrom() > 0) {
            usage.begin(frame.bytes(), message.usageFrom(), message.usageTo());
        }
        List<Splice> splices = new ArrayList<>(3);
        message.stamp(identity, splices);
        apply(frame, splices, out);
    }

    /** The last word on what was consumed; several of them are rare, and each tells the cost so far. */
    private void delta(EventWalk walk, Bytes out) {
        EventFrame frame = walk.frame();
        if (!walk.stopReason().isEmpty()) {
            stopReason = walk.stopReason();
        }
        List<Splice> splices = new ArrayList<>(2);
        if (walk.usageFrom() > 0) {
            usage.read(frame.bytes(), walk.usageFrom(), walk.usageTo());
            CostFields.add(
                    frame.bytes(), walk.usageFrom(), walk.usageTo(), facts(), closing, splices);
        } else if (!stopReason.isEmpty()) {
            CostFields.estimate(walk.end() - 1, facts(), closing, splices);
        }
        RoutingMetadata.add(walk.end() - 1, closing.metadata(), splices);
        apply(frame, splices, out);
    }

    private static void apply(EventFrame frame, List<Splice> splices, Bytes out) {
        Splices.apply(frame.bytes(), frame.from(), frame.to(), splices, out);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
