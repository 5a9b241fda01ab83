package dev.junctor.core.dialect.gemini;

import dev.junctor.core.dialect.BodyFields;
import tools.jackson.databind.node.ObjectNode;

/** Fields bear their names in camel case or in snake case, as their writer likes. */
final class Spelling {
    private Spelling() {}

    /** Whether a field's name is that name in one of the spellings. */
    static boolean is(String written, String camel) {
        return written.equals(camel) || written.equals(RequestNames.snake(camel));
    }

    /** How a name is spelled among these fields; in camel case when it is absent. */
    static String in(BodyFields fields, String camel) {
        String snake = RequestNames.snake(camel);
        return !fields.has(camel) && fields.has(snake) ? snake : camel;
    }

    /** How a name is spelled in an object; in camel case when it is absent. */
    static String in(ObjectNode json, String camel) {
        String snake = RequestNames.snake(camel);
        return !json.has(camel) && json.has(snake) ? snake : camel;
    }
}
