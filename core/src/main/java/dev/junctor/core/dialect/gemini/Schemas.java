package dev.junctor.core.dialect.gemini;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The API's older schemas, a part of OpenAPI's 3.0: types in capitals, {@code nullable}, whole numbers as strings. They
 * are read as JSON Schema, which the API takes too and which all others know.
 */
final class Schemas {
    private static final Set<String> COUNTS =
            Set.of(
                    "minItems",
                    "maxItems",
                    "minLength",
                    "maxLength",
                    "minProperties",
                    "maxProperties");

    private Schemas() {}

    /** The schema as JSON Schema. */
    static JsonNode json(JsonNode schema) {
        if (!(schema instanceof ObjectNode object)) {
            return schema;
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            String name = camel(field.getKey());
            JsonNode value = field.getValue();
            switch (name) {
                case "type" -> type(value, object.path("nullable"), json);
                case "properties", "defs", "$defs" -> json.set(name, values(value));
                case "items", "additionalProperties" -> json.set(name, json(value));
                case "anyOf", "oneOf", "allOf", "prefixItems" -> json.set(name, all(value));
                case "nullable" -> {}
                default -> json.set(name, COUNTS.contains(name) ? number(value) : value);
            }
        }
        return json;
    }

    private static void type(JsonNode type, JsonNode nullable, ObjectNode json) {
        String word = type.asString("").toLowerCase(Locale.ROOT);
        if (!type.isString()) {
            json.set("type", type);
        } else if (nullable.isBoolean() && nullable.asBoolean()) {
            json.putArray("type").add(word).add("null");
        } else if (!word.equals("type_unspecified")) {
            json.put("type", word);
        }
    }

    private static JsonNode values(JsonNode object) {
        ObjectNode values = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(field -> values.set(field.getKey(), json(field.getValue())));
        return values;
    }

    private static JsonNode all(JsonNode list) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        list.forEach(schema -> all.add(json(schema)));
        return all;
    }

    private static JsonNode number(JsonNode value) {
        boolean digits = value.isString() && value.asString().matches("\\d{1,18}");
        return digits
                ? JsonNodeFactory.instance.numberNode(Long.parseLong(value.asString()))
                : value;
    }

    private static String camel(String name) {
        StringBuilder camel = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            boolean joint = name.charAt(i) == '_' && i > 0 && i + 1 < name.length();
            camel.append(joint ? Character.toUpperCase(name.charAt(++i)) : name.charAt(i));
        }
        return camel.toString();
    }
}
