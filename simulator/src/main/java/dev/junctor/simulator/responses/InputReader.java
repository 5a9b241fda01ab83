package dev.junctor.simulator.responses;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Puts a request into the words of OpenAI's chat, in which the fleet thinks; it judges nothing. */
final class InputReader {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final JsonNode asked;
    private final ObjectNode chat = JSON.objectNode();

    InputReader(JsonNode asked) {
        this.asked = asked;
    }

    ObjectNode chat() {
        for (String same :
                List.of("model", "stream", "parallel_tool_calls", "service_tier", "simulator")) {
            copy(asked, same, chat, same);
        }
        copy(asked, "max_output_tokens", chat, "max_tokens");
        copy(asked.path("reasoning"), "effort", chat, "reasoning_effort");
        chat.putObject("stream_options").put("include_usage", true);
        JsonNode format = asked.path("text").path("format");
        switch (format.path("type").asString("")) {
            case "json_schema" -> {
                ObjectNode out = chat.putObject("response_format").put("type", "json_schema");
                copy(format, "schema", out.putObject("json_schema"), "schema");
            }
            case "json_object" -> chat.putObject("response_format").put("type", "json_object");
            default -> {}
        }
        messages();
        tools();
        choice(asked.path("tool_choice"));
        return chat;
    }

    private static void copy(JsonNode from, String name, ObjectNode to, String as) {
        JsonNode value = from.path(name);
        if (!value.isMissingNode() && !value.isNull()) {
            to.set(as, value);
        }
    }

    private void messages() {
        ArrayNode messages = chat.putArray("messages");
        if (asked.path("instructions").isString()) {
            messages.addObject()
                    .put("role", "system")
                    .put("content", asked.path("instructions").stringValue());
        }
        JsonNode input = asked.path("input");
        if (input.isString()) {
            messages.addObject().put("role", "user").put("content", input.stringValue());
        }
        for (JsonNode item : input) {
            item(item, messages);
        }
    }

    private static void item(JsonNode item, ArrayNode messages) {
        switch (item.path("type").asString("message")) {
            case "message" ->
                    messages.addObject()
                            .put("role", item.path("role").asString("user"))
                            .set("content", parts(item.path("content")));
            case "function_call" -> call(item, "function", "arguments", "arguments", messages);
            case "custom_tool_call" -> call(item, "custom", "input", "input", messages);
            case "function_call_output", "custom_tool_call_output" ->
                    messages.addObject()
                            .put("role", "tool")
                            .put("tool_call_id", item.path("call_id").asString(""))
                            .set("content", parts(item.path("output")));
            default -> {}
        }
    }

    /** Calls that follow one another belong to one message. */
    private static void call(
            JsonNode item, String kind, String said, String as, ArrayNode messages) {
        JsonNode last = messages.path(messages.size() - 1);
        ObjectNode message =
                last instanceof ObjectNode object && object.has("tool_calls")
                        ? object
                        : messages.addObject().put("role", "assistant");
        ArrayNode calls =
                message.path("tool_calls") instanceof ArrayNode known
                        ? known
                        : message.putArray("tool_calls");
        calls.addObject()
                .put("id", item.path("call_id").asString(""))
                .put("type", kind)
                .putObject(kind)
                .put("name", item.path("name").asString(""))
                .put(as, item.path(said).asString(""));
    }

    private static JsonNode parts(JsonNode content) {
        if (content.isString()) {
            return content;
        }
        ArrayNode parts = JSON.arrayNode();
        for (JsonNode part : content) {
            switch (part.path("type").asString("")) {
                case "input_image" ->
                        parts.addObject()
                                .put("type", "image_url")
                                .putObject("image_url")
                                .put("url", part.path("image_url").asString(""))
                                .put("detail", part.path("detail").asString("auto"));
                case "input_file" ->
                        parts.addObject()
                                .put("type", "file")
                                .putObject("file")
                                .put("file_data", part.path("file_data").asString(""));
                default ->
                        parts.addObject()
                                .put("type", "text")
                                .put("text", part.path("text").asString(""));
            }
        }
        return parts;
    }

    private void tools() {
        JsonNode tools = asked.path("tools");
        if (!tools.isArray()) {
            return;
        }
        ArrayNode offered = chat.putArray("tools");
        for (JsonNode tool : tools) {
            String type = tool.path("type").asString("");
            ObjectNode one = offered.addObject().put("type", type);
            if (type.equals("function") || type.equals("custom")) {
                ObjectNode definition = one.putObject(type);
                for (String name : List.of("name", "description", "parameters", "format")) {
                    copy(tool, name, definition, name);
                }
            }
        }
    }

    private void choice(JsonNode choice) {
        if (choice.isString()) {
            chat.put("tool_choice", choice.stringValue());
            return;
        }
        String type = choice.path("type").asString("");
        switch (type) {
            case "function", "custom" -> chat.set("tool_choice", named(choice, type));
            case "allowed_tools" -> {
                ObjectNode allowed =
                        chat.putObject("tool_choice").put("type", type).putObject(type);
                allowed.put("mode", choice.path("mode").asString("auto"));
                ArrayNode tools = allowed.putArray("tools");
                choice.path("tools")
                        .forEach(tool -> tools.add(named(tool, tool.path("type").asString(""))));
            }
            default -> {}
        }
    }

    private static ObjectNode named(JsonNode tool, String type) {
        ObjectNode named = JSON.objectNode().put("type", type);
        named.putObject(type).put("name", tool.path("name").asString(""));
        return named;
    }
}
