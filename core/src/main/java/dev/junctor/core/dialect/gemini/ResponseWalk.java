package dev.junctor.core.dialect.gemini;

import dev.junctor.core.dialect.Identity;
import dev.junctor.core.dialect.TextSample;
import dev.junctor.core.json.Cursor;
import dev.junctor.core.json.Kind;
import dev.junctor.core.json.Quoted;
import dev.junctor.core.json.Scalars;
import dev.junctor.core.json.Splice;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Places in one response: a whole answer, or one of a stream's. A place is 0 where the field is missing. */
final class ResponseWalk {
    private static final byte[] CANDIDATES = ascii("candidates");
    private static final byte[] USAGE = ascii("usageMetadata");
    private static final byte[] MODEL = ascii("modelVersion");
    private static final byte[] ID = ascii("responseId");
    private static final byte[] ERROR = ascii("error");
    private static final byte[] FEEDBACK = ascii("promptFeedback");
    private static final byte[] BLOCK_REASON = ascii("blockReason");

    private final byte[] bytes;
    private final CandidateWalk candidates;
    private int idFrom;
    private int idTo;
    private int modelFrom;
    private int modelTo;
    private int usageFrom;
    private int usageTo;
    private boolean answers;
    private boolean failed;
    private String blockReason = "";
    private final int end;

    /**
     * Reads the object from {@code from} to {@code to}.
     *
     * @param sample gathers what the model wrote
     */
    ResponseWalk(byte[] bytes, int from, int to, TextSample sample) {
        this.bytes = bytes;
        this.candidates = new CandidateWalk(bytes, sample);
        if (from >= to || bytes[from] != '{') {
            end = 0;
            return;
        }
        Cursor fields = Cursor.trusted(bytes, from, to);
        while (fields.next()) {
            field(fields);
        }
        end = fields.close();
    }

    private void field(Cursor field) {
        switch (field.kind()) {
            case ARRAY -> {
                if (field.named(CANDIDATES)) {
                    answers = true;
                    field.leave(candidates.walk(field.inside()));
                }
            }
            case OBJECT -> {
                if (field.named(USAGE) && field.end() > 0) {
                    usageFrom = field.from();
                    usageTo = field.end();
                } else if (field.named(FEEDBACK)) {
                    answers = true;
                    field.leave(feedback(field.inside()));
                } else if (field.named(ERROR)) {
                    failed = true;
                }
            }
            case STRING -> {
                if (field.named(ID) && field.end() > 0) {
                    idFrom = field.from();
                    idTo = field.end();
                } else if (field.named(MODEL) && field.end() > 0) {
                    modelFrom = field.from();
                    modelTo = field.end();
                } else if (field.named(ERROR)) {
                    failed = true;
                }
            }
            case NUMBER, TRUE, FALSE, NULL -> {}
        }
    }

    private int feedback(Cursor fields) {
        while (fields.next()) {
            boolean said = fields.named(BLOCK_REASON) && fields.kind() == Kind.STRING;
            if (said && fields.end() > 0) {
                blockReason = Scalars.string(bytes, fields.from(), fields.end());
            }
        }
        return fields.close();
    }

    /** Whether it is one JSON object. */
    boolean isWellFormed() {
        return end > 0;
    }

    /** Whether it tells of a failure. */
    boolean hasFailed() {
        return failed;
    }

    /** Whether it has candidates, or says why it has none. */
    boolean isAnswer() {
        return answers;
    }

    /** The candidates. */
    CandidateWalk candidates() {
        return candidates;
    }

    /** Why the prompt was refused; empty when it was not. */
    String blockReason() {
        return blockReason;
    }

    /** The provider's id of the answer; empty when it gives none. */
    String id() {
        return idFrom > 0 ? Scalars.string(bytes, idFrom, idTo) : "";
    }

    /** Where its usage begins; 0 when it has none. */
    int usageFrom() {
        return usageFrom;
    }

    int usageTo() {
        return usageTo;
    }

    /** Offset behind the closing bracket. */
    int end() {
        return end;
    }

    /** Adds the splices that put our name where the provider's is; not in order. */
    void stamp(Identity identity, List<Splice> splices) {
        if (idFrom > 0) {
            splices.add(new Splice(idFrom, idTo, Quoted.bytes(identity.id())));
        }
        if (modelFrom > 0) {
            splices.add(new Splice(modelFrom, modelTo, Quoted.bytes(identity.model())));
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
