package dev.junctor.core.dialect.gemini;

import dev.junctor.core.chat.Opaque;
import dev.junctor.core.chat.Part;
import dev.junctor.core.chat.Source;
import dev.junctor.core.dialect.Ability;
import dev.junctor.core.dialect.CallArguments;
import dev.junctor.core.dialect.DataUrl;
import dev.junctor.core.dialect.ForeignReport;
import dev.junctor.core.dialect.Losses;
import dev.junctor.core.dialect.Target;
import dev.junctor.core.json.Trees;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes parts of a request. */
final class PartEncoder {
    /** Ids that were made up where there was none; none is given back. */
    private static final String MADE = "call_[0-9A-Za-z]{20}";

    private final Target target;
    private final Losses losses;

    PartEncoder(Target target, Losses losses) {
        this.target = target;
        this.losses = losses;
    }

    void write(Part part, ArrayNode parts) {
        if (part.aside().origin().isOf(Gemini.NAME)) {
            parts.add(part.aside().origin().json());
            return;
        }
        losses.unread(part.aside().origin());
        if (part.aside().cache().isPresent()) {
            losses.dropped(
                    part.aside().origin().below("cache_control"),
                    "the provider finds what it cached by itself");
        }
        switch (part) {
            case Part.Text text -> text(text, parts);
            case Part.Refusal refusal -> words(refusal.text(), parts);
            case Part.Reasoning thought -> thought(thought, parts);
            case Part.Image image -> {
                if (!image.detail().isEmpty() && !image.detail().equals("auto")) {
                    losses.dropped(path(image), "how closely to look cannot be said");
                }
                media(image, image.source(), "image/png", Ability.IMAGE_BY_URL, parts);
            }
            case Part.Audio audio ->
                    media(audio, audio.source(), "audio/wav", Ability.DOCUMENT_BY_URL, parts);
            case Part.Video video ->
                    media(video, video.source(), "video/mp4", Ability.DOCUMENT_BY_URL, parts);
            case Part.Document document -> document(document, parts);
            case Part.ToolCall call -> call(call, parts);
            case Part.ToolResult result -> ForeignReport.dropped(result, losses);
            case Part.Foreign foreign -> ForeignReport.dropped(foreign, losses);
        }
    }

    private static String path(Part part) {
        return part.aside().origin().path();
    }

    private void text(Part.Text text, ArrayNode parts) {
        if (!text.citations().isEmpty()) {
            losses.dropped(path(text), "citations of earlier answers");
        }
        String signature = signature(text);
        if (!text.text().isEmpty() || !signature.isEmpty()) {
            signed(parts.addObject().put("text", text.text()), signature);
        }
    }

    private static void words(String text, ArrayNode parts) {
        if (!text.isEmpty()) {
            parts.addObject().put("text", text);
        }
    }

    private static void signed(ObjectNode part, String signature) {
        if (!signature.isEmpty()) {
            part.put("thoughtSignature", signature);
        }
    }

    /** State goes back only to who made it. */
    private String signature(Part part) {
        Opaque opaque = part.aside().opaque();
        if (target.reads(opaque, Gemini.NAME)) {
            return opaque.data();
        }
        if (opaque.isPresent()) {
            losses.dropped(path(part), "another provider's state is not sent here");
        }
        return "";
    }

    /** Thoughts go back only with the signature of who thought them, and never as words. */
    private void thought(Part.Reasoning thought, ArrayNode parts) {
        Opaque opaque = thought.aside().opaque();
        if (!target.reads(opaque, Gemini.NAME)) {
            ForeignReport.dropped(thought, losses);
            return;
        }
        ObjectNode part = parts.addObject().put("text", thought.text());
        if (thought.form() != Part.Reasoning.Form.REDACTED) {
            part.put("thought", true);
        }
        part.put("thoughtSignature", opaque.data());
    }

    private void document(Part.Document document, ArrayNode parts) {
        if (!document.name().isEmpty()) {
            losses.dropped(path(document), "the name of a document is not sent");
        }
        switch (document.source()) {
            case Source.Plain plain -> words(plain.text(), parts);
            case Source.Parts inside -> inside.parts().forEach(part -> write(part, parts));
            case Source.Inline inline ->
                    media(document, inline, "application/pdf", Ability.DOCUMENT_BY_URL, parts);
            case Source.Web web ->
                    media(document, web, "application/pdf", Ability.DOCUMENT_BY_URL, parts);
            case Source.Stored stored -> ForeignReport.dropped(document, losses);
        }
    }

    private void media(Part part, Source source, String usual, Ability byUrl, ArrayNode parts) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        switch (source) {
            case Source.Inline inline ->
                    data.putObject("inlineData")
                            .put("mimeType", Media.type(inline, usual))
                            .put("data", DataUrl.standard(inline.base64()));
            case Source.Web web -> {
                if (target.can(byUrl)) {
                    data.putObject("fileData")
                            .put("mimeType", Media.type(web, usual))
                            .put("fileUri", web.url());
                }
            }
            case Source.Stored stored -> {}
            case Source.Plain plain -> {}
            case Source.Parts inside -> {}
        }
        if (data.isEmpty()) {
            ForeignReport.dropped(part, losses);
        } else {
            signed(data, signature(part));
            parts.add(data);
        }
    }

    private void call(Part.ToolCall call, ArrayNode parts) {
        ObjectNode part = parts.addObject();
        ObjectNode json = part.putObject("functionCall");
        id(call.id(), json);
        json.put("name", call.name());
        json.set(
                "args",
                call.kind() == Part.ToolCall.Kind.CUSTOM
                        ? CallArguments.wrapped(call.input())
                        : CallArguments.object(call.input(), path(call), losses));
        signed(part, signature(call));
    }

    private static void id(String id, ObjectNode json) {
        if (!id.matches(MADE)) {
            json.put("id", id);
        }
    }

    /**
     * Writes a result.
     *
     * @param call names the tool, for a result may not
     * @return what it cannot hold: it follows as the user's
     */
    List<Part> result(Part.ToolResult result, Part.ToolCall call, ArrayNode parts) {
        if (result.aside().origin().isOf(Gemini.NAME)) {
            parts.add(result.aside().origin().json());
            return List.of();
        }
        losses.unread(result.aside().origin());
        if (result.aside().cache().isPresent()) {
            losses.dropped(
                    result.aside().origin().below("cache_control"),
                    "the provider finds what it cached by itself");
        }
        ObjectNode json = parts.addObject().putObject("functionResponse");
        id(call.id(), json);
        json.put("name", call.name());
        StringBuilder words = new StringBuilder();
        List<Part> media = new ArrayList<>();
        for (Part part : result.content()) {
            switch (part) {
                case Part.Text text -> words.append(text.text());
                case Part.Refusal refusal -> words.append(refusal.text());
                default -> media.add(part);
            }
        }
        boolean failed = result.outcome() == Part.ToolResult.Outcome.ERROR;
        json.set("response", response(words.toString(), failed));
        if (media.isEmpty()) {
            return media;
        }
        if (!target.can(Ability.MEDIA_IN_RESULTS)) {
            losses.approximated(
                    path(result), "pictures and documents of a result follow as the user's");
            return media;
        }
        ArrayNode inside = JsonNodeFactory.instance.arrayNode();
        media.forEach(part -> write(part, inside));
        if (!inside.isEmpty()) {
            json.set("parts", inside);
        }
        return List.of();
    }

    /** An object as it is, a text in the field that the API names for it. */
    private static ObjectNode response(String words, boolean failed) {
        ObjectNode response = JsonNodeFactory.instance.objectNode();
        if (failed) {
            return response.put(PartDecoder.ERROR, words);
        }
        JsonNode tree = words.startsWith("{") ? Trees.read(words).orElse(response) : response;
        return tree instanceof ObjectNode object && !object.isEmpty()
                ? object
                : response.put(PartDecoder.RESULT, words);
    }

    /** The API wants as many results as there were calls. */
    void unanswered(Part.ToolCall call, ArrayNode parts) {
        ObjectNode json = parts.addObject().putObject("functionResponse");
        id(call.id(), json);
        json.put("name", call.name());
        json.set("response", response("No result was given.", true));
    }
}
