package dev.junctor.core.dialect.anthropic;

import dev.junctor.core.catalog.Modality;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.json.Cursor;
import dev.junctor.core.json.Kind;
import dev.junctor.core.json.Scalars;
import dev.junctor.core.json.Scan;
import dev.junctor.core.json.Scan.Text;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Reads the messages while their bytes are scanned: are they messages, and what kinds of blocks have they. */
final class ContentWalk {
    private static final byte[] ROLE = ascii("role");
    private static final byte[] CONTENT = ascii("content");
    private static final byte[] TYPE = ascii("type");
    private static final byte[] IMAGE = ascii("\"image\"");
    private static final byte[] DOCUMENT = ascii("\"document\"");

    private final byte[] body;
    private final Set<Modality> found = EnumSet.of(Modality.TEXT);
    private int count;
    private Optional<Fault> fault = Optional.empty();

    ContentWalk(byte[] body) {
        this.body = body;
    }

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
    int walk(int from, int limit) {
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
        boolean content = false;
        while (message.next()) {
            if (message.named(ROLE)) {
                role = message.kind() == Kind.STRING;
            } else if (message.named(CONTENT)) {
                content = message.kind() == Kind.STRING || message.kind() == Kind.ARRAY;
                if (message.kind() == Kind.ARRAY) {
                    message.leave(blocks(message.inside()));
                }
            }
        }
        if (!role) {
            refuse(".role", "a string, as \"user\"");
        } else if (!content) {
            refuse(".content", "a string or an array of blocks");
        }
        return message.close();
    }

    private int blocks(Cursor blocks) {
        while (blocks.next()) {
            if (blocks.kind() == Kind.OBJECT) {
                Cursor block = blocks.inside();
                while (block.next()) {
                    if (block.named(TYPE) && block.kind() == Kind.STRING && block.end() > 0) {
                        notice(block.from(), block.end());
                    } else if (block.named(CONTENT) && block.kind() == Kind.ARRAY) {
                        block.leave(
                                blocks(block.inside())); // a tool's result has blocks of its own
                    }
                }
                blocks.leave(block.close());
            }
        }
        return blocks.close();
    }

    private void notice(int from, int to) {
        if (Scalars.spelled(body, from, to, IMAGE)) {
            found.add(Modality.IMAGE);
        } else if (Scalars.spelled(body, from, to, DOCUMENT)) {
            found.add(Modality.FILE);
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
