package dev.junctor.core.dialect.anthropic;

import dev.junctor.core.chat.Aside;
import dev.junctor.core.chat.CacheMark;
import dev.junctor.core.chat.Tool;
import dev.junctor.core.chat.ToolChoice;
import dev.junctor.core.chat.ToolChoice.Mode;
import dev.junctor.core.chat.ToolChoice.Parallel;
import dev.junctor.core.dialect.Malformed;
import dev.junctor.core.dialect.Reading;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads tools and the choice of them. */
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
        String type = tool.text("type");
        CacheMark mark = BlockDecoder.mark(tool);
        if (!type.isEmpty() && !type.equals("custom")) {
            tool.json().propertyNames().forEach(tool::known);
            return new Tool.Hosted(type, Aside.of(tool.origin()).with(mark));
        }
        String name = tool.required("name");
        String description = tool.text("description");
        JsonNode schema = tool.take("input_schema");
        Tool.Strict strict = Tool.Strict.UNSAID;
        if (tool.has("strict")) {
            strict = tool.isTrue("strict") ? Tool.Strict.ON : Tool.Strict.OFF;
        }
        tool.known("strict");
        Aside aside = Aside.of(tool.origin()).with(mark);
        return new Tool.Function(name, description, schema, strict, aside);
    }

    static ToolChoice choice(Reading request) {
        if (!request.has("tool_choice")) {
            request.known("tool_choice");
            return ToolChoice.UNSAID;
        }
        Reading choice = request.object("tool_choice");
        Parallel parallel = Parallel.UNSAID;
        if (choice.has("disable_parallel_tool_use")) {
            parallel =
                    choice.isTrue("disable_parallel_tool_use")
                            ? Parallel.FORBIDDEN
                            : Parallel.ALLOWED;
        }
        choice.known("disable_parallel_tool_use");
        String field = "tool_choice";
        return switch (choice.required("type")) {
            case "auto" -> new ToolChoice(Mode.AUTO, List.of(), parallel, field);
            case "any" -> new ToolChoice(Mode.REQUIRED, List.of(), parallel, field);
            case "none" -> new ToolChoice(Mode.NONE, List.of(), parallel, field);
            case "tool" ->
                    new ToolChoice(
                            Mode.REQUIRED, List.of(choice.required("name")), parallel, field);
            default ->
                    throw new Malformed(
                            "tool_choice.type",
                            "'tool_choice.type' must be auto, any, tool or none.");
        };
    }
}
