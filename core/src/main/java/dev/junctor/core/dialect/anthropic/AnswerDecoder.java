package dev.junctor.core.dialect.anthropic;

import dev.junctor.core.chat.Aside;
import dev.junctor.core.chat.Choice;
import dev.junctor.core.chat.Citation;
import dev.junctor.core.chat.Completion;
import dev.junctor.core.chat.Opaque;
import dev.junctor.core.chat.Origin;
import dev.junctor.core.chat.Part;
import dev.junctor.core.chat.Part.Reasoning.Form;
import dev.junctor.core.dialect.CallArguments;
import dev.junctor.core.dialect.MadeTool;
import dev.junctor.core.dialect.Sent;
import dev.junctor.core.json.Trees;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads a whole answer; what has not the form it should have is taken as absent. */
final class AnswerDecoder {
    private AnswerDecoder() {}

    static Completion decode(ObjectNode json, Sent sent) {
        List<Part> parts = new ArrayList<>();
        JsonNode content = json.path("content");
        for (int i = 0; i < content.size(); i++) {
            parts.add(part(content.get(i), "content[" + i + "]", sent));
        }
        boolean calls = parts.stream().anyMatch(Part.ToolCall.class::isInstance);
        UsageCounts counts = new UsageCounts();
        counts.take(json.path("usage"));
        return new Completion(
                json.path("id").asString(""),
                json.path("model").asString(""),
                0,
                List.of(
                        new Choice(
                                0,
                                parts,
                                StopReasons.ending(
                                        json.path("stop_reason").asString(""),
                                        json.path("stop_sequence").asString(""),
                                        calls ? StopReasons.Calls.SEEN : StopReasons.Calls.NONE),
                                Trees.NOTHING,
                                Origin.NONE)),
                counts.usage(),
                json.path("usage").path("service_tier").asString(""),
                new Origin(AnthropicCodec.DIALECT, "", json, List.of()));
    }

    /** One block; in a stream as it stands when it opens. */
    static Part part(JsonNode block, String path, Sent sent) {
        String scope = sent.target().scope();
        return switch (block.path("type").asString("")) {
            case "text" ->
                    new Part.Text(
                            block.path("text").asString(""),
                            citations(block.path("citations")),
                            Aside.NONE);
            case "thinking" -> {
                String text = block.path("thinking").asString("");
                yield new Part.Reasoning(
                        Form.FULL,
                        text.isEmpty() ? List.of() : List.of(text),
                        Aside.of(state(block.path("signature").asString(""), scope)));
            }
            case "redacted_thinking" ->
                    new Part.Reasoning(
                            Form.REDACTED,
                            List.of(),
                            Aside.of(state(block.path("data").asString(""), scope)));
            case "tool_use" -> toolUse(block, sent);
            default -> foreign(block, path);
        };
    }

    static Opaque state(String data, String scope) {
        return data.isEmpty() ? Opaque.NONE : new Opaque(AnthropicCodec.DIALECT, scope, data);
    }

    static List<Citation> citations(JsonNode list) {
        List<Citation> citations = new ArrayList<>();
        for (JsonNode cited : list) {
            if (BlockDecoder.isOfWeb(cited)) {
                citations.add(BlockDecoder.citation(cited));
            }
        }
        return citations;
    }

    private static Part toolUse(JsonNode block, Sent sent) {
        String name = block.path("name").asString("");
        String input = CallArguments.text(block.path("input"));
        if (name.equals(MadeTool.NAME) && MadeTool.isUsed(sent)) {
            return Part.Text.of(input);
        }
        return new Part.ToolCall(
                block.path("id").asString(""),
                name,
                Part.ToolCall.Kind.FUNCTION,
                input,
                Aside.NONE);
    }

    private static Part foreign(JsonNode block, String path) {
        Origin origin =
                block instanceof ObjectNode object
                        ? new Origin(AnthropicCodec.DIALECT, path, object, List.of())
                        : Origin.NONE;
        return new Part.Foreign(block.path("type").asString("unknown"), Aside.of(origin));
    }
}
