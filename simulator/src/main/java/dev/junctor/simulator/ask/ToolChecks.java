package dev.junctor.simulator.ask;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The tools that are offered and the choice among them. */
final class ToolChecks {
    private ToolChecks() {}

    static Optional<Complaint> first(Ask ask) {
        JsonNode tools = ask.body().path("tools");
        if (tools.isMissingNode() || tools.isNull()) {
            return ask.body().path("tool_choice").isString()
                            && ask.body().path("tool_choice").stringValue().equals("required")
                    ? Optional.of(onlyWithTools())
                    : Optional.empty();
        }
        if (!tools.isArray()) {
            return Optional.of(Complaint.type("tools", "an array of objects"));
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < tools.size(); i++) {
            String type = tools.path(i).path("type").asString("");
            String name = tools.path(i).path(type).path("name").asString("");
            boolean known = type.equals("function") || type.equals("custom");
            if (known && name.isEmpty()) {
                String at = "tools[" + i + "]." + type + ".name";
                return Optional.of(
                        Complaint.invalid(
                                at,
                                "missing_required_parameter",
                                "Missing required parameter: '" + at + "'."));
            }
            names.add(name);
        }
        return choice(ask.body().path("tool_choice"), names);
    }

    private static Complaint onlyWithTools() {
        return Complaint.invalid(
                "tool_choice", "", "'tool_choice' is only allowed when 'tools' are specified.");
    }

    private static Optional<Complaint> choice(JsonNode choice, Set<String> names) {
        if (choice.isString()) {
            return Set.of("none", "auto", "required", "any").contains(choice.stringValue())
                    ? Optional.empty()
                    : Optional.of(Complaint.value("tool_choice", "none, auto or required"));
        }
        String type = choice.path("type").asString("");
        String name = choice.path(type).path("name").asString("");
        return name.isEmpty() || names.contains(name)
                ? Optional.empty()
                : Optional.of(
                        Complaint.invalid(
                                "tool_choice",
                                "invalid_value",
                                "Tool choice '" + name + "' not found in 'tools' parameter."));
    }
}
