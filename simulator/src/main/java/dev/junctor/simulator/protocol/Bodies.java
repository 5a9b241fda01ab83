package dev.junctor.simulator.protocol;

import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads the JSON object of a request. */
public final class Bodies {
    private Bodies() {}

    /** The object, or an objection. */
    public static ObjectNode object(byte[] bytes) {
        try {
            if (JsonMapper.shared().readTree(bytes) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException notJson) {
            throw Objection.invalid("The request body is not valid JSON.");
        }
        throw Objection.invalid("The request body must be a JSON object.");
    }

    /** Whether a field is there with a value other than null. */
    public static boolean has(JsonNode object, String name) {
        return object.hasNonNull(name);
    }

    /** The first name that is none of these; empty when all are known. */
    public static String stranger(JsonNode object, Set<String> known) {
        for (String name : object.propertyNames()) {
            if (!known.contains(name) && !name.equals("simulator")) {
                return name;
            }
        }
        return "";
    }
}
