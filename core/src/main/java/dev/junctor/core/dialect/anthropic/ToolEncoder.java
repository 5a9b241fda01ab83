package dev.junctor.core.dialect.anthropic;

import dev.junctor.core.chat.Conversation;
import dev.junctor.core.chat.OutputFormat;
import dev.junctor.core.chat.Tool;
import dev.junctor.core.chat.ToolChoice;
import dev.junctor.core.chat.ToolChoice.Mode;
import dev.junctor.core.chat.ToolChoice.Parallel;
import dev.junctor.core.dialect.ForeignReport;
import dev.junctor.core.dialect.Losses;
import dev.junctor.core.dialect.MadeTool;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes tools in the caller's order and the choice of them. */
final class ToolEncoder {
    private final Conversation asked;
    private final Losses losses;

    /** Whether a tool stands for the answer's schema. */
    enum Made {
        YES,
        NO
    }

    /** Whether the model will think: then it cannot be forced to call. */
    enum Thoughts {
        ON,
        OFF
    }

    ToolEncoder(Conversation asked, Losses losses) {
        this.asked = asked;
        this.losses = losses;
    }

    void encode(ObjectNode json, Made made, Thoughts thoughts) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        ToolChoice choice = asked.toolChoice();
        boolean subset =
                choice.names().size() > 1
                        || (choice.mode() == Mode.AUTO && !choice.names().isEmpty());
        if (subset) {
            losses.approximated(choice.path(), "only the allowed tools are sent");
        }
        for (Tool tool : asked.tools()) {
            if (!subset || choice.names().contains(tool.name())) {
                tool(tool, list);
            }
        }
        if (made == Made.YES && asked.format() instanceof OutputFormat.JsonSchema schema) {
            losses.approximated(schema.path(), "the answer's schema is asked for as a call");
            list.addObject()
                    .put("name", MadeTool.NAME)
                    .put("description", "Gives the answer.")
                    .set("input_schema", schema(schema.schema()));
        }
        if (list.isEmpty()) {
            return; // a choice without tools is refused
        }
        json.set("tools", list);
        if (made == Made.YES) {
            forced(json, thoughts, asked.tools().isEmpty());
        } else {
            choice(json, thoughts);
        }
    }

    private void tool(Tool tool, ArrayNode list) {
        if (tool.aside().origin().isOf(AnthropicCodec.DIALECT)) {
            list.addObject().setAll(tool.aside().origin().json()); // marks may be taken from it
            return;
        }
        losses.unread(tool.aside().origin());
        switch (tool) {
            case Tool.Function function -> {
                ObjectNode json = head(function.name(), function.description(), list);
                json.set("input_schema", schema(function.parameters()));
                if (function.strict() == Tool.Strict.ON) {
                    json.put("strict", true);
                }
                mark(tool, json);
            }
            case Tool.Custom custom -> {
                losses.approximated(
                        custom.aside().origin().path(), "free text is asked for as one string");
                ObjectNode schema = head(custom.name(), custom.description(), list);
                mark(tool, schema);
                ObjectNode input = schema.putObject("input_schema").put("type", "object");
                input.putObject("properties").putObject("input").put("type", "string");
                input.putArray("required").add("input");
            }
            case Tool.Hosted hosted -> ForeignReport.dropped(hosted, losses);
        }
    }

    private void mark(Tool tool, ObjectNode json) {
        String path = tool.aside().origin().path();
        CacheMarks.put(json, tool.aside().cache(), path, losses);
    }

    private static ObjectNode head(String name, String description, ArrayNode list) {
        ObjectNode json = list.addObject().put("name", name);
        if (!description.isEmpty()) {
            json.put("description", description);
        }
        return json;
    }

    /** A schema must be there and say that it is one of an object. */
    private static JsonNode schema(JsonNode parameters) {
        if (parameters instanceof ObjectNode object && object.has("type")) {
            return object;
        }
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        if (parameters instanceof ObjectNode object) {
            return schema.setAll(object);
        }
        schema.putObject("properties");
        return schema;
    }

    private void forced(ObjectNode json, Thoughts thoughts, boolean alone) {
        ObjectNode choice = json.putObject("tool_choice");
        if (thoughts == Thoughts.ON) {
            choice.put("type", "auto");
        } else if (alone) {
            choice.put("type", "tool").put("name", MadeTool.NAME);
        } else {
            choice.put("type", "any");
        }
    }

    private void choice(ObjectNode json, Thoughts thoughts) {
        ToolChoice choice = asked.toolChoice();
        boolean force = choice.mode() == Mode.REQUIRED;
        if (force && thoughts == Thoughts.ON) {
            losses.approximated(choice.path(), "a model that thinks cannot be forced to call");
            force = false;
        }
        if (choice.mode() == Mode.NONE) {
            json.putObject("tool_choice").put("type", "none");
        } else if (force && choice.names().size() == 1) {
            json.putObject("tool_choice")
                    .put("type", "tool")
                    .put("name", choice.names().getFirst());
        } else if (force) {
            json.putObject("tool_choice").put("type", "any");
        } else if (choice.mode() != Mode.UNSAID || choice.parallel() == Parallel.FORBIDDEN) {
            json.putObject("tool_choice").put("type", "auto");
        }
        boolean takes = json.has("tool_choice") && choice.mode() != Mode.NONE;
        if (takes && choice.parallel() != Parallel.UNSAID) {
            json.withObject("tool_choice")
                    .put("disable_parallel_tool_use", choice.parallel() == Parallel.FORBIDDEN);
        }
    }
}
