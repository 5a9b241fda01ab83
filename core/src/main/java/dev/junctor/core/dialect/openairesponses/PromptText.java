package dev.junctor.core.dialect.openairesponses;

import dev.junctor.core.dialect.Envelope;
import dev.junctor.core.dialect.TextSample;
import dev.junctor.core.json.Cursor;
import dev.junctor.core.json.Field;
import dev.junctor.core.json.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a model reads of a request: its instructions, the texts of its items, its tools with names and texts alike. */
final class PromptText {
    /** What stands around each item and before the answer, as around the messages of a chat. */
    private static final int MARKS = 4;

    /** What no model reads as text: kinds, ids, content of pictures and files, state. */
    private static final List<byte[]> FIXED =
            List.of(
                    ascii("type"),
                    ascii("role"),
                    ascii("id"),
                    ascii("status"),
                    ascii("call_id"),
                    ascii("image_url"),
                    ascii("file_data"),
                    ascii("file_url"),
                    ascii("encrypted_content"));

    private final byte[] body;
    private final TextSample sample;

    private PromptText(byte[] body, TextSample sample) {
        this.body = body;
        this.sample = sample;
    }

    static TextSample of(Envelope envelope, byte[] body, int most) {
        TextSample sample = new TextSample(most);
        PromptText text = new PromptText(body, sample);
        for (Field field : envelope.fields()) {
            switch (field.name()) {
                case "input", "instructions" -> text.field(field, Names.LEFT_OUT);
                case "tools", "text" -> text.field(field, Names.COUNTED);
                default -> {}
            }
        }
        sample.mark(MARKS);
        return sample;
    }

    private enum Names {
        COUNTED,
        LEFT_OUT
    }

    private void field(Field field, Names names) {
        switch (Kind.of(body[field.from()])) {
            case STRING -> {
                sample.mark(MARKS);
                sample.add(body, field.from() + 1, field.to() - 1);
            }
            case ARRAY -> {
                Cursor items = Cursor.trusted(body, field.from(), field.to());
                while (items.next()) {
                    sample.mark(MARKS);
                    if (items.kind() == Kind.OBJECT) {
                        items.leave(texts(items.inside(), names));
                    }
                }
            }
            case OBJECT -> texts(Cursor.trusted(body, field.from(), field.to()), names);
            case NUMBER, TRUE, FALSE, NULL -> {}
        }
    }

    private int texts(Cursor cursor, Names names) {
        while (cursor.next()) {
            boolean named = cursor.nameTo() > 0;
            if (named && names == Names.COUNTED) {
                sample.add(body, cursor.nameFrom() + 1, cursor.nameTo() - 1);
            }
            boolean says = names == Names.COUNTED || !(named && isFixed(cursor));
            switch (cursor.kind()) {
                case OBJECT, ARRAY -> cursor.leave(texts(cursor.inside(), names));
                case STRING -> {
                    if (says && cursor.end() > 0) {
                        sample.add(body, cursor.from() + 1, cursor.end() - 1);
                    }
                }
                case NUMBER -> sample.mark(1);
                case TRUE, FALSE, NULL -> {}
            }
        }
        return cursor.close();
    }

    private static boolean isFixed(Cursor cursor) {
        for (byte[] name : FIXED) {
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
