package dev.junctor.core.chat;

import tools.jackson.databind.JsonNode;

/** What form the answer's text must have. */
public sealed interface OutputFormat {
    /** Any text. */
    record Text() implements OutputFormat {}

    /** Any JSON. OpenAI: {@code json_object}. Gemini: {@code responseMimeType}. Not in Anthropic. */
    record JsonObject(String path) implements OutputFormat {}

    /**
     * JSON of a schema.
     *
     * <p>OpenAI chat: {@code response_format.json_schema}. Responses: {@code text.format}, flat. Anthropic: {@code
     * output_config.format}, without name and strict. Gemini: {@code responseJsonSchema}.
     *
     * @param name empty where the protocol has none
     * @param path where the caller said it
     */
    record JsonSchema(
            String name, String description, JsonNode schema, Tool.Strict strict, String path)
            implements OutputFormat {}
}
