package dev.junctor.server.cli;

import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads and prints JSON; amounts of money pass through as they are written. */
final class Json {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build();

    private Json() {}

    /**
     * Reads a value.
     *
     * @throws tools.jackson.core.JacksonException when it is not JSON
     */
    static JsonNode read(String text) {
        return MAPPER.readTree(text);
    }

    /** The value on several lines. */
    static String indented(JsonNode value) {
        return MAPPER.writeValueAsString(value);
    }
}
