package dev.junctor.core.dialect.openaichat.chat;

import dev.junctor.core.chat.Aside;
import dev.junctor.core.chat.CacheMark;
import dev.junctor.core.chat.Citation;
import dev.junctor.core.chat.Origin;
import dev.junctor.core.chat.Part;
import dev.junctor.core.chat.Source;
import dev.junctor.core.dialect.CacheTimes;
import dev.junctor.core.dialect.DataUrl;
import dev.junctor.core.dialect.Malformed;
import dev.junctor.core.dialect.Reading;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads {@code content}: a string or a list of parts. */
final class ContentDecoder {
    private ContentDecoder() {}

    /** The parts of a message; none for content that is absent, null or an empty string. */
    static List<Part> parts(Reading message) {
        JsonNode content = message.take("content");
        if (content.isMissingNode()) {
            return List.of();
        }
        if (content.isString()) {
            String text = content.asString();
            List<Citation> citations = citations(message);
            String path = citations.isEmpty() ? message.path("content") : message.path();
            Aside aside = Aside.of(Origin.at(path));
            return text.isEmpty() ? List.of() : List.of(new Part.Text(text, citations, aside));
        }
        List<JsonNode> elements = message.list("content");
        List<Part> parts = new ArrayList<>(elements.size());
        for (int i = 0; i < elements.size(); i++) {
            JsonNode element = elements.get(i);
            if (element.isString()) {
                parts.add(Part.Text.of(element.asString())); // some clients send bare strings
            } else {
                parts.add(part(message.element("content", i, element)));
            }
        }
        return parts;
    }

    private static Part part(Reading part) {
        String type = part.required("type");
        CacheMark mark = mark(part);
        Part read =
                switch (type) {
                    case "text", "input_text", "output_text" -> Part.Text.of(part.required("text"));
                    case "refusal" -> new Part.Refusal(part.required("refusal"), Aside.NONE);
                    case "image_url", "input_image" -> image(part);
                    case "input_audio" -> audio(part);
                    case "video_url" ->
                            new Part.Video(DataUrl.source(url(part, "video_url")), Aside.NONE);
                    case "file" -> file(part);
                    case "thinking" -> thinking(part);
                    default -> new Part.Foreign(type, Aside.NONE);
                };
        if (read instanceof Part.Foreign) {
            return read.with(Aside.of(foreign(part)).with(mark));
        }
        return read.with(Aside.of(part.origin()).with(mark));
    }

    /** What is not understood is lost as one thing, not field by field. */
    private static Origin foreign(Reading part) {
        part.json().propertyNames().forEach(part::known);
        return part.origin();
    }

    private static Part image(Reading part) {
        JsonNode image = part.take("image_url");
        if (image.isString()) {
            return new Part.Image(DataUrl.source(image.asString()), "", Aside.NONE);
        }
        Reading object = part.object("image_url");
        return new Part.Image(
                DataUrl.source(object.required("url")), object.text("detail"), Aside.NONE);
    }

    private static String url(Reading part, String field) {
        JsonNode value = part.take(field);
        return value.isString() ? value.asString() : part.object(field).required("url");
    }

    private static Part audio(Reading part) {
        JsonNode audio = part.take("input_audio");
        if (audio.isString()) {
            return new Part.Audio(DataUrl.source(audio.asString()), "", Aside.NONE);
        }
        Reading object = part.object("input_audio");
        String format = object.text("format");
        String type = format.isEmpty() ? "" : "audio/" + format;
        return new Part.Audio(new Source.Inline(type, object.required("data")), "", Aside.NONE);
    }

    private static Part file(Reading part) {
        Reading file = part.object("file");
        String name = file.text("filename");
        String id = file.text("file_id");
        String data = file.text("file_data");
        String url = file.text("file_url");
        if (!id.isEmpty()) {
            return new Part.Document(new Source.Stored(id, ""), name, Aside.NONE);
        }
        if (data.isEmpty() && url.isEmpty()) {
            throw new Malformed(
                    part.path("file"), "'" + part.path("file") + "' needs file_data or file_id.");
        }
        Source source = DataUrl.source(data.isEmpty() ? url : data);
        if (source instanceof Source.Web && !data.isEmpty() && !data.contains("://")) {
            source = new Source.Inline("application/pdf", data); // base64 without its head
        }
        return new Part.Document(source, name, Aside.NONE);
    }

    /** A content part of thoughts, as some providers write them: a list of texts, or one text. */
    private static Part thinking(Reading part) {
        part.known("closed");
        JsonNode thoughts = part.take("thinking");
        StringBuilder text = new StringBuilder();
        if (thoughts.isString()) {
            text.append(thoughts.asString());
        }
        for (JsonNode thought : thoughts) {
            text.append(thought.path("text").asString(""));
        }
        return new Part.Reasoning(Part.Reasoning.Form.FULL, List.of(text.toString()), Aside.NONE);
    }

    /** The breakpoint of an object, in OpenAI's or OpenRouter's form. */
    static CacheMark mark(Reading of) {
        JsonNode openAi = of.take("prompt_cache_breakpoint");
        JsonNode other = of.take("cache_control");
        JsonNode mark = other.isObject() ? other : openAi;
        if (!mark.isObject()) {
            return CacheMark.NONE;
        }
        return CacheTimes.mark(mark.path("ttl").asString(""));
    }

    /** The sources that a text names. */
    static List<Citation> citations(Reading message) {
        List<Citation> citations = new ArrayList<>();
        for (JsonNode annotation : message.list("annotations")) {
            if (annotation.path("url_citation") instanceof ObjectNode cited) {
                citations.add(citation(cited));
            }
        }
        return citations;
    }

    static Citation citation(ObjectNode cited) {
        return new Citation(
                cited.path("url").asString(""),
                cited.path("title").asString(""),
                cited.path("content").asString(""),
                cited.path("start_index").asInt(-1),
                cited.path("end_index").asInt(-1));
    }
}
