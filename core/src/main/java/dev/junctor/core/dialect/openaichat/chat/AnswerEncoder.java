package dev.junctor.core.dialect.openaichat.chat;

import dev.junctor.core.chat.Choice;
import dev.junctor.core.chat.Citation;
import dev.junctor.core.chat.Completion;
import dev.junctor.core.chat.Opaque;
import dev.junctor.core.chat.Part;
import dev.junctor.core.chat.Source;
import dev.junctor.core.dialect.DataUrl;
import dev.junctor.core.dialect.ForeignReport;
import dev.junctor.core.dialect.Losses;
import dev.junctor.core.dialect.Reply;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes a whole answer. */
final class AnswerEncoder {
    private final Reply reply;
    private final Losses losses;

    private AnswerEncoder(Reply reply, Losses losses) {
        this.reply = reply;
        this.losses = losses;
    }

    static ObjectNode encode(Completion completion, Reply reply, Losses losses) {
        if (completion.origin().isOf(OpenAiChatCodec.DIALECT)) {
            return completion.origin().json();
        }
        losses.unread(completion.origin());
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", reply.identity().id())
                .put("object", "chat.completion")
                .put("created", reply.created(completion.created()))
                .put("model", reply.identity().model())
                .put("provider", reply.identity().provider());
        ArrayNode choices = json.putArray("choices");
        AnswerEncoder encoder = new AnswerEncoder(reply, losses);
        for (Choice choice : completion.choices()) {
            encoder.choice(choice, choices.addObject());
        }
        json.set("usage", UsageJson.write(completion.usage()));
        String tier = Tiers.word(completion.serviceTier());
        if (!tier.isEmpty()) {
            json.put("service_tier", tier);
        }
        return json;
    }

    private void choice(Choice choice, ObjectNode json) {
        losses.unread(choice.origin());
        json.put("index", choice.index());
        message(choice, json.putObject("message"));
        json.put("finish_reason", Finishes.word(choice.ending().finish()));
        String word = choice.ending().nativeWord();
        if (word.isEmpty()) {
            json.putNull("native_finish_reason");
        } else {
            json.put("native_finish_reason", word);
        }
        if (!choice.ending().stopSequence().isEmpty()) {
            losses.dropped("stop_sequence", "chat completions do not say which sequence was met");
        }
        if (choice.logprobs().isMissingNode()) {
            json.putNull("logprobs");
        } else {
            json.set("logprobs", choice.logprobs());
        }
    }

    private void message(Choice choice, ObjectNode message) {
        message.put("role", "assistant");
        StringBuilder content = new StringBuilder();
        StringBuilder refusal = new StringBuilder();
        StringBuilder thoughts = new StringBuilder();
        ArrayNode details = JsonNodeFactory.instance.arrayNode();
        ArrayNode calls = JsonNodeFactory.instance.arrayNode();
        ArrayNode annotations = JsonNodeFactory.instance.arrayNode();
        for (Part part : choice.parts()) {
            losses.unread(part.aside().origin());
            switch (part) {
                case Part.Text text -> {
                    text.citations().forEach(c -> annotation(c, annotations.addObject()));
                    content.append(text.text());
                    state(part, details, "");
                }
                case Part.Refusal said -> refusal.append(said.text());
                case Part.Reasoning thought -> {
                    thoughts.append(thoughts.isEmpty() || thought.texts().isEmpty() ? "" : "\n\n");
                    thoughts.append(thought.text());
                    ReasoningWriter.details(thought, sealed(thought.aside().opaque()), details);
                }
                case Part.ToolCall call -> {
                    call(call, calls);
                    state(part, details, call.id());
                }
                case Part.Image image -> images(image, message, losses);
                case Part.Audio audio -> audio(audio, message);
                case Part.Video video -> ForeignReport.dropped(video, losses);
                case Part.Document document -> ForeignReport.dropped(document, losses);
                case Part.ToolResult result -> ForeignReport.dropped(result, losses);
                case Part.Foreign foreign -> ForeignReport.dropped(foreign, losses);
            }
        }
        if (content.isEmpty()) {
            message.putNull("content");
        } else {
            message.put("content", content.toString());
        }
        if (refusal.isEmpty()) {
            message.putNull("refusal");
        } else {
            message.put("refusal", refusal.toString());
        }
        if (!thoughts.isEmpty()) {
            message.put("reasoning", thoughts.toString());
        }
        putAll(message, "reasoning_details", details);
        putAll(message, "tool_calls", calls);
        putAll(message, "annotations", annotations);
    }

    private static void putAll(ObjectNode message, String name, ArrayNode list) {
        if (!list.isEmpty()) {
            message.set(name, list);
        }
    }

    private String sealed(Opaque opaque) {
        return opaque.isPresent() ? reply.carrier().seal(opaque) : "";
    }

    private void state(Part part, ArrayNode details, String callId) {
        Opaque opaque = part.aside().opaque();
        if (opaque.isPresent()) {
            ReasoningWriter.ofCall(sealed(opaque), opaque.dialect(), callId, details);
        }
    }

    static void annotation(Citation citation, ObjectNode json) {
        ObjectNode cited = json.put("type", "url_citation").putObject("url_citation");
        cited.put("url", citation.url()).put("title", citation.title());
        if (!citation.quoted().isEmpty()) {
            cited.put("content", citation.quoted());
        }
        cited.put("start_index", Math.max(0, citation.from()));
        cited.put("end_index", Math.max(0, citation.to()));
    }

    private static void call(Part.ToolCall call, ArrayNode calls) {
        ObjectNode entry = calls.addObject().put("id", call.id());
        switch (call.kind()) {
            case FUNCTION ->
                    entry.put("type", "function")
                            .putObject("function")
                            .put("name", call.name())
                            .put("arguments", arguments(call.input()));
            case CUSTOM ->
                    entry.put("type", "custom")
                            .putObject("custom")
                            .put("name", call.name())
                            .put("input", call.input());
        }
    }

    /** A call without arguments has an empty object, for clients parse what they get. */
    static String arguments(String input) {
        return input.isBlank() ? "{}" : input;
    }

    /** Adds a picture to a message or a delta. */
    static void images(Part.Image image, ObjectNode message, Losses losses) {
        if (image.source() instanceof Source.Inline inline) {
            image(message.withArray("images"), DataUrl.of(inline, "image/png"));
        } else if (image.source() instanceof Source.Web web) {
            image(message.withArray("images"), web.url());
        } else {
            ForeignReport.dropped(image, losses);
        }
    }

    private static void image(ArrayNode images, String url) {
        images.addObject().put("type", "image_url").putObject("image_url").put("url", url);
    }

    private void audio(Part.Audio audio, ObjectNode message) {
        if (audio.source() instanceof Source.Inline inline) {
            message.putObject("audio")
                    .put("id", reply.identity().id())
                    .put("data", DataUrl.standard(inline.base64()))
                    .put("transcript", audio.transcript())
                    .put("expires_at", 0);
        } else {
            ForeignReport.dropped(audio, losses);
        }
    }
}
