package dev.junctor.core.dialect.gemini;

import dev.junctor.core.chat.Opaque;
import dev.junctor.core.chat.Part;
import dev.junctor.core.chat.Source;
import dev.junctor.core.dialect.CallArguments;
import dev.junctor.core.dialect.Carrier;
import dev.junctor.core.dialect.DataUrl;
import dev.junctor.core.dialect.ForeignReport;
import dev.junctor.core.dialect.Losses;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes the parts of an answer, whole or of a stream. */
final class AnswerWriter {
    private final Carrier carrier;
    private final Losses losses;

    AnswerWriter(Carrier carrier, Losses losses) {
        this.carrier = carrier;
        this.losses = losses;
    }

    /** A whole part; empty where there is nothing to say. */
    Optional<ObjectNode> part(Part part) {
        losses.unread(part.aside().origin());
        Opaque opaque = part.aside().opaque();
        return switch (part) {
            case Part.Text text -> said(words(text.text()), text.text(), opaque);
            case Part.Refusal refusal -> said(words(refusal.text()), refusal.text(), opaque);
            case Part.Reasoning thought -> said(thought(thought.text()), thought.text(), opaque);
            case Part.ToolCall call -> Optional.of(signed(call(call, call.input()), opaque));
            case Part.Image image -> media(image, image.source(), "image/png");
            case Part.Audio audio -> media(audio, audio.source(), "audio/pcm");
            case Part.Video video -> media(video, video.source(), "video/mp4");
            case Part.Document document -> media(document, document.source(), "application/pdf");
            case Part.ToolResult result -> dropped(result);
            case Part.Foreign foreign -> dropped(foreign);
        };
    }

    private Optional<ObjectNode> dropped(Part part) {
        ForeignReport.dropped(part, losses);
        return Optional.empty();
    }

    private Optional<ObjectNode> said(ObjectNode part, String text, Opaque opaque) {
        boolean silent = text.isEmpty() && !opaque.isPresent();
        return silent ? Optional.empty() : Optional.of(signed(part, opaque));
    }

    static ObjectNode words(String text) {
        return JsonNodeFactory.instance.objectNode().put("text", text);
    }

    static ObjectNode thought(String text) {
        return words(text).put("thought", true);
    }

    /** A call with the input that it has by now. */
    ObjectNode call(Part.ToolCall call, String input) {
        ObjectNode part = JsonNodeFactory.instance.objectNode();
        ObjectNode json = part.putObject("functionCall");
        if (!call.id().isEmpty()) {
            json.put("id", call.id());
        }
        json.put("name", call.name());
        json.set(
                "args",
                call.kind() == Part.ToolCall.Kind.CUSTOM
                        ? CallArguments.wrapped(input)
                        : CallArguments.object(input, call.aside().origin().path(), losses));
        return part;
    }

    /** The part with the state that belongs to it, for the client to bring back. */
    ObjectNode signed(ObjectNode part, Opaque opaque) {
        return opaque.isPresent()
                ? part.put("thoughtSignature", Signatures.write(opaque, carrier))
                : part;
    }

    private Optional<ObjectNode> media(Part part, Source source, String usual) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        switch (source) {
            case Source.Inline inline ->
                    json.putObject("inlineData")
                            .put("mimeType", Media.type(inline, usual))
                            .put("data", DataUrl.standard(inline.base64()));
            case Source.Web web ->
                    json.putObject("fileData")
                            .put("mimeType", Media.type(web, usual))
                            .put("fileUri", web.url());
            case Source.Plain plain -> json.put("text", plain.text());
            case Source.Stored stored -> {}
            case Source.Parts parts -> {}
        }
        return json.isEmpty() ? dropped(part) : Optional.of(signed(json, part.aside().opaque()));
    }
}
