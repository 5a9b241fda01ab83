package dev.junctor.simulator.gemini;

import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Fields that may be named in either case: {@code inlineData} or {@code inline_data}. */
final class Fields {
    private Fields() {}

    /** The value under either name; a missing node when there is none. */
    static JsonNode of(JsonNode object, String camel) {
        JsonNode value = object.path(camel);
        return value.isMissingNode() ? object.path(snake(camel)) : value;
    }

    static boolean has(JsonNode object, String camel) {
        JsonNode value = of(object, camel);
        return !value.isMissingNode() && !value.isNull();
    }

    /** The first name that is none of these in either case; empty when all are known. */
    static String stranger(JsonNode object, Set<String> camel) {
        for (String name : object.propertyNames()) {
            boolean known =
                    camel.contains(name)
                            || camel.stream().anyMatch(each -> snake(each).equals(name));
            if (!known) {
                return name;
            }
        }
        return "";
    }

    private static String snake(String camel) {
        StringBuilder snake = new StringBuilder();
        for (int i = 0; i < camel.length(); i++) {
            char c = camel.charAt(i);
            if (Character.isUpperCase(c)) {
                snake.append('_');
            }
            snake.append(c);
        }
        return snake.toString().toLowerCase(Locale.ROOT);
    }
}
