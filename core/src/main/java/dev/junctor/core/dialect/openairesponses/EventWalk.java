package dev.junctor.core.dialect.openairesponses;

import dev.junctor.core.dialect.EventFrame;
import dev.junctor.core.json.Cursor;
import dev.junctor.core.json.Scalars;
import java.nio.charset.StandardCharsets;

/** Reads one event's data, as far as a relay needs it. */
final class EventWalk {
    private static final byte[] TYPE = ascii("type");
    private static final byte[] RESPONSE = ascii("response");
    private static final byte[] ITEM = ascii("item");
    private static final byte[] DELTA = ascii("delta");
    private static final byte[] SEQUENCE = ascii("sequence_number");

    private final EventFrame frame;
    private final byte[] bytes;
    private String type = "";
    private long sequence = -1;
    private final int[] response = new int[2];
    private final int[] item = new int[2];
    private int textBytes;
    private int end;

    EventWalk(EventFrame frame) {
        this.frame = frame;
        this.bytes = frame.bytes();
        if (frame.dataFrom() >= 0
                && frame.dataFrom() < frame.dataTo()
                && bytes[frame.dataFrom()] == '{') {
            Cursor fields = Cursor.trusted(bytes, frame.dataFrom(), frame.dataTo());
            while (fields.next() && fields.end() > 0) {
                field(fields);
            }
            end = fields.close();
        }
        if (type.isEmpty()) {
            type = frame.name();
        }
    }

    private void field(Cursor field) {
        switch (field.kind()) {
            case STRING -> {
                if (field.named(TYPE)) {
                    type = Scalars.string(bytes, field.from(), field.end());
                } else if (field.named(DELTA)) {
                    textBytes = field.end() - field.from() - 2;
                }
            }
            case NUMBER -> {
                if (field.named(SEQUENCE)) {
                    sequence = Scalars.integer(bytes, field.from(), field.end()).orElse(-1);
                }
            }
            case OBJECT -> {
                if (field.named(RESPONSE)) {
                    take(field, response);
                } else if (field.named(ITEM)) {
                    take(field, item);
                }
            }
            case ARRAY, TRUE, FALSE, NULL -> {}
        }
    }

    private static void take(Cursor field, int[] place) {
        place[0] = field.from();
        place[1] = field.end();
    }

    EventFrame frame() {
        return frame;
    }

    /** Whether the data is one JSON object. */
    boolean isWellFormed() {
        return end > 0;
    }

    /** What kind of event it is. */
    String type() {
        return type;
    }

    /** Its place in the stream; −1 when it does not say. */
    long sequence() {
        return sequence;
    }

    /** The response that it brings. */
    ResponseWalk response() {
        return new ResponseWalk(bytes, response[0], response[1]);
    }

    /** Takes the item that it brings into account. */
    void item(OutputTypes types) {
        types.item(bytes, item[0], item[1]);
    }

    /** Bytes of text in its delta. */
    int textBytes() {
        return textBytes;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
