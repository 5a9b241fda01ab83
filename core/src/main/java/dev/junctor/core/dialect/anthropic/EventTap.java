package dev.junctor.core.dialect.anthropic;

import dev.junctor.core.dialect.AnswerFacts;
import dev.junctor.core.dialect.AnswerFacts.Metering;
import dev.junctor.core.dialect.Closing;
import dev.junctor.core.dialect.ErrorClassifier;
import dev.junctor.core.dialect.EventBuffer;
import dev.junctor.core.dialect.EventFrame;
import dev.junctor.core.dialect.Identity;
import dev.junctor.core.dialect.StreamTap;
import dev.junctor.core.fault.Blame;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.fault.FaultKind;
import dev.junctor.core.json.Bytes;
import dev.junctor.core.json.Splice;
import dev.junctor.core.json.Splices;
import dev.junctor.core.usage.Usage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Watches a stream of events. The first tells the prompt's usage and is given our name, the last but one tells the
 * completion's and is given the cost; all between go through as they came.
 */
final class EventTap implements StreamTap {
    private static final byte[] BLANK = ascii("\n\n");
    private static final byte[] STOP =
            ascii("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n");

    private final Identity identity;
    private final Closing closing;
    private final EventBuffer waiting = new EventBuffer();
    private final UsageFields usage = new UsageFields();
    private State state = State.OPEN;
    private @Nullable Fault fault;
    private String upstreamId = "";
    private String stopReason = "";
    private long completionBytes;

    EventTap(Identity identity, Closing closing) {
        this.identity = identity;
        this.closing = closing;
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
            if (new EventWalk(EventFrame.of(waiting.array(), 0, end)).isWellFormed()) {
                event(waiting.array(), 0, end, out);
            }
            waiting.clear();
        }
        if (state == State.OPEN && !stopReason.isEmpty()) {
            out.append(STOP);
            state = State.COMPLETE;
        }
        return state;
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
    public Fault fault() {
        if (fault == null) {
            throw new IllegalStateException("the stream has not failed");
        }
        return fault;
    }

    private void event(byte[] bytes, int from, int to, Bytes out) {
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
            fail(
                    ErrorClassifier.garbage(
                            frame.bytes(),
                            frame.dataFrom(),
                            frame.dataTo(),
                            "The provider sent something in its stream that is not a JSON object."));
            return;
        }
        switch (walk.type()) {
            case "message_start" -> start(walk, out);
            case "message_delta" -> delta(walk, out);
            case "message_stop" -> {
                out.append(frame.bytes(), frame.from(), frame.to());
                state = State.COMPLETE;
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
        CostFields.metadata(walk.end() - 1, closing, splices);
        apply(frame, splices, out);
    }

    private static void apply(EventFrame frame, List<Splice> splices, Bytes out) {
        Splices.apply(frame.bytes(), frame.from(), frame.to(), splices, out);
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

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
