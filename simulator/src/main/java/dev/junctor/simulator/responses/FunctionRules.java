package dev.junctor.simulator.responses;

import dev.junctor.simulator.ask.Complaint;
import dev.junctor.simulator.protocol.Bodies;
import dev.junctor.simulator.protocol.Objection;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The tools that are offered, the choice among them, and what strict schemas must be. */
final class FunctionRules {
    private static final Set<String> MODES = Set.of("none", "auto", "required");
    private static final int LONGEST = 64;

    private FunctionRules() {}

    static void check(JsonNode asked) {
        Set<String> names = new HashSet<>();
        JsonNode tools = asked.path("tools");
        for (int i = 0; i < tools.size(); i++) {
            JsonNode tool = tools.path(i);
            String type = tool.path("type").asString("");
            if (type.isEmpty()) {
                throw Objections.missing("tools[" + i + "].type");
            }
            if (type.equals("function") || type.equals("custom")) {
                named(tool, i, names);
            }
        }
        choice(asked, names);
        format(asked.path("text").path("format"));
    }

    private static void named(JsonNode tool, int index, Set<String> names) {
        String at = "tools[" + index + "]";
        String name = tool.path("name").asString("");
        if (name.isEmpty()) {
            throw Objections.missing(at + ".name");
        }
        if (!name.matches("[a-zA-Z0-9_-]{1," + LONGEST + "}")) {
            throw Objections.value(
                    at + ".name",
                    "Invalid '"
                            + at
                            + ".name': string does not match pattern. Expected a string that"
                            + " matches the pattern '^[a-zA-Z0-9_-]+$'.");
        }
        names.add(name);
        if (tool.path("strict").asBoolean(false)) {
            strict(tool.path("parameters"), "()", at + ".parameters", "function '" + name + "'");
        }
    }

    private static void choice(JsonNode asked, Set<String> names) {
        JsonNode choice = asked.path("tool_choice");
        if (!Bodies.has(asked, "tool_choice")) {
            return;
        }
        if (choice.isString() && !MODES.contains(choice.stringValue())) {
            throw Objections.value(
                    "tool_choice",
                    "Invalid value: '"
                            + choice.stringValue()
                            + "'. Supported values are: 'none', 'auto' and 'required'.");
        }
        if (choice.path("function").isObject()) {
            throw new Objection(
                    Complaint.invalid(
                            "tool_choice.function",
                            "unknown_parameter",
                            "Unknown parameter: 'tool_choice.function'."));
        }
        String type = choice.path("type").asString("");
        String name = choice.path("name").asString("");
        boolean calls = type.equals("function") || type.equals("custom");
        if (calls && !names.contains(name)) {
            throw Objections.value(
                    "tool_choice", "Tool choice '" + name + "' not found in 'tools' parameter.");
        }
    }

    private static void format(JsonNode format) {
        if (!format.path("type").asString("").equals("json_schema")) {
            return;
        }
        String name = format.path("name").asString("");
        if (name.isEmpty()) {
            throw Objections.missing("text.format.name");
        }
        if (!format.path("schema").isObject()) {
            throw Objections.missing("text.format.schema");
        }
        if (format.path("strict").asBoolean(false)) {
            strict(
                    format.path("schema"),
                    "()",
                    "text.format.schema",
                    "response_format '" + name + "'");
        }
    }

    /** Every object says that it has no other properties and requires all that it has. */
    private static void strict(JsonNode schema, String context, String param, String what) {
        boolean object =
                schema.path("type").asString("").equals("object")
                        || schema.path("properties").isObject();
        if (object) {
            JsonNode more = schema.path("additionalProperties");
            if (!more.isBoolean() || more.booleanValue()) {
                throw invalid(
                        what,
                        context,
                        param,
                        "'additionalProperties' is required to be supplied and to be false.");
            }
            Set<String> required = new HashSet<>();
            schema.path("required").forEach(name -> required.add(name.asString("")));
            for (String name : schema.path("properties").propertyNames()) {
                if (!required.contains(name)) {
                    throw invalid(
                            what,
                            context,
                            param,
                            "'required' is required to be supplied and to be an array including"
                                    + " every key in properties. Missing '"
                                    + name
                                    + "'.");
                }
            }
        }
        for (String inner : new String[] {"properties", "$defs", "definitions"}) {
            schema.path(inner)
                    .properties()
                    .forEach(each ->
                            strict(
                                    each.getValue(),
                                    "('" + inner + "', '" + each.getKey() + "')",
                                    param,
                                    what));
        }
        if (schema.path("items").isObject()) {
            strict(schema.path("items"), "('items')", param, what);
        }
        for (JsonNode each : schema.path("anyOf")) {
            strict(each, "('anyOf')", param, what);
        }
    }

    private static Objection invalid(String what, String context, String param, String why) {
        return new Objection(
                Complaint.invalid(
                        param,
                        param.startsWith("tools")
                                ? "invalid_function_parameters"
                                : "invalid_json_schema",
                        "Invalid schema for " + what + ": In context=" + context + ", " + why));
    }
}
