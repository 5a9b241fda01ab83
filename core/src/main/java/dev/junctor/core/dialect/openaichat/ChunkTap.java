package dev.junctor.core.dialect.openaichat;

import dev.junctor.core.catalog.Quirks;
import dev.junctor.core.dialect.AnswerFacts;
import dev.junctor.core.dialect.AnswerFacts.Metering;
import dev.junctor.core.dialect.Closing;
import dev.junctor.core.dialect.Cost;
import dev.junctor.core.dialect.Envelope;
import dev.junctor.core.dialect.ErrorClassifier;
import dev.junctor.core.dialect.EventFrame;
import dev.junctor.core.dialect.EventFrame.Made;
import dev.junctor.core.dialect.FramedTap;
import dev.junctor.core.dialect.Identity;
import dev.junctor.core.dialect.TextSample;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.json.Bytes;
import dev.junctor.core.json.Scalars;
import dev.junctor.core.json.Splice;
import dev.junctor.core.json.Splices;
import dev.junctor.core.usage.Usage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Watches a stream of chunks. What fits a learned shape is rewritten by copying; all else is walked, rewritten by
 * splices, and learned from.
 *
 * <p>The cost stands in the last usage that the caller gets and in no other. Providers send usage once, twice or in
 * every chunk, so that a chunk with usage that may be the last is held until the next event tells whether it was.
 */
final class ChunkTap extends FramedTap {
    private static final byte[] DONE = "data: [DONE]\n\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DONE_MARK = "[DONE]".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NOTHING = {};

    private final Identity identity;
    private final Quirks quirks;
    private final Closing closing;
    private final String object;
    private final Stamp stamp;
    private final Reasoning reasoning;
    private final Shapes shapes = new Shapes();
    private final TextSample text;
    private final BitSet seen = new BitSet();
    private final BitSet finished = new BitSet();
    private String upstreamId = "";
    private String finishReason = "";
    private String serviceTier = "";
    private String created = "";
    private Usage usage = Usage.NONE;
    private Metering metering = Metering.MISSING;
    private long completionBytes;
    private byte[] held = NOTHING; // an event with usage that may be the last
    private boolean costTold;
    private boolean metadataTold;

    /** Whether the caller wants to see reasoning. */
    private enum Reasoning {
        SHOWN,
        HIDDEN
    }

    /** Where in its stream a chunk stands. */
    private enum Place {
        /** More follows. */
        MIDDLE,
        /** Nothing of the provider's follows. */
        LAST
    }

    ChunkTap(Envelope envelope, Identity identity, Quirks quirks, Closing closing) {
        this.identity = identity;
        this.quirks = quirks;
        this.closing = closing;
        this.text = new TextSample(closing.keptBytes());
        this.object = OpenAiChat.chunkObject(envelope.operation());
        this.stamp = new Stamp(identity);
        this.reasoning =
                ReasoningAsk.hides(envelope.controls()) ? Reasoning.HIDDEN : Reasoning.SHOWN;
    }

    @Override
    protected int known(byte[] bytes, int from, int to, Bytes out) {
        int end = held.length > 0 ? -1 : shapes.take(bytes, from, to, out);
        if (end >= 0) {
            took(bytes, from);
        }
        return end;
    }

    @Override
    protected void event(byte[] bytes, int from, int to, Bytes out) {
        read(EventFrame.of(bytes, from, to), out);
    }

    @Override
    protected boolean isWhole(EventFrame frame) {
        return isDone(frame)
                || new AnswerWalk(frame.bytes(), frame.dataFrom(), frame.dataTo()).isWellFormed();
    }

    @Override
    protected void closed(Bytes out) {
        if (hasFinished()) {
            close(out);
            out.append(DONE);
            complete();
        }
    }

    private boolean hasFinished() {
        return !finished.isEmpty() && finished.cardinality() >= seen.cardinality();
    }

    @Override
    public void breakOff(Fault why, Bytes out) {
        out.append(error(why));
    }

    /** Usage that no bill can be made of is not told: the caller still hears that the answer broke. */
    private byte[] error(Fault why) {
        try {
            return ErrorWriter.event(why, identity, facts(), closing, object);
        } catch (ArithmeticException absurd) {
            return ErrorWriter.event(why, identity, AnswerFacts.NONE, closing, object);
        }
    }

    @Override
    public AnswerFacts facts() {
        return new AnswerFacts(
                upstreamId, finishReason, usage, metering, serviceTier, completionBytes, text);
    }

    private void took(byte[] bytes, int from) {
        completionBytes += shapes.textBytes();
        if (text.keeps()) {
            shapes.addTextTo(text, bytes, from);
        } else {
            text.skip(shapes.textBytes());
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
            complete();
            return;
        }
        release(Place.MIDDLE, out);
        AnswerWalk walk = new AnswerWalk(frame.bytes(), frame.dataFrom(), frame.dataTo());
        if (frame.name().equals("error")) {
            fail(ErrorClassifier.inside(frame.bytes(), frame.dataFrom(), frame.dataTo()));
        } else if (!walk.isWellFormed()) {
            failOn(frame);
        } else if (walk.errorFrom > 0) {
            note(frame.bytes(), walk);
            fail(ErrorClassifier.inside(frame.bytes(), frame.dataFrom(), frame.dataTo()));
        } else {
            boolean metered = note(frame.bytes(), walk);
            boolean mayBeLast = walk.choices == 0 || hasFinished();
            if (metered && walk.usageFrom > 0 && mayBeLast) {
                held = Arrays.copyOfRange(frame.bytes(), frame.from(), frame.to());
            } else {
                rewrite(frame, walk, Place.MIDDLE, out);
            }
        }
    }

    /** Writes the event that was held, if there is one. */
    private void release(Place place, Bytes out) {
        if (held.length > 0) {
            EventFrame frame = EventFrame.of(held, 0, held.length);
            held = NOTHING;
            rewrite(
                    frame,
                    new AnswerWalk(frame.bytes(), frame.dataFrom(), frame.dataTo()),
                    place,
                    out);
        }
    }

    /** Takes down what a chunk says; whether it says what was consumed. */
    private boolean note(byte[] bytes, AnswerWalk walk) {
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
        walk.addTo(text);
        if (walk.usageFrom > 0) {
            return meter(bytes, walk.usageFrom, walk.usageTo);
        }
        return walk.vendorUsageFrom > 0 && meter(bytes, walk.vendorUsageFrom, walk.vendorUsageTo);
    }

    private boolean meter(byte[] bytes, int from, int to) {
        UsageReader reader = new UsageReader(bytes, from, to);
        if (reader.isReported()) {
            usage = reader.usage(quirks.reasoningTokens());
            metering = Metering.REPORTED;
            ReportedCost.tell(bytes, from, to, quirks, closing);
        }
        return reader.isReported();
    }

    private void rewrite(EventFrame frame, AnswerWalk walk, Place place, Bytes out) {
        if (!walk.isAnswer()) {
            out.append(frame.bytes(), frame.from(), frame.to());
            return;
        }
        List<Splice> splices = new ArrayList<>(8);
        stamp.add(walk, splices);
        FinishEdit.add(frame.bytes(), walk, splices);
        if (reasoning == Reasoning.HIDDEN) {
            HiddenReasoning.add(frame.bytes(), walk, splices);
        }
        if (walk.usageFrom > 0) {
            usage(frame, walk, place, splices);
        }
        splices.sort(Stamp.IN_ORDER);
        Splices.apply(frame.bytes(), frame.from(), frame.to(), splices, out);
        boolean repeats = walk.isRepeatable() && !walk.runsIn(splices);
        if (repeats && shapes.learns() && isPlain(frame)) {
            shapes.learn(Shape.of(frame.bytes(), frame.from(), frame.to(), splices, walk));
        }
    }

    /** A provider's own idea of the cost is never ours: it goes, or ours stands in its place. */
    private void usage(EventFrame frame, AnswerWalk walk, Place place, List<Splice> splices) {
        switch (place) {
            case MIDDLE ->
                    UsageWriter.removeCost(frame.bytes(), walk.usageFrom, walk.usageTo, splices);
            case LAST -> {
                Cost cost = closing.cost(facts(), Closing.End.WHOLE);
                UsageWriter.addCost(frame.bytes(), walk.usageFrom, walk.usageTo, cost, splices);
                costTold = true;
                MetadataWriter.add(walk, closing.metadata(), splices);
                metadataTold = true;
            }
        }
    }

    /** An event that ends with a lone CR cannot be told from one whose LF is still to come. */
    private static boolean isPlain(EventFrame frame) {
        return frame.made() == Made.PLAIN && frame.bytes()[frame.to() - 1] == '\n';
    }

    /** Says before the end what no chunk of the provider's could carry: usage, cost and the metadata. */
    private void close(Bytes out) {
        release(Place.LAST, out);
        String owed = costTold ? "" : UsageChunk.usage(facts(), closing);
        String metadata = metadataTold ? "" : closing.metadata();
        if (!owed.isEmpty() || !metadata.isEmpty()) {
            String second = created.isEmpty() ? Long.toString(identity.created()) : created;
            UsageChunk.write(identity, object, second, owed, metadata, out);
        }
    }

    private static boolean isDone(EventFrame frame) {
        int to = frame.dataTo();
        while (to > frame.dataFrom() && frame.bytes()[to - 1] == ' ') {
            to--;
        }
        return frame.dataFrom() >= 0
                && Scalars.spelled(frame.bytes(), frame.dataFrom(), to, DONE_MARK);
    }
}
