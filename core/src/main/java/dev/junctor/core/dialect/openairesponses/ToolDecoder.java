package dev.junctor.core.dialect.openairesponses;

import dev.junctor.core.chat.Aside;
import dev.junctor.core.chat.Tool;
import dev.junctor.core.chat.ToolChoice;
import dev.junctor.core.chat.ToolChoice.Mode;
import dev.junctor.core.chat.ToolChoice.Parallel;
import dev.junctor.core.dialect.Malformed;
import dev.junctor.core.dialect.Reading;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads tools, where functions are flat, and the choice of them. */
final class ToolDecoder {
    private ToolDecoder() {}

    static List<Tool> tools(Reading request) {
        List<Tool> tools = new ArrayList<>();
        List<JsonNode> listed = request.list("tools");
        for (int i = 0; i < listed.size(); i++) {
            tools.add(tool(request.element("tools", i, listed.get(i))));
        }
        return tools;
    }

    private static Tool tool(Reading tool) {
        String type = tool.required("type");
        return switch (type) {
            case "function" -> {
                String name = tool.required("name");
                String description = tool.text("description");
                JsonNode parameters = tool.take("parameters");
                var strict = RequestDecoder.strict(tool);
                yield new Tool.Function(
                        name, description, parameters, strict, Aside.of(tool.origin()));
            }
            case "custom" -> {
                String name = tool.required("name");
                String description = tool.text("description");
                JsonNode format = tool.take("format");
                yield new Tool.Custom(name, description, format, Aside.of(tool.origin()));
            }
            default -> {
                tool.json().propertyNames().forEach(tool::known);
                yield new Tool.Hosted(type, Aside.of(tool.origin()));
            }
        };
    }

    static ToolChoice choice(Reading request) {
        Parallel parallel = Parallel.UNSAID;
        if (request.has("parallel_tool_calls")) {
            parallel =
                    request.isTrue("parallel_tool_calls") ? Parallel.ALLOWED : Parallel.FORBIDDEN;
        }
        request.known("parallel_tool_calls");
        String field = "tool_choice";
        JsonNode said = request.json().path(field);
        if (!request.has(field)) {
            String path = parallel == Parallel.UNSAID ? "" : "parallel_tool_calls";
            return new ToolChoice(Mode.UNSAID, List.of(), parallel, path);
        }
        if (said.isString()) {
            return new ToolChoice(mode(request.text(field)), List.of(), parallel, field);
        }
        return switch (said.path("type").asString("")) {
            case "function", "custom" -> {
                var named = request.object(field);
                named.known("type");
                String name = named.required("name");
                yield new ToolChoice(Mode.REQUIRED, List.of(name), parallel, field);
            }
            case "allowed_tools" -> allowed(request, parallel, field);
            // a hosted tool: only its own protocol can ask for it
            default -> new ToolChoice(Mode.UNSAID, List.of(), parallel, "");
        };
    }

    private static ToolChoice allowed(Reading request, Parallel parallel, String field) {
        request.take(field);
        JsonNode said = request.json().path(field);
        List<String> names = new ArrayList<>();
        for (JsonNode tool : said.path("tools")) {
            if (tool.path("name").isString()) {
                names.add(tool.path("name").asString());
            }
        }
        return new ToolChoice(mode(said.path("mode").asString("")), names, parallel, field);
    }

    private static Mode mode(String word) {
        return switch (word) {
            case "auto" -> Mode.AUTO;
            case "none" -> Mode.NONE;
            case "required" -> Mode.REQUIRED;
            default ->
                    throw new Malformed(
                            "tool_choice",
                            "'tool_choice' must be auto, none, required or name a tool.");
        };
    }
}
