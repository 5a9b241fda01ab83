package dev.junctor.core.dialect.openairesponses;

import dev.junctor.core.chat.Conversation;
import dev.junctor.core.chat.Tool;
import dev.junctor.core.chat.ToolChoice;
import dev.junctor.core.dialect.ForeignReport;
import dev.junctor.core.dialect.Losses;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes tools in the caller's order, and the choice of them. */
final class ToolEncoder {
    private final Losses losses;

    ToolEncoder(Losses losses) {
        this.losses = losses;
    }

    void tools(List<Tool> tools, ObjectNode json) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (Tool tool : tools) {
            if (tool.aside().origin().isOf(OpenAiResponsesCodec.DIALECT)) {
                list.add(tool.aside().origin().json());
                continue;
            }
            losses.unread(tool.aside().origin());
            if (tool.aside().cache().isPresent()) {
                losses.dropped(
                        tool.aside().origin().below("cache_control"),
                        "tools have no marks of their own; they are cached with what follows");
            }
            switch (tool) {
                case Tool.Function function -> function(function, list.addObject());
                case Tool.Custom custom -> custom(custom, list.addObject());
                case Tool.Hosted hosted -> ForeignReport.dropped(hosted, losses);
            }
        }
        if (!list.isEmpty()) {
            json.set("tools", list);
        }
    }

    /** Unsaid, {@code strict} would be on here and off where the tool comes from. */
    private static void function(Tool.Function tool, ObjectNode entry) {
        entry.put("type", "function").put("name", tool.name());
        if (!tool.description().isEmpty()) {
            entry.put("description", tool.description());
        }
        if (tool.parameters().isMissingNode()) {
            entry.putNull("parameters");
        } else {
            entry.set("parameters", tool.parameters());
        }
        entry.put("strict", tool.strict() == Tool.Strict.ON);
    }

    private static void custom(Tool.Custom tool, ObjectNode entry) {
        entry.put("type", "custom").put("name", tool.name());
        if (!tool.description().isEmpty()) {
            entry.put("description", tool.description());
        }
        if (tool.format() instanceof ObjectNode format) {
            entry.set("format", flat(format));
        }
    }

    /** In chat a grammar stands in an object of its own. */
    private static ObjectNode flat(ObjectNode format) {
        if (!(format.path("grammar") instanceof ObjectNode grammar)) {
            return format;
        }
        ObjectNode flat = JsonNodeFactory.instance.objectNode().put("type", "grammar");
        flat.setAll(grammar);
        return flat;
    }

    void choice(Conversation asked, ObjectNode json) {
        ToolChoice choice = asked.toolChoice();
        if (!json.has("tools")) {
            if (choice.mode() != ToolChoice.Mode.UNSAID && !asked.tools().isEmpty()) {
                losses.dropped(choice.path(), "none of the tools could be sent");
            }
            return;
        }
        switch (choice.mode()) {
            case UNSAID -> {}
            case NONE -> json.put("tool_choice", "none");
            case AUTO, REQUIRED -> {
                String mode = choice.mode() == ToolChoice.Mode.AUTO ? "auto" : "required";
                if (choice.names().isEmpty()) {
                    json.put("tool_choice", mode);
                } else if (choice.names().size() == 1 && mode.equals("required")) {
                    named(choice.names().getFirst(), asked.tools(), json.putObject("tool_choice"));
                } else {
                    ObjectNode allowed = json.putObject("tool_choice").put("type", "allowed_tools");
                    ArrayNode tools = allowed.put("mode", mode).putArray("tools");
                    choice.names().forEach(name -> named(name, asked.tools(), tools.addObject()));
                }
            }
        }
        if (choice.parallel() != ToolChoice.Parallel.UNSAID) {
            json.put("parallel_tool_calls", choice.parallel() == ToolChoice.Parallel.ALLOWED);
        }
    }

    private static void named(String name, List<Tool> tools, ObjectNode to) {
        boolean custom =
                tools.stream().anyMatch(t -> t instanceof Tool.Custom && t.name().equals(name));
        to.put("type", custom ? "custom" : "function").put("name", name);
    }
}
