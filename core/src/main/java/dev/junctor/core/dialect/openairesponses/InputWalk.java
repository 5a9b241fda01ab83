package dev.junctor.core.dialect.openairesponses;

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

/** Reads the input while its bytes are scanned: are they items, and what kinds of parts have they. */
final class InputWalk {
    private static final byte[] TYPE = ascii("type");
    private static final byte[] CONTENT = ascii("content");
    private static final byte[] OUTPUT = ascii("output");
    private static final byte[] IMAGE = ascii("\"input_image\"");
    private static final byte[] FILE = ascii("\"input_file\"");
    private static final byte[] AUDIO = ascii("\"input_audio\"");
    private static final byte[] REFERENCE = ascii("\"item_reference\"");

    private final byte[] body;
    private final Set<Modality> found = EnumSet.of(Modality.TEXT);
    private int count;
    private boolean list;
    private Optional<Fault> fault = Optional.empty();

    InputWalk(byte[] body) {
        this.body = body;
    }

    /** What the items contain. */
    Set<Modality> modalities() {
        return found;
    }

    /** What is wrong with them. */
    Optional<Fault> fault() {
        return fault.isEmpty() && list && count == 0
                ? Optional.of(
                        Fault.invalid(
                                "input", "input is empty; send a string or at least one item."))
                : fault;
    }

    /** The end of the input, or the complement of the first byte that is wrong, as {@link Scan} does. */
    int walk(int from, int limit) {
        if (from >= limit || body[from] != '[') {
            return Scan.value(body, from, limit, 1, Text.PROVEN);
        }
        list = true;
        Cursor items = new Cursor(body, from, limit, 1, Text.PROVEN);
        while (items.next()) {
            if (items.kind() == Kind.OBJECT) {
                items.leave(item(items.inside()));
            } else {
                refuse("must be an object, as {\"role\": \"user\", \"content\": \"Hello\"}.");
            }
            count++;
        }
        return items.close();
    }

    private int item(Cursor item) {
        while (item.next()) {
            if (item.named(TYPE) && item.kind() == Kind.STRING && item.end() > 0) {
                if (Scalars.spelled(body, item.from(), item.end(), REFERENCE)) {
                    refuse(
                            "refers to a stored item, and nothing is stored here; send the item"
                                    + " itself.");
                }
            } else if ((item.named(CONTENT) || item.named(OUTPUT)) && item.kind() == Kind.ARRAY) {
                item.leave(parts(item.inside()));
            }
        }
        return item.close();
    }

    private int parts(Cursor parts) {
        while (parts.next()) {
            if (parts.kind() == Kind.OBJECT) {
                Cursor part = parts.inside();
                while (part.next()) {
                    if (part.named(TYPE) && part.kind() == Kind.STRING && part.end() > 0) {
                        notice(part.from(), part.end());
                    }
                }
                parts.leave(part.close());
            }
        }
        return parts.close();
    }

    private void notice(int from, int to) {
        if (Scalars.spelled(body, from, to, IMAGE)) {
            found.add(Modality.IMAGE);
        } else if (Scalars.spelled(body, from, to, FILE)) {
            found.add(Modality.FILE);
        } else if (Scalars.spelled(body, from, to, AUDIO)) {
            found.add(Modality.AUDIO);
        }
    }

    private void refuse(String why) {
        if (fault.isEmpty()) {
            String field = "input[" + count + "]";
            fault = Optional.of(Fault.invalid(field, field + " " + why));
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
