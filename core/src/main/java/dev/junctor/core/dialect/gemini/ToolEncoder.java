package dev.junctor.core.dialect.gemini;

import dev.junctor.core.chat.Conversation;
import dev.junctor.core.chat.OutputFormat;
import dev.junctor.core.chat.Tool;
import dev.junctor.core.chat.ToolChoice;
import dev.junctor.core.chat.ToolChoice.Mode;
import dev.junctor.core.chat.ToolChoice.Parallel;
import dev.junctor.core.dialect.ForeignReport;
import dev.junctor.core.dialect.Losses;
import dev.junctor.core.dialect.MadeTool;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes tools in the caller's order and the choice of them. Arguments are described by {@code parametersJsonSchema},
 * which takes what the older {@code parameters} refuse ({@code $schema}, {@code additionalProperties}, {@code const}).
 */
final class ToolEncoder {
    /** What a schema of no arguments may say. */
    private static final Set<String> PLAIN =
            Set.of("type", "properties", "required", "$schema", "title", "description");

    private final Conversation asked;
    private final Losses losses;
    private final ArrayNode functions = JsonNodeFactory.instance.arrayNode();
    private final ArrayNode tools = JsonNodeFactory.instance.arrayNode();

    /** Whether a tool stands for the answer's schema. */
    enum Made {
        YES,
        NO
    }

    ToolEncoder(Conversation asked, Losses losses) {
        this.asked = asked;
        this.losses = losses;
    }

    void encode(ObjectNode json, Made made) {
        ToolChoice choice = asked.toolChoice();
        boolean subset = choice.mode() == Mode.AUTO && !choice.names().isEmpty();
        if (subset) {
            losses.approximated(choice.path(), "only the allowed tools are sent");
        }
        for (Tool tool : asked.tools()) {
            if (!subset || choice.names().contains(tool.name())) {
                tool(tool);
            }
        }
        if (made == Made.YES && asked.format() instanceof OutputFormat.JsonSchema schema) {
            losses.approximated(schema.path(), "the answer's schema is asked for as a call");
            head(MadeTool.NAME, "Gives the answer.").set("parametersJsonSchema", schema.schema());
        }
        if (!functions.isEmpty()) {
            tools.insertObject(0).set("functionDeclarations", functions);
        }
        if (!tools.isEmpty()) {
            json.set("tools", tools);
        }
        if (!functions.isEmpty()) {
            choice(json, made);
        }
    }

    private void tool(Tool tool) {
        if (tool instanceof Tool.Hosted && tool.aside().origin().isOf(Gemini.NAME)) {
            tools.add(tool.aside().origin().json());
            return;
        }
        if (tool.aside().origin().isOf(Gemini.NAME)) {
            functions.add(tool.aside().origin().json());
            return;
        }
        losses.unread(tool.aside().origin());
        String path = tool.aside().origin().path();
        switch (tool) {
            case Tool.Function function -> {
                ObjectNode json = head(function.name(), function.description());
                if (takesArguments(function.parameters())) {
                    json.set("parametersJsonSchema", function.parameters());
                }
                if (function.strict() == Tool.Strict.ON) {
                    losses.dropped(path, "that arguments fit strictly cannot be asked for");
                }
            }
            case Tool.Custom custom -> {
                losses.approximated(path, "free text is asked for as one string");
                ObjectNode schema =
                        head(custom.name(), custom.description()).putObject("parametersJsonSchema");
                schema.put("type", "object");
                schema.putObject("properties").putObject("input").put("type", "string");
                schema.putArray("required").add("input");
            }
            case Tool.Hosted hosted -> ForeignReport.dropped(hosted, losses);
        }
        if (tool.aside().cache().isPresent()) {
            losses.dropped(
                    tool.aside().origin().below("cache_control"),
                    "the provider finds what it cached by itself");
        }
    }

    /** A description is wanted; the name stands for one that is missing. */
    private ObjectNode head(String name, String description) {
        return functions
                .addObject()
                .put("name", name)
                .put("description", description.isEmpty() ? name : description);
    }

    /** An object without properties is refused by older models; a function without arguments describes none. */
    private static boolean takesArguments(JsonNode parameters) {
        boolean bare =
                parameters.path("properties").isEmpty()
                        && parameters.path("type").asString("object").equals("object")
                        && PLAIN.containsAll(parameters.propertyNames());
        return parameters.isObject() && !bare;
    }

    private void choice(ObjectNode json, Made made) {
        ToolChoice choice = asked.toolChoice();
        if (choice.parallel() == Parallel.FORBIDDEN) {
            losses.dropped(choice.path(), "that calls come one at a time cannot be asked for");
        }
        ObjectNode calling = JsonNodeFactory.instance.objectNode();
        if (made == Made.YES) {
            calling.put("mode", "ANY");
            if (asked.tools().isEmpty()) {
                calling.putArray("allowedFunctionNames").add(MadeTool.NAME);
            }
        } else {
            switch (choice.mode()) {
                case UNSAID -> {}
                case AUTO -> calling.put("mode", "AUTO");
                case NONE -> calling.put("mode", "NONE");
                case REQUIRED -> {
                    calling.put("mode", "ANY");
                    if (!choice.names().isEmpty()) {
                        ArrayNode names = calling.putArray("allowedFunctionNames");
                        choice.names().forEach(names::add);
                    }
                }
            }
        }
        if (!calling.isEmpty()) {
            json.putObject("toolConfig").set("functionCallingConfig", calling);
        }
    }
}
