package dev.junctor.core.dialect.gemini;

import dev.junctor.core.dialect.Envelope;
import dev.junctor.core.dialect.TextSample;
import dev.junctor.core.json.Cursor;
import dev.junctor.core.json.Field;
import dev.junctor.core.json.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a model reads of a request: the texts of its contents and of the operator's, names and texts alike of its tools.
 * Content in base64 and state of the provider's are no words.
 */
final class PromptText {
    /** What stands around each content, its role included; the protocol does not say, other vocabularies are near it. */
    private static final int MARKS_PER_CONTENT = 4;

    private static final List<byte[]> SILENT =
            List.of(
                    ascii("role"),
                    ascii("data"),
                    ascii("mimeType"),
                    ascii("mime_type"),
                    ascii("fileUri"),
                    ascii("file_uri"),
                    ascii("thoughtSignature"),
                    ascii("thought_signature"),
                    ascii("id"));

    private final byte[] body;
    private final TextSample sample;

    private PromptText(byte[] body, TextSample sample) {
        this.body = body;
        this.sample = sample;
    }

    private enum Names {
        COUNTED,
        LEFT_OUT
    }

    static TextSample of(Envelope envelope, byte[] body, int most) {
        TextSample sample = new TextSample(most);
        PromptText text = new PromptText(body, sample);
        for (Field field : envelope.fields()) {
            if (field.name().equals("contents")) {
                text.contents(field);
            } else if (Spelling.is(field.name(), "systemInstruction")) {
                text.all(field, Names.LEFT_OUT);
            } else if (field.name().equals("tools")) {
                text.all(field, Names.COUNTED);
            }
        }
        return sample;
    }

    private void contents(Field field) {
        Cursor contents = Cursor.trusted(body, field.from(), field.to());
        if (Kind.of(body[field.from()]) == Kind.OBJECT) {
            sample.mark(MARKS_PER_CONTENT);
            texts(contents, Names.LEFT_OUT);
            return;
        }
        while (contents.next()) {
            sample.mark(MARKS_PER_CONTENT);
            if (contents.kind() == Kind.OBJECT) {
                contents.leave(texts(contents.inside(), Names.LEFT_OUT));
            }
        }
    }

    private void all(Field field, Names names) {
        if (Kind.of(body[field.from()]) == Kind.STRING) {
            sample.add(body, field.from() + 1, field.to() - 1);
        } else {
            texts(Cursor.trusted(body, field.from(), field.to()), names);
        }
    }

    private int texts(Cursor cursor, Names names) {
        while (cursor.next()) {
            boolean named = cursor.nameTo() > 0;
            if (named && names == Names.COUNTED) {
                sample.add(body, cursor.nameFrom() + 1, cursor.nameTo() - 1);
            }
            switch (cursor.kind()) {
                case OBJECT, ARRAY -> cursor.leave(texts(cursor.inside(), names));
                case STRING -> {
                    boolean says = names == Names.COUNTED || !(named && isSilent(cursor));
                    if (says && cursor.end() > 0) {
                        sample.add(body, cursor.from() + 1, cursor.end() - 1);
                    }
                }
                case NUMBER -> sample.mark(1); // at least
                case TRUE, FALSE, NULL -> {}
            }
        }
        return cursor.close();
    }

    private static boolean isSilent(Cursor cursor) {
        for (byte[] name : SILENT) {
            if (cursor.named(name)) {
                return true;
            }
        }
        return false;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
