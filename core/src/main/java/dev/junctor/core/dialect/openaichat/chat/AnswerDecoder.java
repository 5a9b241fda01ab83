package dev.junctor.core.dialect.openaichat.chat;

import dev.junctor.core.chat.Aside;
import dev.junctor.core.chat.Choice;
import dev.junctor.core.chat.Citation;
import dev.junctor.core.chat.Completion;
import dev.junctor.core.chat.Opaque;
import dev.junctor.core.chat.Origin;
import dev.junctor.core.chat.Part;
import dev.junctor.core.chat.Part.ToolCall.Kind;
import dev.junctor.core.chat.Source;
import dev.junctor.core.dialect.CallIds;
import dev.junctor.core.dialect.DataUrl;
import dev.junctor.core.dialect.Sent;
import dev.junctor.core.json.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads a whole answer; what has not the form it should have is taken as absent. */
final class AnswerDecoder {
    private AnswerDecoder() {}

    static Completion decode(ObjectNode json, Sent sent) {
        List<Choice> choices = new ArrayList<>();
        String id = json.path("id").asString("");
        for (JsonNode choice : json.path("choices")) {
            choices.add(choice(choice, id, choices.size(), sent));
        }
        return new Completion(
                id,
                json.path("model").asString(""),
                json.path("created").asLong(0),
                choices,
                UsageJson.read(json.path("usage"), sent.target().quirks().reasoningTokens()),
                json.path("service_tier").asString(""),
                new Origin(OpenAiChatCodec.DIALECT, "", json, List.of()));
    }

    private static Choice choice(JsonNode choice, String id, int number, Sent sent) {
        JsonNode message = choice.path("message");
        List<Part> parts = new ArrayList<>(ThoughtReader.parts(message, sent));
        content(message, parts);
        if (message.path("refusal").isString() && !message.path("refusal").asString().isEmpty()) {
            parts.add(new Part.Refusal(message.path("refusal").asString(), Aside.NONE));
        }
        for (JsonNode image : message.path("images")) {
            image(image).ifPresent(parts::add);
        }
        JsonNode audio = message.path("audio");
        if (audio.path("data").isString() && !audio.path("data").asString().isEmpty()) {
            parts.add(
                    new Part.Audio(
                            new Source.Inline("", audio.path("data").asString()),
                            audio.path("transcript").asString(""),
                            Aside.NONE));
        }
        boolean calls = calls(message, id, sent, parts);
        String word = choice.path("finish_reason").asString("");
        Origin origin =
                choice instanceof ObjectNode object
                        ? new Origin(OpenAiChatCodec.DIALECT, "choices", object, List.of())
                        : Origin.NONE;
        return new Choice(
                choice.path("index").asInt(number),
                parts,
                Finishes.ending(word, calls ? Finishes.Calls.SEEN : Finishes.Calls.NONE),
                choice.path("logprobs"),
                origin);
    }

    private static void content(JsonNode message, List<Part> parts) {
        JsonNode content = message.path("content");
        List<Citation> citations = citations(message.path("annotations"));
        if (content.isString() && !content.asString().isEmpty()) {
            parts.add(new Part.Text(content.asString(), citations, Aside.NONE));
        }
        for (JsonNode part : content) {
            ThoughtReader.contentPart(part).ifPresent(parts::add);
        }
    }

    static List<Citation> citations(JsonNode annotations) {
        List<Citation> citations = new ArrayList<>();
        for (JsonNode annotation : annotations) {
            if (annotation.path("url_citation") instanceof ObjectNode cited) {
                citations.add(ContentDecoder.citation(cited));
            }
        }
        return citations;
    }

    static Optional<Part> image(JsonNode image) {
        String url = image.path("image_url").path("url").asString("");
        return url.isEmpty()
                ? Optional.empty()
                : Optional.of(new Part.Image(DataUrl.source(url), "", Aside.NONE));
    }

    private static boolean calls(JsonNode message, String id, Sent sent, List<Part> parts) {
        int number = 0;
        for (JsonNode call : message.path("tool_calls")) {
            JsonNode custom = call.path("custom");
            JsonNode function = custom.isObject() ? custom : call.path("function");
            String name = function.path("name").asString("");
            String given = call.path("id").asString("");
            String callId = given.isEmpty() ? CallIds.made(id, number, name) : given;
            Opaque state = ThoughtReader.ofCall(message, call, sent);
            parts.add(
                    new Part.ToolCall(
                            callId,
                            name,
                            custom.isObject() ? Kind.CUSTOM : Kind.FUNCTION,
                            input(function.path(custom.isObject() ? "input" : "arguments")),
                            Aside.of(state)));
            number++;
        }
        JsonNode old = message.path("function_call");
        if (number == 0 && !old.path("name").asString("").isEmpty()) {
            String name = old.path("name").asString("");
            parts.add(
                    new Part.ToolCall(
                            ToolDecoder.oldId(name),
                            name,
                            Kind.FUNCTION,
                            input(old.path("arguments")),
                            Aside.NONE));
            number++;
        }
        return number > 0;
    }

    /** Arguments are text; some providers send the object itself. */
    static String input(JsonNode arguments) {
        if (arguments.isObject()) {
            return Trees.text(arguments);
        }
        return arguments.asString("");
    }
}
