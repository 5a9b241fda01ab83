package dev.junctor.core.dialect.openairesponses;

import dev.junctor.core.dialect.AnswerFacts;
import dev.junctor.core.dialect.AnswerFacts.Metering;
import dev.junctor.core.dialect.Closing;
import dev.junctor.core.dialect.Identity;
import dev.junctor.core.dialect.RoutingMetadata;
import dev.junctor.core.dialect.TextSample;
import dev.junctor.core.json.Cursor;
import dev.junctor.core.json.Kind;
import dev.junctor.core.json.Quoted;
import dev.junctor.core.json.Scalars;
import dev.junctor.core.json.Splice;
import dev.junctor.core.usage.Usage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Places in a response object: a whole answer, or what the first and the last events of a stream bring. */
final class ResponseWalk {
    private static final byte[] ID = ascii("id");
    private static final byte[] MODEL = ascii("model");
    private static final byte[] STATUS = ascii("status");
    private static final byte[] USAGE = ascii("usage");
    private static final byte[] OUTPUT = ascii("output");
    private static final byte[] ERROR = ascii("error");
    private static final byte[] TIER = ascii("service_tier");
    private static final byte[] INCOMPLETE = ascii("incomplete_details");
    private static final byte[] REASON = ascii("reason");

    private final byte[] bytes;
    private final int from;
    private final int[] id = new int[2];
    private final int[] model = new int[2];
    private final int[] usage = new int[2];
    private final int[] output = new int[2];
    private boolean error;
    private String status = "";
    private String tier = "";
    private String reason = "";
    private final int end;

    /** Reads the object from {@code from} to {@code to}. */
    ResponseWalk(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.from = from;
        if (from >= to || bytes[from] != '{') {
            end = 0;
            return;
        }
        Cursor fields = Cursor.trusted(bytes, from, to);
        while (fields.next() && fields.end() > 0) {
            field(fields);
        }
        end = Math.max(0, fields.close());
    }

    private void field(Cursor field) {
        if (field.named(USAGE)) {
            take(field, usage);
            return;
        }
        switch (field.kind()) {
            case STRING -> {
                if (field.named(ID)) {
                    take(field, id);
                } else if (field.named(MODEL)) {
                    take(field, model);
                } else if (field.named(STATUS)) {
                    status = Scalars.string(bytes, field.from(), field.end());
                } else if (field.named(TIER)) {
                    tier = Scalars.string(bytes, field.from(), field.end());
                }
            }
            case OBJECT -> {
                if (field.named(ERROR)) {
                    error = true;
                } else if (field.named(INCOMPLETE)) {
                    reason(field.inside());
                }
            }
            case ARRAY -> {
                if (field.named(OUTPUT)) {
                    take(field, output);
                }
            }
            case NUMBER, TRUE, FALSE, NULL -> {}
        }
    }

    private void reason(Cursor details) {
        while (details.next() && details.end() > 0) {
            if (details.named(REASON) && details.kind() == Kind.STRING) {
                reason = Scalars.string(bytes, details.from(), details.end());
            }
        }
    }

    private static void take(Cursor field, int[] place) {
        place[0] = field.from();
        place[1] = field.end();
    }

    /** Whether there is an object. */
    boolean isThere() {
        return end > 0;
    }

    /** Offset of its first byte. */
    int from() {
        return from;
    }

    /** Offset behind its closing bracket. */
    int end() {
        return end;
    }

    /** Whether it tells of an error. */
    boolean hasError() {
        return error;
    }

    /** Whether it has the list of what the model said. */
    boolean hasOutput() {
        return output[0] > 0;
    }

    /** {@code completed, incomplete, failed, …}; empty when it does not say. */
    String status() {
        return status;
    }

    /** The provider's name of it; empty when it has none. */
    String id() {
        return id[0] > 0 ? Scalars.string(bytes, id[0], id[1]) : "";
    }

    /** What was said in it. */
    OutputTypes types() {
        OutputTypes types = new OutputTypes();
        if (hasOutput()) {
            Cursor items = Cursor.trusted(bytes, output[0], output[1]);
            while (items.next() && items.end() > 0) {
                types.item(bytes, items.from(), items.end());
            }
        }
        return types;
    }

    /** Bytes of the list of what the model said. */
    long outputBytes() {
        return (long) output[1] - output[0];
    }

    private boolean hasUsageObject() {
        return usage[0] > 0 && bytes[usage[0]] == '{';
    }

    /**
     * What it says of itself.
     *
     * @param types what the answer consists of
     */
    AnswerFacts facts(OutputTypes types, long completionBytes, TextSample text) {
        Usage consumed = Usage.NONE;
        boolean reported = false;
        if (hasUsageObject()) {
            UsageFields counts = new UsageFields(bytes, usage[0], usage[1]);
            reported = counts.isReported();
            consumed = counts.usage();
        }
        if (reported) {
            consumed = consumed.withWebSearches(types.webSearches());
        }
        return new AnswerFacts(
                id(),
                finish(types),
                consumed,
                reported ? Metering.REPORTED : Metering.MISSING,
                tier,
                completionBytes,
                text);
    }

    /** Why it ended: the protocol has no word for calls, so that the first of them stands for it. */
    private String finish(OutputTypes types) {
        if (status.equals("incomplete")) {
            return reason.isEmpty() ? status : reason;
        }
        return types.hasCalls() ? "function_call" : status;
    }

    /** Adds the splices that put our name where the provider's is, in order. */
    void stamp(Identity identity, List<Splice> splices) {
        if (id[0] > 0) {
            splices.add(new Splice(id[0], id[1], Quoted.bytes(identity.id())));
        }
        if (model[0] > 0) {
            splices.add(new Splice(model[0], model[1], Quoted.bytes(identity.model())));
        }
        splices.sort(Comparator.comparingInt(Splice::from));
    }

    /** All changes of an answer that has ended: our name, the cost, the routing metadata; in order. */
    List<Splice> ended(Identity identity, AnswerFacts facts, Closing closing) {
        List<Splice> splices = new ArrayList<>(6);
        stamp(identity, splices);
        StringBuilder more = new StringBuilder();
        if (facts.metering() == Metering.REPORTED) {
            CostFields.add(
                    bytes, usage[0], usage[1], closing.cost(facts, Closing.End.WHOLE), splices);
        } else {
            byte[] estimate = CostFields.estimate(facts, closing);
            if (usage[0] > 0) {
                splices.add(new Splice(usage[0], usage[1], estimate));
            } else {
                more.append(",\"usage\":").append(new String(estimate, StandardCharsets.US_ASCII));
            }
        }
        if (!closing.metadata().isEmpty()) {
            more.append(",\"")
                    .append(RoutingMetadata.FIELD)
                    .append("\":")
                    .append(closing.metadata());
        }
        splices.sort(Comparator.comparingInt(Splice::from));
        if (!more.isEmpty()) {
            byte[] added = more.toString().getBytes(StandardCharsets.UTF_8);
            splices.add(new Splice(end - 1, end - 1, added));
        }
        return splices;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
