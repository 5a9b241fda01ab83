package dev.junctor.simulator.gemini;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Puts a request into the words of OpenAI's chat, in which the fleet thinks; it judges nothing. */
final class ContentsReader {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final JsonNode asked;
    private final ObjectNode chat = JSON.objectNode();
    private final Deque<String> open = new ArrayDeque<>();
    private int calls;

    ContentsReader(JsonNode asked, String model) {
        this.asked = asked;
        chat.put("model", model);
    }

    ObjectNode chat() {
        chat.putObject("stream_options").put("include_usage", true);
        JsonNode order = asked.path("simulator");
        if (!order.isMissingNode()) {
            chat.set("simulator", order);
        }
        config(Fields.of(asked, "generationConfig"));
        messages();
        tools();
        choice(Fields.of(Fields.of(asked, "toolConfig"), "functionCallingConfig"));
        return chat;
    }

    private void config(JsonNode config) {
        copy(config, "maxOutputTokens", "max_tokens");
        copy(config, "stopSequences", "stop");
        copy(config, "candidateCount", "n");
        copy(config, "seed", "seed");
        boolean json =
                Fields.of(config, "responseMimeType").asString("").equals("application/json");
        JsonNode schema = Fields.of(config, "responseJsonSchema");
        JsonNode own = Fields.of(config, "responseSchema");
        if (schema.isObject() || own.isObject()) {
            chat.putObject("response_format")
                    .put("type", "json_schema")
                    .putObject("json_schema")
                    .set("schema", schema.isObject() ? schema : DeclarationRules.plain(own));
        } else if (json) {
            chat.putObject("response_format").put("type", "json_object");
        }
        thinking(Fields.of(config, "thinkingConfig"));
    }

    private void copy(JsonNode from, String camel, String as) {
        if (Fields.has(from, camel)) {
            chat.set(as, Fields.of(from, camel));
        }
    }

    private void thinking(JsonNode config) {
        JsonNode level = Fields.of(config, "thinkingLevel");
        JsonNode budget = Fields.of(config, "thinkingBudget");
        if (level.isString()) {
            chat.put("reasoning_effort", level.stringValue().toLowerCase(Locale.ROOT));
        } else if (budget.isNumber()) {
            ObjectNode reasoning = chat.putObject("reasoning");
            if (budget.asInt() > 0) {
                reasoning.put("max_tokens", budget.asInt());
            } else {
                reasoning.put("enabled", budget.asInt() < 0);
            }
        } else if (Fields.of(config, "includeThoughts").asBoolean(false)) {
            chat.putObject("reasoning").put("enabled", true);
        }
    }

    private void messages() {
        ArrayNode messages = chat.putArray("messages");
        JsonNode system = Fields.of(asked, "systemInstruction");
        if (system.isObject()) {
            ArrayNode parts = messages.addObject().put("role", "system").putArray("content");
            system.path("parts").forEach(part -> part(part, parts));
        }
        for (JsonNode content : asked.path("contents")) {
            if (content.path("role").asString("user").equals("model")) {
                model(content.path("parts"), messages);
            } else {
                user(content.path("parts"), messages);
            }
        }
    }

    private void model(JsonNode parts, ArrayNode messages) {
        ObjectNode message = messages.addObject().put("role", "assistant");
        ArrayNode said = message.putArray("content");
        ArrayNode called = JSON.arrayNode();
        for (JsonNode part : parts) {
            JsonNode call = Fields.of(part, "functionCall");
            if (call.isObject()) {
                String id = call.path("id").asString("call-" + calls++);
                open.add(id);
                called.addObject()
                        .put("id", id)
                        .put("type", "function")
                        .putObject("function")
                        .put("name", call.path("name").asString(""))
                        .put("arguments", call.path("args").toString());
            } else if (!part.path("thought").asBoolean(false)) {
                part(part, said);
            }
        }
        if (!called.isEmpty()) {
            message.set("tool_calls", called);
        }
    }

    private void user(JsonNode parts, ArrayNode messages) {
        ArrayNode rest = JSON.arrayNode();
        for (JsonNode part : parts) {
            JsonNode answer = Fields.of(part, "functionResponse");
            if (answer.isObject()) {
                String next = open.isEmpty() ? "" : open.removeFirst();
                messages.addObject()
                        .put("role", "tool")
                        .put("tool_call_id", answer.path("id").asString(next))
                        .put("content", answer.path("response").toString());
            } else {
                part(part, rest);
            }
        }
        if (!rest.isEmpty()) {
            messages.addObject().put("role", "user").set("content", rest);
        }
    }

    private static void part(JsonNode part, ArrayNode parts) {
        JsonNode inline = Fields.of(part, "inlineData");
        JsonNode file = Fields.of(part, "fileData");
        JsonNode medium = inline.isObject() ? inline : file;
        if (!medium.isObject()) {
            parts.addObject().put("type", "text").put("text", part.path("text").asString(""));
            return;
        }
        String type = Fields.of(medium, "mimeType").asString("");
        String data = inline.path("data").asString("");
        if (type.startsWith("image/")) {
            parts.addObject().put("type", "image_url").putObject("image_url").put("url", data);
        } else if (type.startsWith("audio/")) {
            parts.addObject().put("type", "input_audio").putObject("input_audio").put("data", data);
        } else if (type.startsWith("video/")) {
            parts.addObject().put("type", "video_url").putObject("video_url").put("url", data);
        } else {
            parts.addObject().put("type", "file").putObject("file").put("file_data", data);
        }
    }

    private void tools() {
        ArrayNode offered = JSON.arrayNode();
        for (JsonNode tool : asked.path("tools")) {
            for (JsonNode declared : Fields.of(tool, "functionDeclarations")) {
                ObjectNode function =
                        offered.addObject().put("type", "function").putObject("function");
                function.put("name", declared.path("name").asString(""));
                function.put("description", declared.path("description").asString(""));
                JsonNode schema = Fields.of(declared, "parametersJsonSchema");
                JsonNode own = declared.path("parameters");
                if (schema.isObject()) {
                    function.set("parameters", schema);
                } else if (own.isObject()) {
                    function.set("parameters", DeclarationRules.plain(own));
                }
            }
        }
        if (!offered.isEmpty()) {
            chat.set("tools", offered);
        }
    }

    private void choice(JsonNode config) {
        String mode = config.path("mode").asString("").toUpperCase(Locale.ROOT);
        if (mode.equals("NONE")) {
            chat.put("tool_choice", "none");
        }
        if (!mode.equals("ANY")) {
            return;
        }
        JsonNode names = Fields.of(config, "allowedFunctionNames");
        if (names.isEmpty()) {
            chat.put("tool_choice", "required");
            return;
        }
        ObjectNode allowed =
                chat.putObject("tool_choice")
                        .put("type", "allowed_tools")
                        .putObject("allowed_tools")
                        .put("mode", "required");
        ArrayNode tools = allowed.putArray("tools");
        names.forEach(name ->
                tools.addObject()
                        .put("type", "function")
                        .putObject("function")
                        .put("name", name.asString("")));
    }
}
