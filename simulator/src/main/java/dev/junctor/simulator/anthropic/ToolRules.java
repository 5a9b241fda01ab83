package dev.junctor.simulator.anthropic;

import dev.junctor.simulator.ask.Ask;
import dev.junctor.simulator.protocol.Bodies;
import dev.junctor.simulator.protocol.Objection;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The tools that are offered and the choice among them. */
final class ToolRules {
    private ToolRules() {}

    /** Whether a tool is the client's own rather than one that Anthropic defines. */
    static boolean isClients(JsonNode tool) {
        String type = tool.path("type").asString("custom");
        return type.equals("custom");
    }

    static boolean isName(String name) {
        return name.matches("[a-zA-Z0-9_-]{1,128}");
    }

    static void check(Ask ask) {
        JsonNode tools = ask.original().path("tools");
        Set<String> names = new HashSet<>();
        for (int i = 0; i < tools.size(); i++) {
            JsonNode tool = tools.path(i);
            String at = "tools." + i;
            String name = tool.path("name").asString("");
            if (isClients(tool)) {
                own(tool, name, at + ".custom");
            }
            if (!name.isEmpty() && !names.add(name)) {
                throw Objection.invalid("tools: Tool names must be unique.");
            }
        }
        choice(ask.original(), names);
    }

    private static void own(JsonNode tool, String name, String at) {
        if (!isName(name)) {
            throw Objection.invalid(
                    at + ".name: String should match pattern '^[a-zA-Z0-9_-]{1,128}$'");
        }
        JsonNode schema = tool.path("input_schema");
        if (!schema.isObject()) {
            throw Objection.invalid(at + ".input_schema: Field required");
        }
        if (!schema.path("type").asString("").equals("object")) {
            throw Objection.invalid(at + ".input_schema.type: Input should be 'object'");
        }
        for (String combination : new String[] {"oneOf", "anyOf", "allOf"}) {
            if (Bodies.has(schema, combination)) {
                throw Objection.invalid(
                        at
                                + ".input_schema: input_schema does not support oneOf, allOf, or"
                                + " anyOf at the top level");
            }
        }
    }

    private static void choice(JsonNode asked, Set<String> names) {
        JsonNode choice = asked.path("tool_choice");
        if (!Bodies.has(asked, "tool_choice")) {
            return;
        }
        String type = choice.path("type").asString("");
        if (!Set.of("auto", "any", "tool", "none").contains(type)) {
            throw Objection.invalid(
                    "tool_choice: Input tag '"
                            + type
                            + "' found using 'type' does not match any of the expected tags:"
                            + " 'auto', 'any', 'tool', 'none'");
        }
        if (names.isEmpty() && !asked.path("tools").isArray()) {
            throw Objection.invalid("tool_choice: may only be specified while providing tools");
        }
        String name = choice.path("name").asString("");
        if (type.equals("tool") && !names.contains(name)) {
            throw Objection.invalid("Tool '" + name + "' not found in provided tools");
        }
    }
}
