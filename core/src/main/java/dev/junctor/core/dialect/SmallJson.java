package dev.junctor.core.dialect;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Trees of small values: controls and errors, never messages. */
public final class SmallJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private SmallJson() {}

    /** Whether it is JSON through and through. */
    public static boolean isWellFormed(String json) {
        return !tree(json).isMissingNode();
    }

    /** The tree; a missing node when it is not JSON. */
    public static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JacksonException e) {
            return JSON.missingNode();
        }
    }
}
