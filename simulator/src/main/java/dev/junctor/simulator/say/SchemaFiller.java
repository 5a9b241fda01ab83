package dev.junctor.simulator.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes data that is valid for a JSON schema and, where it can, about what the user said.
 *
 * <p>It knows types, enum, const, properties, required, additionalProperties, items, prefixItems, counts, ranges,
 * multipleOf, lengths, simple patterns, the usual formats, anyOf, oneOf, allOf and references inside the schema.
 */
public final class SchemaFiller {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Below this depth only what is required is filled in, so that recursive schemas end. */
    private static final int DEPTH = 5;

    private static final int DEEPEST = 48;
    private static final int COMBINATIONS = 8;

    /** With so many values made, only what is required is added; with ten times as many, nothing is. */
    private static final int PLENTY = 2_000;

    private static final int TOO_MANY = 10 * PLENTY;

    private static final int TRIES = 24;

    private final Schemas schemas;
    private final Topic topic;
    private final Chance chance;
    private final ScalarFiller scalars;
    private int made;

    private SchemaFiller(JsonNode root, Topic topic, Chance chance) {
        this.schemas = new Schemas(root);
        this.topic = topic;
        this.chance = chance;
        this.scalars = new ScalarFiller(topic, chance);
    }

    /** Data that is valid for a schema. */
    public static JsonNode fill(JsonNode schema, Topic topic, Chance chance) {
        return new SchemaFiller(schema, topic, chance).value(schema, "", 0);
    }

    private JsonNode value(JsonNode raw, String name, int depth) {
        if (depth > DEEPEST || ++made > TOO_MANY) {
            return JSON.nullNode();
        }
        if (raw.isBoolean()) {
            return JSON.stringNode("simulated");
        }
        JsonNode schema = chosen(schemas.plain(raw), depth, 0);
        if (!schema.path("const").isMissingNode()) {
            return schema.path("const");
        }
        if (schema.path("enum").isArray() && !schema.path("enum").isEmpty()) {
            return member(schema.path("enum"));
        }
        return switch (type(schema)) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, name, depth);
            case "integer" -> scalars.integer(schema);
            case "number" -> scalars.number(schema);
            case "boolean" -> JSON.booleanNode(chance.below(2) == 0);
            case "null" -> JSON.nullNode();
            default -> scalars.string(schema, name);
        };
    }

    /** The schema with the alternative that is taken: the first that is not null, deep down the simplest. */
    private JsonNode chosen(JsonNode schema, int depth, int before) {
        JsonNode result = schema;
        for (String combination : List.of("anyOf", "oneOf")) {
            JsonNode alternatives = result.path(combination);
            if (before < COMBINATIONS && alternatives.isArray() && !alternatives.isEmpty()) {
                JsonNode taken = alternative(alternatives, depth);
                result = chosen(schemas.with(result, combination, taken), depth, before + 1);
            }
        }
        return result;
    }

    private JsonNode alternative(JsonNode alternatives, int depth) {
        JsonNode taken = alternatives.path(0);
        int best = Integer.MAX_VALUE;
        for (JsonNode each : alternatives) {
            String type = type(schemas.plain(each));
            boolean nothing = type.equals("null");
            boolean simple = !type.equals("object") && !type.equals("array");
            int rank = sparse(depth) ? (nothing ? 0 : simple ? 1 : 2) : (nothing ? 1 : 0);
            if (rank < best) {
                best = rank;
                taken = each;
            }
        }
        return taken;
    }

    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isString()) {
            return type.stringValue();
        }
        for (JsonNode each : type) {
            if (!each.asString("").equals("null")) {
                return each.asString("");
            }
        }
        if (schema.path("properties").isObject() || schema.path("required").isArray()) {
            return "object";
        }
        if (!schema.path("items").isMissingNode() || schema.path("prefixItems").isArray()) {
            return "array";
        }
        boolean bounded = schema.path("minimum").isNumber() || schema.path("maximum").isNumber();
        return bounded ? "number" : type.isArray() ? "null" : "string";
    }

    /** Of an enum: what the user mentioned, otherwise what chance takes. */
    private JsonNode member(JsonNode members) {
        for (JsonNode each : members) {
            List<String> words = Topic.meaningful(each.asString(""));
            if (!words.isEmpty() && topic.words().containsAll(words)) {
                return each;
            }
        }
        return members.path(chance.below(members.size()));
    }

    private ObjectNode object(JsonNode schema, int depth) {
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(each -> required.add(each.asString("")));
        ObjectNode object = JSON.objectNode();
        JsonNode properties = schema.path("properties");
        properties
                .properties()
                .forEach(property -> {
                    boolean wanted = !sparse(depth) && !forbidden(property.getValue());
                    if (required.contains(property.getKey()) || wanted) {
                        object.set(
                                property.getKey(),
                                value(property.getValue(), property.getKey(), depth + 1));
                    }
                });
        JsonNode others = schema.path("additionalProperties");
        JsonNode other = others.isObject() ? others : JSON.booleanNode(true);
        for (String name : required) {
            if (object.path(name).isMissingNode()) {
                object.set(name, value(other, name, depth + 1));
            }
        }
        int least =
                schema.path("minProperties")
                        .asInt(properties.isEmpty() && others.isObject() ? 1 : 0);
        for (int i = 1; object.size() < least && made < TOO_MANY; i++) {
            object.set("key_" + i, value(other, "", depth + 1));
        }
        return object;
    }

    private static boolean forbidden(JsonNode schema) {
        return schema.isBoolean() && !schema.booleanValue();
    }

    private boolean sparse(int depth) {
        return depth >= DEPTH || made > PLENTY;
    }

    private ArrayNode array(JsonNode schema, String name, int depth) {
        int least = schema.path("minItems").asInt(0);
        int most = schema.path("maxItems").asInt(Math.max(least, 3));
        int wanted = sparse(depth) ? least : Math.max(least, Math.min(most, chance.between(1, 3)));
        JsonNode first = schema.path("prefixItems");
        JsonNode items = schema.path("items");
        boolean unique = schema.path("uniqueItems").asBoolean(false);
        ArrayNode array = JSON.arrayNode();
        for (int i = 0;
                i < Math.max(wanted, Math.min(first.size(), most)) && made < TOO_MANY;
                i++) {
            JsonNode each = i < first.size() ? first.path(i) : items;
            if (forbidden(each)) {
                return array;
            }
            JsonNode element = element(each, singular(name), depth);
            for (int n = 0; unique && contains(array, element) && n < TRIES; n++) {
                element = element(each, "", depth);
            }
            if (!unique || !contains(array, element)) {
                array.add(element);
            }
        }
        return array;
    }

    private JsonNode element(JsonNode schema, String name, int depth) {
        return value(schema.isMissingNode() ? JSON.booleanNode(true) : schema, name, depth + 1);
    }

    private static boolean contains(ArrayNode array, JsonNode element) {
        for (JsonNode each : array) {
            if (each.equals(element)) {
                return true;
            }
        }
        return false;
    }

    private static String singular(String name) {
        String plain = name.toLowerCase(Locale.ROOT);
        return plain.endsWith("s") ? plain.substring(0, plain.length() - 1) : plain;
    }
}
