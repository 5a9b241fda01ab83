package dev.junctor.core.dialect.anthropic;

import dev.junctor.core.chat.Aside;
import dev.junctor.core.chat.CacheMark;
import dev.junctor.core.chat.Citation;
import dev.junctor.core.chat.Opaque;
import dev.junctor.core.chat.Origin;
import dev.junctor.core.chat.Part;
import dev.junctor.core.chat.Part.Reasoning.Form;
import dev.junctor.core.chat.Part.ToolResult.Outcome;
import dev.junctor.core.chat.Source;
import dev.junctor.core.dialect.CacheTimes;
import dev.junctor.core.dialect.CallArguments;
import dev.junctor.core.dialect.Carrier;
import dev.junctor.core.dialect.DataUrl;
import dev.junctor.core.dialect.Malformed;
import dev.junctor.core.dialect.Reading;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads content blocks of a request. */
final class BlockDecoder {
    private BlockDecoder() {}

    /** The parts of a field that is a string or a list of blocks. */
    static List<Part> content(Reading of, String field, Carrier carrier) {
        JsonNode content = of.take(field);
        if (content.isMissingNode()) {
            return List.of();
        }
        if (content.isString()) {
            String text = content.asString();
            Aside aside = Aside.of(Origin.at(of.path(field)));
            return text.isEmpty() ? List.of() : List.of(new Part.Text(text, List.of(), aside));
        }
        List<JsonNode> blocks = of.list(field);
        List<Part> parts = new ArrayList<>(blocks.size());
        for (int i = 0; i < blocks.size(); i++) {
            parts.add(block(of.element(field, i, blocks.get(i)), carrier));
        }
        return parts;
    }

    private static Part block(Reading block, Carrier carrier) {
        String type = block.required("type");
        CacheMark mark = mark(block);
        Part part =
                switch (type) {
                    case "text" -> text(block);
                    case "image" -> new Part.Image(source(block), "", Aside.NONE);
                    case "document" -> document(block, carrier);
                    case "thinking" -> thinking(block, carrier);
                    case "redacted_thinking" -> {
                        Opaque opaque = open(block.required("data"), carrier);
                        yield new Part.Reasoning(Form.REDACTED, List.of(), Aside.of(opaque));
                    }
                    case "tool_use" -> toolUse(block);
                    case "tool_result" -> toolResult(block, carrier);
                    default -> new Part.Foreign(type, Aside.NONE);
                };
        Opaque opaque = part.aside().opaque();
        return part.with(new Aside(origin(part, block), mark, opaque));
    }

    /** What is not understood is lost as one thing, not field by field. */
    private static Origin origin(Part part, Reading block) {
        if (part instanceof Part.Foreign) {
            block.json().propertyNames().forEach(block::known);
        }
        return block.origin();
    }

    private static Part text(Reading block) {
        String text = block.required("text");
        List<Citation> citations = new ArrayList<>();
        boolean all = true;
        for (JsonNode cited : block.json().path("citations")) {
            if (isOfWeb(cited)) {
                citations.add(citation(cited));
            } else {
                all = false;
            }
        }
        if (all) {
            block.known("citations");
        }
        return new Part.Text(text, citations, Aside.NONE);
    }

    static boolean isOfWeb(JsonNode citation) {
        return citation.path("type").asString("").equals("web_search_result_location");
    }

    static Citation citation(JsonNode cited) {
        return new Citation(
                cited.path("url").asString(""),
                cited.path("title").asString(""),
                cited.path("cited_text").asString(""),
                -1,
                -1);
    }

    private static Part thinking(Reading block, Carrier carrier) {
        String text = block.text("thinking");
        Opaque opaque = open(block.text("signature"), carrier);
        List<String> texts = text.isEmpty() ? List.of() : List.of(text);
        return new Part.Reasoning(Form.FULL, texts, Aside.of(opaque));
    }

    private static Opaque open(String carried, Carrier carrier) {
        return carried.isEmpty() ? Opaque.NONE : carrier.open(carried, AnthropicCodec.DIALECT);
    }

    private static Part toolUse(Reading block) {
        block.known("caller");
        String id = block.required("id");
        String name = block.required("name");
        JsonNode input = block.take("input");
        if (!input.isObject() && !input.isMissingNode()) {
            throw new Malformed(
                    block.path("input"), "'" + block.path("input") + "' must be an object.");
        }
        String text = CallArguments.text(input);
        return new Part.ToolCall(id, name, Part.ToolCall.Kind.FUNCTION, text, Aside.NONE);
    }

    private static Part toolResult(Reading block, Carrier carrier) {
        String id = block.required("tool_use_id");
        List<Part> content = content(block, "content", carrier);
        Outcome outcome = block.isTrue("is_error") ? Outcome.ERROR : Outcome.OK;
        return new Part.ToolResult(id, "", content, outcome, Aside.NONE);
    }

    private static Source source(Reading block) {
        Reading source = block.object("source");
        return switch (source.required("type")) {
            case "base64" ->
                    new Source.Inline(
                            source.text("media_type"), DataUrl.standard(source.required("data")));
            case "url" -> new Source.Web(source.required("url"), "");
            case "file" -> new Source.Stored(source.required("file_id"), "");
            case "text" -> {
                source.known("media_type");
                yield new Source.Plain(source.required("data"));
            }
            default ->
                    throw new Malformed(
                            source.path("type"), "'" + source.path("type") + "' is not known.");
        };
    }

    private static Part document(Reading block, Carrier carrier) {
        String title = block.text("title");
        if (block.json().path("source").path("type").asString("").equals("content")) {
            Reading source = block.object("source");
            source.known("type");
            List<Part> parts = content(source, "content", carrier);
            return new Part.Document(new Source.Parts(parts), title, Aside.NONE);
        }
        return new Part.Document(source(block), title, Aside.NONE);
    }

    /** The breakpoint of an object. */
    static CacheMark mark(Reading of) {
        JsonNode control = of.take("cache_control");
        return control.isObject()
                ? CacheTimes.mark(control.path("ttl").asString(""))
                : CacheMark.NONE;
    }
}
