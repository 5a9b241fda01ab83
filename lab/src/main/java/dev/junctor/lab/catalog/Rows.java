package dev.junctor.lab.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Reads loosely shaped rows of the collected data. */
final class Rows {
    private Rows() {}

    static List<JsonNode> list(JsonNode row, String key) {
        JsonNode list = row.path(key);
        return StreamSupport.stream(list.spliterator(), false).toList();
    }

    static List<String> texts(JsonNode row, String key) {
        List<String> texts = new ArrayList<>();
        for (JsonNode value : row.path(key)) {
            if (value.isString()) {
                texts.add(value.stringValue());
            }
        }
        return texts;
    }

    /** The text of a key; empty when it is absent or null. */
    static String text(JsonNode row, String key) {
        JsonNode value = row.path(key);
        return value.isString() ? value.stringValue() : "";
    }

    /** The number of a key; 0 when it is absent. */
    static long count(JsonNode row, String key) {
        JsonNode value = row.path(key);
        return value.canConvertToLong() && value.isIntegralNumber() ? value.longValue() : 0;
    }

    static boolean flag(JsonNode row, String key) {
        JsonNode value = row.path(key);
        return value.isBoolean() && value.booleanValue();
    }

    static Optional<JsonNode> present(JsonNode row, String key) {
        JsonNode value = row.path(key);
        return value.isMissingNode() || value.isNull() || (value.isEmpty() && value.isContainer())
                ? Optional.empty()
                : Optional.of(value);
    }
}
