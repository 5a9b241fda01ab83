package dev.junctor.simulator.gemini;

import dev.junctor.simulator.protocol.Objection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Functions that are declared, the subset of OpenAPI in which their schemas are, and the choice among them. */
final class DeclarationRules {
    private static final Set<String> SCHEMA =
            Set.of(
                    "type",
                    "format",
                    "title",
                    "description",
                    "nullable",
                    "enum",
                    "maxItems",
                    "minItems",
                    "properties",
                    "required",
                    "minProperties",
                    "maxProperties",
                    "minLength",
                    "maxLength",
                    "pattern",
                    "example",
                    "anyOf",
                    "propertyOrdering",
                    "default",
                    "items",
                    "minimum",
                    "maximum");

    private static final Set<String> TYPES =
            Set.of(
                    "TYPE_UNSPECIFIED",
                    "STRING",
                    "NUMBER",
                    "INTEGER",
                    "BOOLEAN",
                    "ARRAY",
                    "OBJECT",
                    "NULL");

    private static final Set<String> MODES = Set.of("", "AUTO", "ANY", "NONE", "VALIDATED");

    private DeclarationRules() {}

    static void check(JsonNode asked) {
        Set<String> names = new HashSet<>();
        JsonNode tools = asked.path("tools");
        for (int i = 0; i < tools.size(); i++) {
            JsonNode declared = Fields.of(tools.path(i), "functionDeclarations");
            for (int j = 0; j < declared.size(); j++) {
                String at = "tools[" + i + "].function_declarations[" + j + "]";
                one(declared.path(j), at, names);
            }
        }
        choice(Fields.of(Fields.of(asked, "toolConfig"), "functionCallingConfig"), names);
        JsonNode own = Fields.of(Fields.of(asked, "generationConfig"), "responseSchema");
        schema(own, "generation_config.response_schema");
    }

    private static void one(JsonNode declared, String at, Set<String> names) {
        String name = declared.path("name").asString("");
        if (!name.matches("[a-zA-Z_][a-zA-Z0-9_.:-]{0,127}")) {
            throw Objection.invalid(
                    at
                            + ".name: Invalid function name. Must start with a letter or an"
                            + " underscore. Must be alphanumeric (a-z, A-Z, 0-9), underscores (_),"
                            + " dots (.), colons (:) or dashes (-), with a maximum length of 128.");
        }
        if (!names.add(name)) {
            throw Objection.invalid("Duplicate function declaration found: " + name);
        }
        boolean json = Fields.has(declared, "parametersJsonSchema");
        if (json && Fields.has(declared, "parameters")) {
            throw Objection.invalid(
                    at + ": only one of parameters and parameters_json_schema may be set");
        }
        schema(declared.path("parameters"), at + ".parameters");
    }

    private static void schema(JsonNode schema, String at) {
        String stranger = Fields.stranger(schema, SCHEMA);
        if (!stranger.isEmpty()) {
            throw Objection.invalid(
                    "Invalid JSON payload received. Unknown name \""
                            + stranger
                            + "\" at '"
                            + at
                            + "': Cannot find field.");
        }
        JsonNode type = schema.path("type");
        boolean known =
                type.isMissingNode() || TYPES.contains(type.asString("").toUpperCase(Locale.ROOT));
        if (!known) {
            throw Objection.invalid("Invalid value at '" + at + ".type'");
        }
        for (JsonNode value : schema.path("enum")) {
            if (!value.isString()) {
                throw Objection.invalid("Invalid value at '" + at + ".enum' (TYPE_STRING)");
            }
        }
        schema.path("properties")
                .properties()
                .forEach(
                        each -> schema(each.getValue(), at + ".properties[" + each.getKey() + "]"));
        if (schema.path("items").isObject()) {
            schema(schema.path("items"), at + ".items");
        }
        Fields.of(schema, "anyOf").forEach(each -> schema(each, at + ".any_of"));
    }

    private static void choice(JsonNode config, Set<String> names) {
        String mode = config.path("mode").asString("").toUpperCase(Locale.ROOT);
        if (!MODES.contains(mode)) {
            throw Objection.invalid("Invalid value at 'tool_config.function_calling_config.mode'");
        }
        JsonNode allowed = Fields.of(config, "allowedFunctionNames");
        if (!allowed.isEmpty() && !mode.equals("ANY") && !mode.equals("VALIDATED")) {
            throw Objection.invalid(
                    "allowed_function_names should only be set when the function calling mode is"
                            + " ANY or VALIDATED.");
        }
        for (JsonNode name : allowed) {
            if (!names.contains(name.asString(""))) {
                throw Objection.invalid(
                        "allowed_function_names contains a function that is not declared: "
                                + name.asString(""));
            }
        }
    }

    /** The schema in the words of JSON Schema: types in small letters, counts as numbers. */
    static JsonNode plain(JsonNode schema) {
        ObjectNode plain = JsonNodeFactory.instance.objectNode();
        schema.properties()
                .forEach(each -> {
                    JsonNode value = each.getValue();
                    switch (each.getKey()) {
                        case "type" ->
                                plain.put("type", value.asString("").toLowerCase(Locale.ROOT));
                        case "properties" -> {
                            ObjectNode inner = plain.putObject("properties");
                            value.properties()
                                    .forEach(p -> inner.set(p.getKey(), plain(p.getValue())));
                        }
                        case "items" -> plain.set("items", plain(value));
                        case "anyOf", "any_of" -> {
                            ArrayNode some = plain.putArray("anyOf");
                            value.forEach(one -> some.add(plain(one)));
                        }
                        default -> plain.set(each.getKey(), number(value));
                    }
                });
        return plain;
    }

    /** Whole numbers may come as texts. */
    private static JsonNode number(JsonNode value) {
        return value.isString() && value.stringValue().matches("\\d{1,9}")
                ? JsonNodeFactory.instance.numberNode(Integer.parseInt(value.stringValue()))
                : value;
    }
}
