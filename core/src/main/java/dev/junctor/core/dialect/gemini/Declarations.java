package dev.junctor.core.dialect.gemini;

import dev.junctor.core.json.Cursor;
import dev.junctor.core.json.Field;
import dev.junctor.core.json.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Looks for functions of the caller's among the tools of a request, which may all be the provider's own. */
final class Declarations {
    private static final byte[] CAMEL = "functionDeclarations".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SNAKE = "function_declarations".getBytes(StandardCharsets.US_ASCII);

    private Declarations() {}

    /** Whether some are declared. */
    static boolean stand(byte[] body, List<Field> all) {
        for (Field field : all) {
            if (field.name().equals("tools")) {
                Cursor tools = Cursor.trusted(body, field.from(), field.to());
                return Kind.of(body[field.from()]) == Kind.OBJECT
                        ? in(body, tools)
                        : any(body, tools);
            }
        }
        return false;
    }

    private static boolean any(byte[] body, Cursor tools) {
        while (tools.next() && tools.end() > 0) {
            if (tools.kind() == Kind.OBJECT
                    && in(body, Cursor.trusted(body, tools.from(), tools.end()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean in(byte[] body, Cursor tool) {
        while (tool.next() && tool.end() > 0) {
            boolean declares = tool.named(CAMEL) || tool.named(SNAKE);
            if (declares && Cursor.trusted(body, tool.from(), tool.end()).next()) {
                return true;
            }
        }
        return false;
    }
}
