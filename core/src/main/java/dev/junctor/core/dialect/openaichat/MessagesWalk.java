package dev.junctor.core.dialect.openaichat;

import dev.junctor.core.catalog.Modality;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.json.Cursor;
import dev.junctor.core.json.Kind;
import dev.junctor.core.json.Scan;
import dev.junctor.core.json.Scan.Text;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Reads the messages of a chat while their bytes are scanned: are they messages, and what kinds of parts have they. */
final class MessagesWalk {
    private static final byte[] ROLE = ascii("role");
    private static final byte[] CONTENT = ascii("content");
    private static final byte[] IMAGES = ascii("images");
    private static final byte[][] PARTS = {
        ascii("image_url"),
        ascii("input_audio"),
        ascii("video_url"),
        ascii("input_video"),
        ascii("file"),
        ascii("document_url")
    };
    private static final Modality[] MODALITIES = {
        Modality.IMAGE, Modality.AUDIO, Modality.VIDEO, Modality.VIDEO, Modality.FILE, Modality.FILE
    };

    private final Set<Modality> found = EnumSet.of(Modality.TEXT);
    private int count;
    private Optional<Fault> fault = Optional.empty();

    /** What the messages contain. */
    Set<Modality> modalities() {
        return found;
    }

    /** What is wrong with them. */
    Optional<Fault> fault() {
        return fault.isEmpty() && count == 0
                ? Optional.of(
                        Fault.invalid("messages", "messages is empty; send at least one message."))
                : fault;
    }

    /** The end of the messages, or the complement of the first byte that is wrong, as {@link Scan} does. */
    int walk(byte[] body, int from, int limit) {
        if (from >= limit || body[from] != '[') {
            return Scan.value(body, from, limit, 1, Text.PROVEN);
        }
        Cursor messages = new Cursor(body, from, limit, 1, Text.PROVEN);
        while (messages.next()) {
            if (messages.kind() == Kind.OBJECT) {
                messages.leave(message(messages.inside()));
            } else {
                refuse("", "an object with a role and a content");
            }
            count++;
        }
        return messages.close();
    }

    private int message(Cursor message) {
        boolean role = false;
        while (message.next()) {
            if (message.named(ROLE)) {
                role = true;
                if (message.kind() != Kind.STRING) {
                    refuse(".role", "a string, as \"user\"");
                }
            } else if (message.named(CONTENT)) {
                switch (message.kind()) {
                    case ARRAY -> message.leave(parts(message.inside()));
                    case STRING, NULL -> {}
                    case NUMBER, OBJECT, TRUE, FALSE ->
                            refuse(".content", "a string or an array of parts");
                }
            } else if (message.named(IMAGES) && message.kind() == Kind.ARRAY) {
                message.leave(parts(message.inside()));
            }
        }
        if (!role) {
            refuse(".role", "there, as \"user\" or \"system\"");
        }
        return message.close();
    }

    private int parts(Cursor parts) {
        while (parts.next()) {
            if (parts.kind() == Kind.OBJECT) {
                Cursor part = parts.inside();
                while (part.next()) {
                    notice(part);
                }
                parts.leave(part.close());
            }
        }
        return parts.close();
    }

    private void notice(Cursor part) {
        for (int i = 0; i < PARTS.length; i++) {
            if (part.named(PARTS[i]) && part.kind() != Kind.NULL) {
                found.add(MODALITIES[i]);
            }
        }
    }

    private void refuse(String below, String must) {
        if (fault.isEmpty()) {
            String field = "messages[" + count + "]" + below;
            fault = Optional.of(Fault.invalid(field, field + " must be " + must + "."));
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
