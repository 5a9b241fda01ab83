package dev.junctor.core.dialect.anthropic;

import dev.junctor.core.chat.Aside;
import dev.junctor.core.chat.Opaque;
import dev.junctor.core.chat.Part;
import dev.junctor.core.chat.Source;
import dev.junctor.core.chat.Turn;
import dev.junctor.core.dialect.Ability;
import dev.junctor.core.dialect.CallArguments;
import dev.junctor.core.dialect.CallIds;
import dev.junctor.core.dialect.DataUrl;
import dev.junctor.core.dialect.ForeignReport;
import dev.junctor.core.dialect.Losses;
import dev.junctor.core.dialect.Target;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes content blocks of a request; empty texts, which the API refuses, are left out. */
final class BlockEncoder {
    private static final int MOST_ID = AnswerEncoder.MOST_ID;
    private static final String PDF = "application/pdf";

    private final Target target;
    private final Losses losses;

    BlockEncoder(Target target, Losses losses) {
        this.target = target;
        this.losses = losses;
    }

    void write(Part part, ArrayNode content) {
        if (part.aside().origin().isOf(AnthropicCodec.DIALECT)) {
            content.add(copy(part.aside().origin().json()));
            return;
        }
        losses.unread(part.aside().origin());
        int before = content.size();
        switch (part) {
            case Part.Text text -> {
                words(text.text(), content);
                if (!text.citations().isEmpty()) {
                    losses.dropped(path(part), "citations of earlier answers");
                }
                state(part);
            }
            case Part.Refusal refusal -> words(refusal.text(), content);
            case Part.Reasoning thought -> thought(thought, content);
            case Part.Image image -> image(image, content);
            case Part.Document document -> document(document, content);
            case Part.ToolCall call -> call(call, content);
            case Part.ToolResult result -> result(result, content);
            case Part.Audio audio -> ForeignReport.dropped(audio, losses);
            case Part.Video video -> ForeignReport.dropped(video, losses);
            case Part.Foreign foreign -> ForeignReport.dropped(foreign, losses);
        }
        if (content.size() > before && part.aside().cache().isPresent()) {
            ObjectNode block = (ObjectNode) content.get(content.size() - 1);
            CacheMarks.put(block, part.aside().cache(), path(part), losses);
        }
    }

    /** Marks are taken from and added to what is written: what was read stays as it was. */
    private static ObjectNode copy(ObjectNode json) {
        return JsonNodeFactory.instance.objectNode().setAll(json);
    }

    private static String path(Part part) {
        return part.aside().origin().path();
    }

    /** A mark that stood on a whole message stands on its last block here. */
    static void markLast(ArrayNode content, Turn turn, Losses losses) {
        if (turn.aside().cache().isPresent() && !content.isEmpty()) {
            ObjectNode block = (ObjectNode) content.get(content.size() - 1);
            String path = turn.aside().origin().below("cache_control");
            CacheMarks.put(block, turn.aside().cache(), path, losses);
        }
    }

    private static void words(String text, ArrayNode content) {
        if (!text.isBlank()) {
            content.addObject().put("type", "text").put("text", text);
        }
    }

    private void state(Part part) {
        if (part.aside().opaque().isPresent()) {
            losses.dropped(path(part), "another provider's state is not sent here");
        }
    }

    /** Thoughts go back only with the signature of who thought them, and never as words. */
    private void thought(Part.Reasoning thought, ArrayNode content) {
        Opaque opaque = thought.aside().opaque();
        if (!target.reads(opaque, AnthropicCodec.DIALECT)) {
            ForeignReport.dropped(thought, losses);
        } else if (thought.form() == Part.Reasoning.Form.REDACTED) {
            content.addObject().put("type", "redacted_thinking").put("data", opaque.data());
        } else {
            content.addObject()
                    .put("type", "thinking")
                    .put("thinking", thought.text())
                    .put("signature", opaque.data());
        }
    }

    private void image(Part.Image image, ArrayNode content) {
        if (!image.detail().isEmpty() && !image.detail().equals("auto")) {
            losses.dropped(path(image), "how closely to look cannot be said");
        }
        source(image, image.source(), "image", "image/png", Ability.IMAGE_BY_URL, content);
    }

    private void document(Part.Document document, ArrayNode content) {
        int before = content.size();
        switch (document.source()) {
            case Source.Plain plain ->
                    content.addObject()
                            .put("type", "document")
                            .putObject("source")
                            .put("type", "text")
                            .put("media_type", "text/plain")
                            .put("data", plain.text());
            case Source.Parts parts -> {
                ObjectNode source = content.addObject().put("type", "document").putObject("source");
                ArrayNode inside = source.put("type", "content").putArray("content");
                parts.parts().forEach(part -> write(part, inside));
            }
            case Source.Inline inline ->
                    source(document, inline, "document", PDF, Ability.DOCUMENT_BY_URL, content);
            case Source.Web web ->
                    source(document, web, "document", PDF, Ability.DOCUMENT_BY_URL, content);
            case Source.Stored stored ->
                    source(document, stored, "document", PDF, Ability.DOCUMENT_BY_URL, content);
        }
        if (content.size() > before && !document.name().isEmpty()) {
            ((ObjectNode) content.get(content.size() - 1)).put("title", document.name());
        }
    }

    private void source(
            Part part, Source from, String type, String usual, Ability byUrl, ArrayNode content) {
        ObjectNode source = JsonNodeFactory.instance.objectNode();
        switch (from) {
            case Source.Inline inline ->
                    source.put("type", "base64")
                            .put(
                                    "media_type",
                                    inline.mediaType().isEmpty() ? usual : inline.mediaType())
                            .put("data", DataUrl.standard(inline.base64()));
            case Source.Web web -> {
                if (target.can(byUrl)) {
                    source.put("type", "url").put("url", web.url());
                }
            }
            case Source.Stored stored -> {
                if (part.aside().origin().dialect().isEmpty()) { // made for this provider
                    source.put("type", "file").put("file_id", stored.id());
                }
            }
            case Source.Plain plain -> {}
            case Source.Parts parts -> {}
        }
        if (source.isEmpty()) {
            ForeignReport.dropped(part, losses);
        } else {
            content.addObject().put("type", type).set("source", source);
        }
    }

    private void call(Part.ToolCall call, ArrayNode content) {
        state(call);
        ObjectNode input =
                call.kind() == Part.ToolCall.Kind.CUSTOM
                        ? CallArguments.wrapped(call.input())
                        : CallArguments.object(call.input(), path(call), losses);
        content.addObject()
                .put("type", "tool_use")
                .put("id", CallIds.plain(call.id(), MOST_ID))
                .put("name", call.name())
                .set("input", input);
    }

    private void result(Part.ToolResult result, ArrayNode content) {
        ObjectNode block = content.addObject().put("type", "tool_result");
        block.put("tool_use_id", CallIds.plain(result.callId(), MOST_ID));
        ArrayNode inside = JsonNodeFactory.instance.arrayNode();
        for (Part part : result.content()) {
            boolean takes =
                    part instanceof Part.Text
                            || part instanceof Part.Refusal
                            || target.can(Ability.MEDIA_IN_RESULTS)
                            || part.aside().origin().isOf(AnthropicCodec.DIALECT);
            if (takes) {
                write(part, inside);
            } else {
                ForeignReport.dropped(part, losses);
            }
        }
        if (inside.size() == 1 && inside.get(0).size() == 2 && inside.get(0).has("text")) {
            block.set("content", inside.get(0).get("text"));
        } else if (!inside.isEmpty()) {
            block.set("content", inside);
        }
        if (result.outcome() == Part.ToolResult.Outcome.ERROR) {
            block.put("is_error", true);
        }
    }

    /** A call that nobody answered would be refused. */
    void unanswered(Part.ToolCall call, ArrayNode content) {
        Part said = Part.Text.of("No result was given.");
        write(
                new Part.ToolResult(
                        call.id(),
                        call.name(),
                        List.of(said),
                        Part.ToolResult.Outcome.ERROR,
                        Aside.NONE),
                content);
    }
}
