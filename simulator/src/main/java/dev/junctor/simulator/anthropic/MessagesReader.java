package dev.junctor.simulator.anthropic;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Puts a request into the words of OpenAI's chat, in which the fleet thinks; it judges nothing. */
final class MessagesReader {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final JsonNode asked;
    private final ObjectNode chat = JSON.objectNode();

    MessagesReader(JsonNode asked) {
        this.asked = asked;
    }

    ObjectNode chat() {
        for (String same : List.of("model", "max_tokens", "stream", "service_tier", "simulator")) {
            copy(asked, same, chat, same);
        }
        copy(asked, "stop_sequences", chat, "stop");
        chat.putObject("stream_options").put("include_usage", true);
        thinking(asked.path("thinking").path("type").asString("disabled"));
        JsonNode format = asked.path("output_config").path("format");
        if (format.isObject()) {
            ObjectNode out = chat.putObject("response_format").put("type", "json_schema");
            copy(format, "schema", out.putObject("json_schema"), "schema");
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

    /** Nobody thinks who was not asked to. */
    private void thinking(String type) {
        if (type.equals("disabled")) {
            chat.putObject("reasoning").put("enabled", false);
            return;
        }
        copy(asked, "thinking", chat, "thinking");
        if (type.equals("adaptive")) {
            copy(asked.path("output_config"), "effort", chat, "reasoning_effort");
        }
    }

    private void messages() {
        ArrayNode messages = chat.putArray("messages");
        JsonNode system = asked.path("system");
        if (system.isString() || system.isArray()) {
            messages.addObject().put("role", "system").set("content", parts(system));
        }
        for (JsonNode message : asked.path("messages")) {
            switch (message.path("role").asString("")) {
                case "assistant" -> assistant(message.path("content"), messages);
                case "system" ->
                        messages.addObject()
                                .put("role", "system")
                                .set("content", parts(message.path("content")));
                default -> user(message.path("content"), messages);
            }
        }
    }

    private static void user(JsonNode content, ArrayNode messages) {
        ArrayNode rest = JSON.arrayNode();
        for (JsonNode block : content) {
            if (block.path("type").asString("").equals("tool_result")) {
                ObjectNode result = messages.addObject().put("role", "tool");
                result.put("tool_call_id", block.path("tool_use_id").asString(""));
                ArrayNode told = parts(block.path("content"));
                if (block.path("cache_control").isObject()) {
                    told.addObject().put("type", "text").set("cache_control", JSON.objectNode());
                }
                result.set("content", told);
            } else {
                part(block, rest);
            }
        }
        if (content.isString()) {
            rest.addObject().put("type", "text").put("text", content.stringValue());
        }
        if (!rest.isEmpty()) {
            messages.addObject().put("role", "user").set("content", rest);
        }
    }

    private static void assistant(JsonNode content, ArrayNode messages) {
        ObjectNode message = messages.addObject().put("role", "assistant");
        message.set("content", parts(content));
        ArrayNode calls = JSON.arrayNode();
        for (JsonNode block : content) {
            if (block.path("type").asString("").equals("tool_use")) {
                ObjectNode call =
                        calls.addObject()
                                .put("id", block.path("id").asString(""))
                                .put("type", "function");
                call.putObject("function")
                        .put("name", block.path("name").asString(""))
                        .put("arguments", block.path("input").toString());
            }
        }
        if (!calls.isEmpty()) {
            message.set("tool_calls", calls);
        }
    }

    private static ArrayNode parts(JsonNode content) {
        ArrayNode parts = JSON.arrayNode();
        if (content.isString()) {
            parts.addObject().put("type", "text").put("text", content.stringValue());
        }
        content.forEach(block -> part(block, parts));
        return parts;
    }

    private static void part(JsonNode block, ArrayNode parts) {
        ObjectNode part;
        switch (block.path("type").asString("")) {
            case "image" -> {
                part = parts.addObject().put("type", "image_url");
                JsonNode source = block.path("source");
                part.putObject("image_url").put("url", source.path("url").asString(data(source)));
            }
            case "document" -> {
                part = parts.addObject().put("type", "file");
                part.putObject("file").put("file_data", data(block.path("source")));
            }
            case "thinking", "redacted_thinking", "tool_use" -> {
                return;
            }
            default -> {
                part = parts.addObject().put("type", "text");
                part.put("text", block.path("text").asString(""));
            }
        }
        copy(block, "cache_control", part, "cache_control");
    }

    private static String data(JsonNode source) {
        return source.path("data").asString("");
    }

    private void tools() {
        JsonNode tools = asked.path("tools");
        if (!tools.isArray()) {
            return;
        }
        ArrayNode offered = chat.putArray("tools");
        for (JsonNode tool : tools) {
            ObjectNode one = offered.addObject();
            if (ToolRules.isClients(tool)) {
                ObjectNode function = one.put("type", "function").putObject("function");
                copy(tool, "name", function, "name");
                copy(tool, "description", function, "description");
                copy(tool, "input_schema", function, "parameters");
            } else {
                copy(tool, "type", one, "type");
            }
            copy(tool, "cache_control", one, "cache_control");
        }
    }

    private void choice(JsonNode choice) {
        switch (choice.path("type").asString("")) {
            case "any" -> chat.put("tool_choice", "required");
            case "none" -> chat.put("tool_choice", "none");
            case "tool" ->
                    chat.putObject("tool_choice")
                            .put("type", "function")
                            .putObject("function")
                            .put("name", choice.path("name").asString(""));
            default -> {}
        }
        if (choice.path("disable_parallel_tool_use").asBoolean(false)) {
            chat.put("parallel_tool_calls", false);
        }
    }
}
