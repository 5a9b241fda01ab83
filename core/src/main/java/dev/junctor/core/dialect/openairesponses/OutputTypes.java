package dev.junctor.core.dialect.openairesponses;

import dev.junctor.core.json.Cursor;
import dev.junctor.core.json.Kind;
import dev.junctor.core.json.Scalars;
import java.nio.charset.StandardCharsets;

/** What kinds of items an answer has, as far as its end and its price follow from them. */
final class OutputTypes {
    private static final byte[] TYPE = "type".getBytes(StandardCharsets.US_ASCII);

    private boolean calls;
    private long webSearches;

    /** Takes the item from {@code from} to {@code to} into account. */
    void item(byte[] bytes, int from, int to) {
        if (from >= to || bytes[from] != '{') {
            return;
        }
        Cursor fields = Cursor.trusted(bytes, from, to);
        while (fields.next() && fields.end() > 0) {
            if (fields.named(TYPE) && fields.kind() == Kind.STRING) {
                type(Scalars.string(bytes, fields.from(), fields.end()));
                return;
            }
        }
    }

    private void type(String type) {
        switch (type) {
            case "function_call", "custom_tool_call" -> calls = true;
            case "web_search_call" -> webSearches++;
            default -> {}
        }
    }

    /** Whether it calls tools of the caller's. */
    boolean hasCalls() {
        return calls;
    }

    /** Web searches that the provider made. */
    long webSearches() {
        return webSearches;
    }
}
