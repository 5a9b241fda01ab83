package dev.junctor.core.dialect.openairesponses;

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

/** Reads {@code content} of a message and {@code output} of a result: a string or a list of parts. */
final class PartDecoder {
    private PartDecoder() {}

    /** The parts; none for content that is absent, null or an empty string. */
    static List<Part> parts(Reading of, String field) {
        JsonNode content = of.take(field);
        if (content.isMissingNode()) {
            return List.of();
        }
        if (content.isString()) {
            String text = content.asString();
            return text.isEmpty() ? List.of() : List.of(Part.Text.of(text));
        }
        List<JsonNode> elements = of.list(field);
        List<Part> parts = new ArrayList<>(elements.size());
        for (int i = 0; i < elements.size(); i++) {
            parts.add(part(of.element(field, i, elements.get(i))));
        }
        return parts;
    }

    private static Part part(Reading part) {
        String type = part.required("type");
        CacheMark mark = mark(part);
        Part read =
                switch (type) {
                    case "input_text", "output_text", "text" -> text(part);
                    case "refusal" -> new Part.Refusal(part.required("refusal"), Aside.NONE);
                    case "input_image" -> image(part);
                    case "input_file" -> file(part);
                    case "input_audio" -> audio(part);
                    default -> new Part.Foreign(type, Aside.NONE);
                };
        if (read instanceof Part.Foreign) {
            part.json().propertyNames().forEach(part::known); // lost as one thing
        }
        Origin origin = part.origin();
        return read.with(Aside.of(origin).with(mark));
    }

    private static Part text(Reading part) {
        String text = part.required("text");
        part.known("logprobs");
        List<Citation> citations = citations(part.take("annotations"));
        return new Part.Text(text, citations, Aside.NONE);
    }

    private static Part image(Reading part) {
        String detail = part.text("detail");
        String id = part.text("file_id");
        JsonNode url = part.take("image_url");
        if (!id.isEmpty()) {
            return new Part.Image(new Source.Stored(id, ""), detail, Aside.NONE);
        }
        String address = url.isObject() ? url.path("url").asString("") : url.asString("");
        if (address.isEmpty()) {
            throw new Malformed(
                    part.path("image_url"),
                    "'" + part.path() + "' needs an image_url or a file_id.");
        }
        return new Part.Image(DataUrl.source(address), detail, Aside.NONE);
    }

    private static Part file(Reading part) {
        String name = part.text("filename");
        String id = part.text("file_id");
        String data = part.text("file_data");
        String url = part.text("file_url");
        if (!id.isEmpty()) {
            return new Part.Document(new Source.Stored(id, ""), name, Aside.NONE);
        }
        if (data.isEmpty() && url.isEmpty()) {
            throw new Malformed(
                    part.path(), "'" + part.path() + "' needs file_data, file_url or file_id.");
        }
        Source source = DataUrl.source(data.isEmpty() ? url : data);
        if (source instanceof Source.Web && !data.isEmpty() && !data.startsWith("http")) {
            source = new Source.Inline("application/pdf", data); // base64 without its head
        }
        return new Part.Document(source, name, Aside.NONE);
    }

    /** Not in OpenAI's description, but in what its clients can send. */
    private static Part audio(Reading part) {
        Reading audio = part.object("input_audio");
        String format = audio.text("format");
        String type = format.isEmpty() ? "" : "audio/" + format;
        return new Part.Audio(new Source.Inline(type, audio.required("data")), "", Aside.NONE);
    }

    private static CacheMark mark(Reading part) {
        JsonNode mark = part.take("prompt_cache_breakpoint");
        return mark.isObject() ? CacheTimes.mark(mark.path("ttl").asString("")) : CacheMark.NONE;
    }

    /** The sources on the web that a text names. */
    static List<Citation> citations(JsonNode annotations) {
        List<Citation> citations = new ArrayList<>();
        for (JsonNode annotation : annotations) {
            if (isOfWeb(annotation)) {
                citations.add(citation(annotation));
            }
        }
        return citations;
    }

    static boolean isOfWeb(JsonNode annotation) {
        return annotation.path("type").asString("").equals("url_citation");
    }

    static Citation citation(JsonNode annotation) {
        return new Citation(
                annotation.path("url").asString(""),
                annotation.path("title").asString(""),
                annotation.path("content").asString(""),
                annotation.path("start_index").asInt(-1),
                annotation.path("end_index").asInt(-1));
    }
}
