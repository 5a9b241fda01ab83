package dev.junctor.core.dialect.openairesponses;

import dev.junctor.core.chat.Aside;
import dev.junctor.core.chat.Choice;
import dev.junctor.core.chat.Completion;
import dev.junctor.core.chat.Opaque;
import dev.junctor.core.chat.Origin;
import dev.junctor.core.chat.Part;
import dev.junctor.core.chat.Part.Reasoning.Form;
import dev.junctor.core.chat.Part.ToolCall.Kind;
import dev.junctor.core.dialect.Sent;
import dev.junctor.core.dialect.openairesponses.Statuses.Said;
import dev.junctor.core.json.Trees;
import dev.junctor.core.usage.Usage;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads a whole answer; what has not the form it should have is taken as absent. */
final class AnswerDecoder {
    private AnswerDecoder() {}

    static Completion decode(ObjectNode json, Sent sent) {
        String scope = sent.target().scope();
        List<Part> parts = new ArrayList<>();
        JsonNode output = json.path("output");
        for (int i = 0; i < output.size(); i++) {
            parts.addAll(item(output.get(i), "output[" + i + "]", scope));
        }
        var ending =
                Statuses.ending(
                        json.path("status").asString(""),
                        json.path("incomplete_details").path("reason").asString(""),
                        said(parts));
        return new Completion(
                json.path("id").asString(""),
                json.path("model").asString(""),
                json.path("created_at").asLong(0),
                List.of(new Choice(0, parts, ending, logprobs(output), Origin.NONE)),
                usage(json, output),
                json.path("service_tier").asString(""),
                new Origin(OpenAiResponsesCodec.DIALECT, "", json, List.of()));
    }

    /** What was consumed, searches included. */
    static Usage usage(JsonNode response, JsonNode output) {
        Usage usage = UsageJson.read(response.path("usage"));
        long searches = 0;
        for (JsonNode item : output) {
            searches += item.path("type").asString("").equals("web_search_call") ? 1 : 0;
        }
        return usage.equals(Usage.NONE) ? usage : usage.withWebSearches(searches);
    }

    private static Said said(List<Part> parts) {
        if (parts.stream().anyMatch(Part.ToolCall.class::isInstance)) {
            return Said.CALLS;
        }
        return parts.stream().anyMatch(Part.Refusal.class::isInstance) ? Said.REFUSAL : Said.WORDS;
    }

    /** The parts of an item: a message has several, each other kind one. */
    static List<Part> item(JsonNode item, String path, String scope) {
        String type = item.path("type").asString("");
        return switch (type) {
            case "message" -> message(item);
            case "reasoning" -> List.of(reasoning(item, scope));
            case "function_call" -> List.of(call(item, Kind.FUNCTION, "arguments"));
            case "custom_tool_call" -> List.of(call(item, Kind.CUSTOM, "input"));
            default -> {
                Origin origin =
                        item instanceof ObjectNode object
                                ? new Origin(OpenAiResponsesCodec.DIALECT, path, object, List.of())
                                : Origin.NONE;
                String what = type.isEmpty() ? "unknown" : type;
                yield List.of(new Part.Foreign(what, Aside.of(origin)));
            }
        };
    }

    private static List<Part> message(JsonNode item) {
        List<Part> parts = new ArrayList<>();
        for (JsonNode content : item.path("content")) {
            parts.add(content(content));
        }
        return parts;
    }

    /** One content of a message: text, or the model's refusal. */
    static Part content(JsonNode content) {
        return content.path("type").asString("").equals("refusal")
                ? new Part.Refusal(content.path("refusal").asString(""), Aside.NONE)
                : new Part.Text(
                        content.path("text").asString(""),
                        PartDecoder.citations(content.path("annotations")),
                        Aside.NONE);
    }

    /** Thoughts: the full text where it is shown, otherwise its summary, otherwise nothing but the state. */
    static Part.Reasoning reasoning(JsonNode item, String scope) {
        List<String> content = texts(item.path("content"));
        List<String> summary = texts(item.path("summary"));
        Form form =
                !content.isEmpty() ? Form.FULL : summary.isEmpty() ? Form.REDACTED : Form.SUMMARY;
        return new Part.Reasoning(
                form, content.isEmpty() ? summary : content, Aside.of(state(item, scope)));
    }

    /** The state that an item of thoughts carries. */
    static Opaque state(JsonNode item, String scope) {
        String data = item.path("encrypted_content").asString("");
        return data.isEmpty() ? Opaque.NONE : new Opaque(OpenAiResponsesCodec.DIALECT, scope, data);
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        for (JsonNode text : list) {
            texts.add(text.path("text").asString(""));
        }
        return texts;
    }

    private static Part.ToolCall call(JsonNode item, Kind kind, String field) {
        String own = item.path("call_id").asString("");
        return new Part.ToolCall(
                own.isEmpty() ? item.path("id").asString("") : own,
                item.path("name").asString(""),
                kind,
                item.path(field).asString(""),
                Aside.NONE);
    }

    /** All of them in OpenAI chat's form; a missing node where no text has any. */
    private static JsonNode logprobs(JsonNode output) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (JsonNode item : output) {
            for (JsonNode content : item.path("content")) {
                content.path("logprobs").forEach(all::add);
            }
        }
        if (all.isEmpty()) {
            return Trees.NOTHING;
        }
        ObjectNode logprobs = JsonNodeFactory.instance.objectNode();
        logprobs.set("content", all);
        return logprobs.putNull("refusal");
    }
}
