package dev.junctor.core.dialect.openaichat.chat;

import dev.junctor.core.chat.CacheMark;
import dev.junctor.core.chat.Opaque;
import dev.junctor.core.chat.Part;
import dev.junctor.core.chat.Source;
import dev.junctor.core.dialect.Ability;
import dev.junctor.core.dialect.CacheTimes;
import dev.junctor.core.dialect.DataUrl;
import dev.junctor.core.dialect.ForeignReport;
import dev.junctor.core.dialect.Losses;
import dev.junctor.core.dialect.Target;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes {@code content}: a string where one text says all, otherwise a list of parts. */
final class ContentEncoder {
    private final Target target;
    private final Losses losses;

    ContentEncoder(Target target, Losses losses) {
        this.target = target;
        this.losses = losses;
    }

    JsonNode content(List<Part> parts) {
        if (parts.isEmpty()) {
            return JsonNodeFactory.instance.stringNode("");
        }
        if (parts.size() == 1
                && parts.getFirst() instanceof Part.Text text
                && !(text.aside().cache().isPresent() && target.can(Ability.CACHE_MARKS))) {
            beside(text);
            if (text.aside().cache().isPresent()) {
                mark(
                        JsonNodeFactory.instance.objectNode(),
                        text.aside().cache(),
                        text.aside().origin().path(),
                        target,
                        losses);
            }
            return JsonNodeFactory.instance.stringNode(text.text());
        }
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (Part part : parts) {
            part(part, list);
        }
        return list;
    }

    private void part(Part part, ArrayNode list) {
        if (part.aside().origin().isOf(OpenAiChatCodec.DIALECT)) {
            list.add(part.aside().origin().json());
            return;
        }
        int before = list.size();
        switch (part) {
            case Part.Text text -> text(text.text(), list);
            case Part.Refusal refusal -> text(refusal.text(), list);
            case Part.Image image -> image(image, list);
            case Part.Audio audio -> audio(audio, list);
            case Part.Video video -> video(video, list);
            case Part.Document document -> document(document, list);
            case Part.Reasoning reasoning -> ForeignReport.dropped(reasoning, losses);
            case Part.ToolCall call -> ForeignReport.dropped(call, losses);
            case Part.ToolResult result -> ForeignReport.dropped(result, losses);
            case Part.Foreign foreign -> ForeignReport.dropped(foreign, losses);
        }
        beside(part);
        if (list.size() > before && list.get(list.size() - 1) instanceof ObjectNode last) {
            mark(last, part.aside().cache(), part.aside().origin().path(), target, losses);
        }
    }

    private void beside(Part part) {
        losses.unread(part.aside().origin());
        Opaque opaque = part.aside().opaque();
        if (opaque.isPresent()) {
            losses.dropped(
                    part.aside().origin().path(), "the provider's state beside it is not sent");
        }
        if (part instanceof Part.Text text && !text.citations().isEmpty()) {
            losses.dropped(part.aside().origin().path(), "citations of earlier answers");
        }
    }

    private static void text(String text, ArrayNode list) {
        list.addObject().put("type", "text").put("text", text);
    }

    private void image(Part.Image image, ArrayNode list) {
        String url =
                switch (image.source()) {
                    case Source.Inline inline -> DataUrl.of(inline, "image/png");
                    case Source.Web web -> web.url();
                    case Source.Stored stored -> "";
                    case Source.Plain plain -> "";
                    case Source.Parts parts -> "";
                };
        if (url.isEmpty()) {
            ForeignReport.dropped(image, losses);
            return;
        }
        ObjectNode object = list.addObject().put("type", "image_url").putObject("image_url");
        object.put("url", url);
        if (!image.detail().isEmpty()) {
            object.put("detail", image.detail());
        }
    }

    private void audio(Part.Audio audio, ArrayNode list) {
        if (!(audio.source() instanceof Source.Inline inline)) {
            ForeignReport.dropped(audio, losses);
            return;
        }
        ObjectNode object = list.addObject().put("type", "input_audio").putObject("input_audio");
        object.put("data", DataUrl.standard(inline.base64()));
        String format = inline.mediaType().toLowerCase(Locale.ROOT).replace("audio/", "");
        object.put(
                "format",
                switch (format) {
                    case "mpeg", "mpga" -> "mp3";
                    case "x-wav", "wave", "" -> "wav";
                    default -> format;
                });
    }

    private void video(Part.Video video, ArrayNode list) {
        String url =
                switch (video.source()) {
                    case Source.Inline inline -> DataUrl.of(inline, "video/mp4");
                    case Source.Web web -> web.url();
                    case Source.Stored stored -> "";
                    case Source.Plain plain -> "";
                    case Source.Parts parts -> "";
                };
        if (url.isEmpty()) {
            ForeignReport.dropped(video, losses);
        } else {
            list.addObject().put("type", "video_url").putObject("video_url").put("url", url);
        }
    }

    private void document(Part.Document document, ArrayNode list) {
        switch (document.source()) {
            case Source.Inline inline ->
                    file(document, list).put("file_data", DataUrl.of(inline, "application/pdf"));
            case Source.Stored stored -> {
                if (document.aside().origin().dialect().isEmpty()) { // made for this provider
                    file(document, list).put("file_id", stored.id());
                } else {
                    ForeignReport.dropped(document, losses);
                }
            }
            case Source.Plain plain -> text(plain.text(), list);
            case Source.Parts parts -> {
                for (Part part : parts.parts()) {
                    part(part, list);
                }
            }
            case Source.Web web -> {
                if (target.can(Ability.DOCUMENT_BY_URL)) {
                    file(document, list).put("file_data", web.url());
                } else {
                    ForeignReport.dropped(document, losses);
                }
            }
        }
    }

    private static ObjectNode file(Part.Document document, ArrayNode list) {
        ObjectNode file = list.addObject().put("type", "file").putObject("file");
        if (!document.name().isEmpty()) {
            file.put("filename", document.name());
        } else if (document.source() instanceof Source.Inline) {
            file.put("filename", "document.pdf");
        }
        return file;
    }

    /** Writes a breakpoint in the form that compatible providers take; nothing for no mark. */
    static void mark(ObjectNode object, CacheMark mark, String path, Target target, Losses losses) {
        if (!mark.isPresent()) {
            return;
        }
        if (!target.can(Ability.CACHE_MARKS)) {
            losses.dropped(path, "the provider caches by itself and takes no breakpoints");
            return;
        }
        ObjectNode control = object.putObject("cache_control").put("type", "ephemeral");
        String ttl = CacheTimes.fiveMinutesOrHour(mark, path, losses);
        if (!ttl.isEmpty()) {
            control.put("ttl", ttl);
        }
    }
}
