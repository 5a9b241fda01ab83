package dev.junctor.core.dialect.openaichat;

import dev.junctor.core.catalog.Quirks;
import dev.junctor.core.dialect.AnswerFacts;
import dev.junctor.core.dialect.AnswerFacts.Metering;
import dev.junctor.core.dialect.Closing;
import dev.junctor.core.dialect.Envelope;
import dev.junctor.core.dialect.EventBuffer;
import dev.junctor.core.dialect.EventFrame;
import dev.junctor.core.dialect.EventFrame.Made;
import dev.junctor.core.dialect.Identity;
import dev.junctor.core.dialect.StreamTap;
import dev.junctor.core.fault.Blame;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.fault.FaultKind;
import dev.junctor.core.json.Bytes;
import dev.junctor.core.json.Scalars;
import dev.junctor.core.json.Splice;
import dev.junctor.core.json.Splices;
import dev.junctor.core.usage.Usage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Watches a stream of chunks. What fits a learned shape is rewritten by copying; all else is walked, rewritten by
 * splices, and learned from.
 */
final class ChunkTap implements StreamTap {
    private static final byte[] DONE = "data: [DONE]\n\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DONE_MARK = "[DONE]".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BLANK = "\n\n".getBytes(StandardCharsets.US_ASCII);

    private final Identity identity;
    private final Quirks quirks;
    private final Closing closing;
    private final String object;
    private final Stamp stamp;
    private final Shapes shapes = new Shapes();
    private final EventBuffer waiting = new EventBuffer();
    private final BitSet seen = new BitSet();
    private final BitSet finished = new BitSet();
    private State state = State.OPEN;
    private @Nullable Fault fault;
    private String upstreamId = "";
    private String finishReason = "";
    private String serviceTier = "";
    private String created = "";
    private Usage usage = Usage.NONE;
    private Metering metering = Metering.MISSING;
    private long completionBytes;
    private boolean usageTold;
    private boolean metadataTold;

    ChunkTap(Envelope envelope, Identity identity, Quirks quirks, Closing closing) {
        this.identity = identity;
        this.quirks = quirks;
        this.closing = closing;
        this.object = OpenAiChat.chunkObject(envelope.operation());
        this.stamp = new Stamp(identity);
    }

    @Override
    public State feed(byte[] bytes, int from, int to, Bytes out) {
        int i = from;
        if (state == State.OPEN && waiting.length() > 0) {
            int taken = waiting.complete(bytes, i, to);
            if (taken < 0) {
                if (waiting.length() > EventBuffer.MAX_BYTES) {
                    fail(endless());
                }
                return state;
            }
            i += taken;
            whole(waiting.array(), 0, waiting.length(), out);
            waiting.clear();
        }
        while (i < to && state == State.OPEN) {
            int end = shapes.take(bytes, i, to, out);
            if (end >= 0) {
                completionBytes += shapes.textBytes();
            } else {
                end = EventFrame.end(bytes, i, i, to);
                if (end < 0) {
                    waiting.keep(bytes, i, to);
                    break;
                }
                read(EventFrame.of(bytes, i, end), out);
            }
            i = end;
        }
        if (waiting.length() > EventBuffer.MAX_BYTES) {
            fail(endless());
        }
        return state;
    }

    @Override
    public State end(Bytes out) {
        if (state == State.OPEN && waiting.length() > 0) {
            waiting.keep(BLANK, 0, BLANK.length); // the last blank line may be missing
            int end = EventFrame.end(waiting.array(), 0, 0, waiting.length());
            EventFrame frame = EventFrame.of(waiting.array(), 0, end);
            if (isWhole(frame)) {
                read(frame, out);
            }
            waiting.clear();
        }
        if (state == State.OPEN && hasFinished()) {
            close(out);
            out.append(DONE);
            state = State.COMPLETE;
        }
        return state;
    }

    /** Whether an event that nothing closed is one, and not the beginning of one. */
    private static boolean isWhole(EventFrame frame) {
        return isDone(frame)
                || new AnswerWalk(frame.bytes(), frame.dataFrom(), frame.dataTo()).isWellFormed();
    }

    private boolean hasFinished() {
        return !finished.isEmpty() && finished.cardinality() >= seen.cardinality();
    }

    @Override
    public AnswerFacts facts() {
        return new AnswerFacts(
                upstreamId, finishReason, usage, metering, serviceTier, completionBytes);
    }

    @Override
    public Fault fault() {
        if (fault == null) {
            throw new IllegalStateException("the stream has not failed");
        }
        return fault;
    }

    private void whole(byte[] bytes, int from, int to, Bytes out) {
        if (shapes.take(bytes, from, to, out) >= 0) {
            completionBytes += shapes.textBytes();
        } else {
            read(EventFrame.of(bytes, from, to), out);
        }
    }

    /** The general way of one event. */
    private void read(EventFrame frame, Bytes out) {
        if (frame.dataFrom() < 0 || frame.dataFrom() >= frame.dataTo()) {
            return; // a comment or a heartbeat; Junctor sends its own
        }
        if (isDone(frame)) {
            close(out);
            out.append(frame.bytes(), frame.from(), frame.to());
            state = State.COMPLETE;
            return;
        }
        AnswerWalk walk = new AnswerWalk(frame.bytes(), frame.dataFrom(), frame.dataTo());
        if (frame.name().equals("error")) {
            fail(ErrorClassifier.inside(frame.bytes(), frame.dataFrom(), frame.dataTo()));
        } else if (!walk.isWellFormed()) {
            fail(
                    ErrorClassifier.garbage(
                            frame.bytes(),
                            frame.dataFrom(),
                            frame.dataTo(),
                            "The provider sent something in its stream that is not a JSON object."));
        } else if (walk.errorFrom > 0) {
            note(frame.bytes(), walk);
            fail(ErrorClassifier.inside(frame.bytes(), frame.dataFrom(), frame.dataTo()));
        } else {
            note(frame.bytes(), walk);
            rewrite(frame, walk, out);
        }
    }

    private void note(byte[] bytes, AnswerWalk walk) {
        if (upstreamId.isEmpty() && walk.idFrom > 0 && bytes[walk.idFrom] == '"') {
            upstreamId = Scalars.string(bytes, walk.idFrom, walk.idTo);
        }
        if (walk.tierFrom > 0 && walk.tierTo - walk.tierFrom > 2) {
            serviceTier = Scalars.string(bytes, walk.tierFrom, walk.tierTo);
        }
        if (walk.createdFrom > 0) {
            created = Scalars.text(bytes, walk.createdFrom, walk.createdTo);
        }
        if (finishReason.isEmpty()) {
            finishReason = walk.finishReason;
        }
        seen.or(walk.seen);
        finished.or(walk.finished);
        completionBytes += walk.textBytes;
        if (walk.usageFrom > 0) {
            meter(bytes, walk.usageFrom, walk.usageTo);
        } else if (walk.vendorUsageFrom > 0) {
            meter(bytes, walk.vendorUsageFrom, walk.vendorUsageTo);
        }
    }

    private void meter(byte[] bytes, int from, int to) {
        UsageReader reader = new UsageReader(bytes, from, to);
        if (reader.isReported()) {
            usage = reader.usage(quirks.reasoningTokens());
            metering = Metering.REPORTED;
        }
    }

    private void rewrite(EventFrame frame, AnswerWalk walk, Bytes out) {
        if (!walk.isAnswer()) {
            out.append(frame.bytes(), frame.from(), frame.to());
            return;
        }
        List<Splice> splices = new ArrayList<>(8);
        stamp.add(walk, splices);
        if (walk.usageFrom > 0 && metering == Metering.REPORTED) {
            UsageWriter.addCost(
                    frame.bytes(),
                    walk.usageFrom,
                    walk.usageTo,
                    closing.cost(usage, serviceTier),
                    splices);
            usageTold = true;
            boolean last = walk.choices == 0 || !finished.isEmpty();
            if (last && !metadataTold) {
                MetadataWriter.add(walk, closing.metadata(), splices);
                metadataTold = true;
            }
        }
        splices.sort(Stamp.IN_ORDER);
        Splices.apply(frame.bytes(), frame.from(), frame.to(), splices, out);
        if (walk.isRepeatable() && shapes.learns() && isPlain(frame)) {
            shapes.learn(Shape.of(frame.bytes(), frame.from(), frame.to(), splices, walk));
        }
    }

    /** An event that ends with a lone CR cannot be told from one whose LF is still to come. */
    private static boolean isPlain(EventFrame frame) {
        return frame.made() == Made.PLAIN && frame.bytes()[frame.to() - 1] == '\n';
    }

    /** Says before the end what no chunk of the provider's could carry: usage that it hid, and the metadata. */
    private void close(Bytes out) {
        boolean usageMissing = metering == Metering.REPORTED && !usageTold;
        String metadata = metadataTold ? "" : closing.metadata();
        if (!usageMissing && metadata.isEmpty()) {
            return;
        }
        StringBuilder json = new StringBuilder(256).append("data: {");
        ErrorWriter.head(
                json,
                identity,
                object,
                created.isEmpty() ? ErrorWriter.created(identity) : created);
        json.append(",\"choices\":[]");
        if (usageMissing) {
            json.append(",\"usage\":")
                    .append(UsageWriter.whole(usage, closing.cost(usage, serviceTier)));
        }
        if (!metadata.isEmpty()) {
            json.append(",\"").append(MetadataWriter.FIELD).append("\":").append(metadata);
        }
        out.append(json.append("}\n\n").toString().getBytes(StandardCharsets.UTF_8));
        usageTold = true;
        metadataTold = true;
    }

    private static boolean isDone(EventFrame frame) {
        int to = frame.dataTo();
        while (to > frame.dataFrom() && frame.bytes()[to - 1] == ' ') {
            to--;
        }
        return frame.dataFrom() >= 0
                && Scalars.spelled(frame.bytes(), frame.dataFrom(), to, DONE_MARK);
    }

    private static Fault endless() {
        return Fault.silent(
                FaultKind.PROVIDER_UNAVAILABLE,
                Blame.ENDPOINT,
                "The provider sent an event of more than "
                        + (EventBuffer.MAX_BYTES >> 20)
                        + " MB without an end.");
    }

    private void fail(Fault what) {
        fault = what;
        state = State.FAILED;
    }
}
