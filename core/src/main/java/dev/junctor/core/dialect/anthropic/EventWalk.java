package dev.junctor.core.dialect.anthropic;

import dev.junctor.core.dialect.EventFrame;
import dev.junctor.core.json.Cursor;
import dev.junctor.core.json.Kind;
import dev.junctor.core.json.Scalars;
import java.nio.charset.StandardCharsets;

/** Reads one event's data, as far as a relay needs it. */
final class EventWalk {
    private static final byte[] TYPE = ascii("type");
    private static final byte[] MESSAGE = ascii("message");
    private static final byte[] DELTA = ascii("delta");
    private static final byte[] USAGE = ascii("usage");
    private static final byte[] STOP_REASON = ascii("stop_reason");
    private static final byte[][] TEXTS = {
        ascii("text"), ascii("partial_json"), ascii("thinking"), ascii("signature")
    };

    private final EventFrame frame;
    private final byte[] bytes;
    private String type = "";
    private String stopReason = "";
    private MessageWalk message = MessageWalk.NONE;
    private int usageFrom;
    private int usageTo;
    private int textBytes;
    private int end;

    EventWalk(EventFrame frame) {
        this.frame = frame;
        this.bytes = frame.bytes();
        if (frame.dataFrom() >= 0 && frame.dataFrom() < frame.dataTo()) {
            Cursor fields = Cursor.trusted(bytes, frame.dataFrom(), frame.dataTo());
            if (bytes[frame.dataFrom()] == '{') {
                while (fields.next() && fields.end() > 0) {
                    field(fields);
                }
                end = fields.close();
            }
        }
        if (type.isEmpty()) {
            type = frame.name();
        }
    }

    private void field(Cursor field) {
        if (field.named(TYPE) && field.kind() == Kind.STRING) {
            type = Scalars.string(bytes, field.from(), field.end());
        } else if (field.named(MESSAGE) && field.kind() == Kind.OBJECT) {
            message = MessageWalk.of(bytes, field.from(), field.end());
        } else if (field.named(USAGE) && field.kind() == Kind.OBJECT) {
            usageFrom = field.from();
            usageTo = field.end();
        } else if (field.named(DELTA) && field.kind() == Kind.OBJECT) {
            delta(Cursor.trusted(bytes, field.from(), field.end()));
        }
    }

    private void delta(Cursor fields) {
        while (fields.next() && fields.end() > 0) {
            if (fields.kind() == Kind.STRING) {
                if (fields.named(STOP_REASON)) {
                    stopReason = Scalars.string(bytes, fields.from(), fields.end());
                }
                for (byte[] text : TEXTS) {
                    if (fields.named(text)) {
                        textBytes += fields.end() - fields.from() - 2;
                    }
                }
            }
        }
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

    /** Why the answer ended; empty where the event does not say. */
    String stopReason() {
        return stopReason;
    }

    /** The message that {@code message_start} brings. */
    MessageWalk message() {
        return message;
    }

    /** Where its usage begins; 0 when it has none. */
    int usageFrom() {
        return usageFrom;
    }

    int usageTo() {
        return usageTo;
    }

    /** Bytes of text, thinking or arguments in its delta. */
    int textBytes() {
        return textBytes;
    }

    /** Offset behind the data's closing bracket. */
    int end() {
        return end;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
