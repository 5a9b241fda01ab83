package dev.junctor.core.dialect.anthropic;

import dev.junctor.core.dialect.Identity;
import dev.junctor.core.json.Cursor;
import dev.junctor.core.json.Quoted;
import dev.junctor.core.json.Scalars;
import dev.junctor.core.json.Splice;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/**
 * Places in a message: a whole answer, or what {@code message_start} brings. A place is 0 where the field is missing.
 *
 * @param end offset behind the closing bracket; 0 or less when it is not one JSON object
 */
record MessageWalk(
        String type,
        String id,
        String stopReason,
        int idFrom,
        int idTo,
        int modelFrom,
        int modelTo,
        int usageFrom,
        int usageTo,
        int contentFrom,
        int contentTo,
        int end) {
    static final MessageWalk NONE = new MessageWalk("", "", "", 0, 0, 0, 0, 0, 0, 0, 0, 0);

    private static final byte[] TYPE = ascii("type");
    private static final byte[] ID = ascii("id");
    private static final byte[] MODEL = ascii("model");
    private static final byte[] USAGE = ascii("usage");
    private static final byte[] CONTENT = ascii("content");
    private static final byte[] STOP_REASON = ascii("stop_reason");

    /** Reads the object from {@code from} to {@code to}. */
    static MessageWalk of(byte[] bytes, int from, int to) {
        Places places = new Places(bytes);
        Cursor fields = Cursor.trusted(bytes, from, to);
        while (fields.next() && fields.end() > 0) {
            places.field(fields);
        }
        return places.walk(from < to && bytes[from] == '{' ? fields.close() : 0);
    }

    /** Gathers places while the fields go by. */
    private static final class Places {
        private final byte[] bytes;
        private String type = "";
        private String stopReason = "";
        private final int[] id = new int[2];
        private final int[] model = new int[2];
        private final int[] usage = new int[2];
        private final int[] content = new int[2];

        Places(byte[] bytes) {
            this.bytes = bytes;
        }

        void field(Cursor field) {
            switch (field.kind()) {
                case STRING -> {
                    if (field.named(ID)) {
                        take(field, id);
                    } else if (field.named(MODEL)) {
                        take(field, model);
                    } else if (field.named(TYPE)) {
                        type = Scalars.string(bytes, field.from(), field.end());
                    } else if (field.named(STOP_REASON)) {
                        stopReason = Scalars.string(bytes, field.from(), field.end());
                    }
                }
                case OBJECT -> {
                    if (field.named(USAGE)) {
                        take(field, usage);
                    }
                }
                case ARRAY -> {
                    if (field.named(CONTENT)) {
                        take(field, content);
                    }
                }
                case NUMBER, TRUE, FALSE, NULL -> {}
            }
        }

        private static void take(Cursor field, int[] place) {
            place[0] = field.from();
            place[1] = field.end();
        }

        MessageWalk walk(int end) {
            return new MessageWalk(
                    type,
                    id[0] > 0 ? Scalars.string(bytes, id[0], id[1]) : "",
                    stopReason,
                    id[0],
                    id[1],
                    model[0],
                    model[1],
                    usage[0],
                    usage[1],
                    content[0],
                    content[1],
                    end);
        }
    }

    /** Whether there is a message. */
    boolean isThere() {
        return end > 0;
    }

    /** Adds the splices that put our name where the provider's is, in order. */
    void stamp(Identity identity, List<Splice> splices) {
        if (idFrom > 0) {
            splices.add(new Splice(idFrom, idTo, Quoted.bytes(identity.id())));
        }
        if (modelFrom > 0) {
            splices.add(new Splice(modelFrom, modelTo, Quoted.bytes(identity.model())));
        }
        splices.sort(Comparator.comparingInt(Splice::from));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
