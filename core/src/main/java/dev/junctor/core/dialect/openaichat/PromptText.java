package dev.junctor.core.dialect.openaichat;

import dev.junctor.core.dialect.Envelope;
import dev.junctor.core.dialect.TextSample;
import dev.junctor.core.json.Cursor;
import dev.junctor.core.json.Field;
import dev.junctor.core.json.Kind;
import java.nio.charset.StandardCharsets;

/**
 * What a model reads of a request: the texts of its messages, and of its tools names and texts alike, since their
 * JSON is put before the model in words that nobody publishes.
 */
final class PromptText {
    /** What stands around each message, its role included, and before the answer (OpenAI's cookbook on counting). */
    private static final int MARKS_PER_MESSAGE = 4;

    private static final int MARKS_OF_ANSWER = 3;
    private static final byte[] ROLE = "role".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TYPE = "type".getBytes(StandardCharsets.US_ASCII);

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
                case "messages" -> text.messages(field);
                case "tools", "functions", "response_format" -> text.all(field, Names.COUNTED);
                case "prompt", "suffix" -> text.all(field, Names.LEFT_OUT);
                default -> {}
            }
        }
        return sample;
    }

    private enum Names {
        COUNTED,
        LEFT_OUT
    }

    private void messages(Field field) {
        Cursor messages = Cursor.trusted(body, field.from(), field.to());
        while (messages.next()) {
            sample.mark(MARKS_PER_MESSAGE);
            if (messages.kind() == Kind.OBJECT) {
                messages.leave(texts(messages.inside(), Names.LEFT_OUT));
            }
        }
        sample.mark(MARKS_OF_ANSWER);
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
            boolean says = names == Names.COUNTED || !(named && isFixed(cursor));
            switch (cursor.kind()) {
                case OBJECT, ARRAY -> cursor.leave(texts(cursor.inside(), names));
                case STRING -> {
                    if (says && cursor.end() > 0) {
                        sample.add(body, cursor.from() + 1, cursor.end() - 1);
                    }
                }
                case NUMBER -> sample.mark(1); // at least; in a prompt of tokens it is one
                case TRUE, FALSE, NULL -> {}
            }
        }
        return cursor.close();
    }

    private static boolean isFixed(Cursor cursor) {
        return cursor.named(ROLE) || cursor.named(TYPE);
    }
}
