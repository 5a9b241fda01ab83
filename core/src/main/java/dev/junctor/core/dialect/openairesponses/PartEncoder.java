package dev.junctor.core.dialect.openairesponses;

import dev.junctor.core.chat.CacheMark;
import dev.junctor.core.chat.Citation;
import dev.junctor.core.chat.Part;
import dev.junctor.core.chat.Source;
import dev.junctor.core.dialect.Ability;
import dev.junctor.core.dialect.DataUrl;
import dev.junctor.core.dialect.ForeignReport;
import dev.junctor.core.dialect.Losses;
import dev.junctor.core.dialect.Target;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes parts of messages and of results of tools. */
final class PartEncoder {
    /** How long a breakpoint can live besides the usual time. */
    private static final long HALF_HOUR = 30 * 60;

    private static final String PDF = "application/pdf";

    /** Its protocols share their files. */
    private static final String OPENAI = "openai-";

    private final Target target;
    private final Losses losses;

    PartEncoder(Target target, Losses losses) {
        this.target = target;
        this.losses = losses;
    }

    /** Adds a part that goes to the model. */
    void input(Part part, ArrayNode list) {
        losses.unread(part.aside().origin());
        if (part.aside().opaque().isPresent()) {
            losses.dropped(
                    part.aside().origin().path(), "the provider's state beside it is not sent");
        }
        int before = list.size();
        switch (part) {
            case Part.Text text -> {
                if (!text.citations().isEmpty()) {
                    losses.dropped(text.aside().origin().path(), "citations of earlier answers");
                }
                text(text.text(), list);
            }
            case Part.Refusal refusal -> text(refusal.text(), list);
            case Part.Image image -> image(image, list);
            case Part.Document document -> document(document, list);
            case Part.Audio audio -> ForeignReport.dropped(audio, losses);
            case Part.Video video -> ForeignReport.dropped(video, losses);
            case Part.Reasoning reasoning -> ForeignReport.dropped(reasoning, losses);
            case Part.ToolCall call -> ForeignReport.dropped(call, losses);
            case Part.ToolResult result -> ForeignReport.dropped(result, losses);
            case Part.Foreign foreign -> ForeignReport.dropped(foreign, losses);
        }
        if (list.size() > before && list.get(list.size() - 1) instanceof ObjectNode last) {
            mark(last, part.aside().cache(), part.aside().origin().below("cache_control"));
        }
    }

    private static void text(String text, ArrayNode list) {
        list.addObject().put("type", "input_text").put("text", text);
    }

    /** Adds words of the model's. */
    void output(Part.Text text, ArrayNode list) {
        ObjectNode content = list.addObject().put("type", "output_text").put("text", text.text());
        annotations(text, content);
        mark(content, text.aside().cache(), text.aside().origin().below("cache_control"));
    }

    /** Adds the sources of a text. */
    static void annotations(Part.Text text, ObjectNode content) {
        ArrayNode annotations = content.putArray("annotations");
        text.citations().forEach(citation -> annotation(citation, annotations.addObject()));
    }

    static void annotation(Citation citation, ObjectNode json) {
        json.put("type", "url_citation")
                .put("start_index", Math.max(0, citation.from()))
                .put("end_index", Math.max(0, citation.to()))
                .put("url", citation.url())
                .put("title", citation.title());
    }

    private void image(Part.Image image, ArrayNode list) {
        ObjectNode json = list.objectNode().put("type", "input_image");
        switch (image.source()) {
            case Source.Inline inline -> json.put("image_url", DataUrl.of(inline, "image/png"));
            case Source.Web web -> json.put("image_url", web.url());
            case Source.Stored stored -> {
                ForeignReport.dropped(image, losses); // ids of other providers mean nothing here
                return;
            }
            case Source.Plain plain -> {
                ForeignReport.dropped(image, losses);
                return;
            }
            case Source.Parts parts -> {
                ForeignReport.dropped(image, losses);
                return;
            }
        }
        json.put("detail", image.detail().isEmpty() ? "auto" : image.detail());
        list.add(json);
    }

    private void document(Part.Document document, ArrayNode list) {
        ObjectNode json = list.objectNode().put("type", "input_file");
        switch (document.source()) {
            case Source.Inline inline -> {
                String name = document.name().isEmpty() ? "document.pdf" : document.name();
                json.put("filename", name).put("file_data", DataUrl.of(inline, PDF));
                list.add(json);
            }
            case Source.Web web -> list.add(json.put("file_url", web.url()));
            case Source.Plain plain -> text(plain.text(), list);
            case Source.Parts parts -> parts.parts().forEach(part -> input(part, list));
            case Source.Stored stored -> {
                if (document.aside().origin().dialect().startsWith(OPENAI)) {
                    list.add(json.put("file_id", stored.id()));
                } else {
                    ForeignReport.dropped(document, losses); // others' ids mean nothing here
                }
            }
        }
    }

    /** Sets a breakpoint behind an object. */
    void mark(ObjectNode object, CacheMark mark, String path) {
        if (!mark.isPresent()) {
            return;
        }
        if (!target.can(Ability.CACHE_MARKS) || object.isEmpty()) {
            losses.dropped(path, "the provider finds what to cache by itself");
            return;
        }
        if (mark.seconds() > 0 && mark.seconds() != HALF_HOUR) {
            losses.approximated(path, "the cache keeps its usual time");
        }
        ObjectNode breakpoint = object.putObject("prompt_cache_breakpoint");
        breakpoint.put("mode", "explicit");
        if (mark.seconds() == HALF_HOUR) {
            breakpoint.put("ttl", "30m");
        }
    }
}
