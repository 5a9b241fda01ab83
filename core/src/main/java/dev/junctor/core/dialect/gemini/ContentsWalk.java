package dev.junctor.core.dialect.gemini;

import dev.junctor.core.catalog.Modality;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.json.Cursor;
import dev.junctor.core.json.Kind;
import dev.junctor.core.json.Scalars;
import dev.junctor.core.json.Scan;
import dev.junctor.core.json.Scan.Text;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the contents while their bytes are scanned: are they contents, and what kinds of parts have they. Where a list
 * is wanted, one object alone is taken for its only element, as the API does.
 */
final class ContentsWalk {
    private static final byte[] PARTS = ascii("parts");
    private static final byte[] FUNCTION_RESPONSE = ascii("functionResponse");
    private static final byte[] FUNCTION_RESPONSE_SNAKE = ascii("function_response");
    private static final byte[][] MEDIA = {
        ascii("inlineData"), ascii("inline_data"), ascii("fileData"), ascii("file_data")
    };
    private static final byte[][] TYPES = {ascii("mimeType"), ascii("mime_type")};

    private final byte[] body;
    private final Set<Modality> found = EnumSet.of(Modality.TEXT);
    private int count;
    private Optional<Fault> fault = Optional.empty();

    ContentsWalk(byte[] body) {
        this.body = body;
    }

    /** What the contents contain. */
    Set<Modality> modalities() {
        return found;
    }

    /** What is wrong with them. */
    Optional<Fault> fault() {
        return fault.isEmpty() && count == 0
                ? Optional.of(
                        Fault.invalid("contents", "contents is empty; send at least one content."))
                : fault;
    }

    /** The end of the contents, or the complement of the first byte that is wrong, as {@link Scan} does. */
    int walk(int from, int limit) {
        if (from < limit && body[from] == '{') {
            count++;
            return content(new Cursor(body, from, limit, 1, Text.PROVEN));
        }
        if (from >= limit || body[from] != '[') {
            refuse("contents", "an array of contents");
            return Scan.value(body, from, limit, 1, Text.PROVEN);
        }
        Cursor contents = new Cursor(body, from, limit, 1, Text.PROVEN);
        while (contents.next()) {
            if (contents.kind() == Kind.OBJECT) {
                contents.leave(content(contents.inside()));
            } else {
                refuse("contents[" + count + "]", "an object with a role and parts");
            }
            count++;
        }
        return contents.close();
    }

    private int content(Cursor content) {
        while (content.next()) {
            if (content.named(PARTS)) {
                switch (content.kind()) {
                    case ARRAY -> content.leave(parts(content.inside()));
                    case OBJECT -> content.leave(part(content.inside()));
                    case NULL -> {}
                    case STRING, NUMBER, TRUE, FALSE ->
                            refuse("contents[" + count + "].parts", "an array of parts");
                }
            }
        }
        return content.close();
    }

    private int parts(Cursor parts) {
        while (parts.next()) {
            if (parts.kind() == Kind.OBJECT) {
                parts.leave(part(parts.inside()));
            } else {
                refuse("contents[" + count + "].parts", "an array of objects");
            }
        }
        return parts.close();
    }

    private int part(Cursor part) {
        while (part.next()) {
            if (part.kind() != Kind.OBJECT) {
                continue;
            }
            if (named(part, MEDIA)) {
                part.leave(media(part.inside()));
            } else if (part.named(FUNCTION_RESPONSE) || part.named(FUNCTION_RESPONSE_SNAKE)) {
                part.leave(content(part.inside())); // a result has parts of its own
            }
        }
        return part.close();
    }

    private int media(Cursor media) {
        while (media.next()) {
            if (named(media, TYPES) && media.kind() == Kind.STRING && media.end() > 0) {
                notice(Scalars.string(body, media.from(), media.end()));
            }
        }
        return media.close();
    }

    private void notice(String type) {
        String kind = type.toLowerCase(Locale.ROOT);
        if (kind.startsWith("image/")) {
            found.add(Modality.IMAGE);
        } else if (kind.startsWith("audio/")) {
            found.add(Modality.AUDIO);
        } else if (kind.startsWith("video/")) {
            found.add(Modality.VIDEO);
        } else if (!kind.startsWith("text/")) {
            found.add(Modality.FILE);
        }
    }

    private static boolean named(Cursor field, byte[][] names) {
        for (byte[] name : names) {
            if (field.named(name)) {
                return true;
            }
        }
        return false;
    }

    private void refuse(String field, String must) {
        if (fault.isEmpty()) {
            fault = Optional.of(Fault.invalid(field, field + " must be " + must + "."));
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
