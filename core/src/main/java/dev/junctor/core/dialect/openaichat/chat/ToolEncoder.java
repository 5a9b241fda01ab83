package dev.junctor.core.dialect.openaichat.chat;

import dev.junctor.core.chat.Conversation;
import dev.junctor.core.chat.Part;
import dev.junctor.core.chat.Tool;
import dev.junctor.core.chat.ToolChoice;
import dev.junctor.core.dialect.Ability;
import dev.junctor.core.dialect.CallIds;
import dev.junctor.core.dialect.ForeignReport;
import dev.junctor.core.dialect.Losses;
import dev.junctor.core.dialect.Target;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes tools in the caller's order, the choice of them, and calls. */
final class ToolEncoder {
    private final Target target;
    private final Losses losses;

    ToolEncoder(Target target, Losses losses) {
        this.target = target;
        this.losses = losses;
    }

    void tools(List<Tool> tools, ObjectNode json) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (Tool tool : tools) {
            if (tool.aside().origin().isOf(OpenAiChatCodec.DIALECT)) {
                String path = tool.aside().origin().path();
                if (path.startsWith("tools[")) {
                    list.add(tool.aside().origin().json());
                    continue;
                }
                if (path.equals("web_search_options")) {
                    json.set(path, tool.aside().origin().json());
                    continue;
                }
            }
            losses.unread(tool.aside().origin());
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

    private void function(Tool.Function tool, ObjectNode entry) {
        ObjectNode function = entry.put("type", "function").putObject("function");
        function.put("name", tool.name());
        if (!tool.description().isEmpty()) {
            function.put("description", tool.description());
        }
        if (!tool.parameters().isMissingNode()) {
            function.set("parameters", tool.parameters());
        }
        if (tool.strict() != Tool.Strict.UNSAID) {
            function.put("strict", tool.strict() == Tool.Strict.ON);
        }
        String path = tool.aside().origin().path();
        ContentEncoder.mark(entry, tool.aside().cache(), path, target, losses);
    }

    private static void custom(Tool.Custom tool, ObjectNode entry) {
        ObjectNode custom = entry.put("type", "custom").putObject("custom");
        custom.put("name", tool.name());
        if (!tool.description().isEmpty()) {
            custom.put("description", tool.description());
        }
        if (!tool.format().isMissingNode()) {
            custom.set("format", tool.format());
        }
    }

    void choice(Conversation asked, ObjectNode json) {
        ToolChoice choice = asked.toolChoice();
        if (!json.has("tools")) {
            if (choice.mode() != ToolChoice.Mode.UNSAID && !asked.tools().isEmpty()) {
                losses.dropped(choice.path(), "none of the tools could be sent");
            }
            return; // a choice without tools is refused
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
                    ObjectNode allowed =
                            json.putObject("tool_choice")
                                    .put("type", "allowed_tools")
                                    .putObject("allowed_tools");
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
        String type = custom ? "custom" : "function";
        to.put("type", type).putObject(type).put("name", name);
    }

    /** The id as the provider takes it. */
    static String id(String id, Target target) {
        return target.can(Ability.SHORT_CALL_IDS) ? CallIds.nine(id) : id;
    }

    /** Writes one call of an earlier answer. */
    static void call(Part.ToolCall call, Target target, Losses losses, ObjectNode entry) {
        if (call.aside().origin().isOf(OpenAiChatCodec.DIALECT)
                && !target.can(Ability.SHORT_CALL_IDS)) {
            entry.setAll(call.aside().origin().json());
            return;
        }
        losses.unread(call.aside().origin());
        if (call.aside().cache().isPresent()) {
            losses.dropped(call.aside().origin().path(), "a call takes no breakpoint of a cache");
        }
        entry.put("id", id(call.id(), target));
        switch (call.kind()) {
            case FUNCTION ->
                    entry.put("type", "function")
                            .putObject("function")
                            .put("name", call.name())
                            .put("arguments", call.input().isEmpty() ? "{}" : call.input());
            case CUSTOM ->
                    entry.put("type", "custom")
                            .putObject("custom")
                            .put("name", call.name())
                            .put("input", call.input());
        }
    }
}
