package dev.junctor.core.dialect.gemini;

import dev.junctor.core.chat.Aside;
import dev.junctor.core.chat.Opaque;
import dev.junctor.core.chat.Part;
import dev.junctor.core.chat.Part.Reasoning.Form;
import dev.junctor.core.chat.Part.ToolResult.Outcome;
import dev.junctor.core.chat.Source;
import dev.junctor.core.dialect.CallArguments;
import dev.junctor.core.dialect.Carrier;
import dev.junctor.core.dialect.DataUrl;
import dev.junctor.core.json.Trees;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads parts of a request. */
final class PartDecoder {
    /** A result that is one text (the field that the API names for it). */
    static final String RESULT = "output";

    /** A tool that failed. */
    static final String ERROR = "error";

    private final Carrier carrier;
    private final CallMatch calls;

    PartDecoder(Carrier carrier, CallMatch calls) {
        this.carrier = carrier;
        this.calls = calls;
    }

    /** The parts of a content. */
    List<Part> parts(Fields content) {
        List<Part> parts = new ArrayList<>();
        for (Fields part : content.objects("parts")) {
            parts.add(part(part));
        }
        return parts;
    }

    private Part part(Fields part) {
        Opaque opaque = Signatures.open(part.text("thoughtSignature"), carrier);
        boolean thought = part.isTrue("thought");
        Part read;
        if (part.has("functionCall")) {
            read = call(part.object("functionCall"));
        } else if (part.has("functionResponse")) {
            read = result(part.object("functionResponse"));
        } else if (part.has("inlineData")) {
            read = inline(part.object("inlineData"));
        } else if (part.has("fileData")) {
            read = file(part.object("fileData"));
        } else if (part.has("text") || part.json().size() <= 1 || opaque.isPresent()) {
            String text = part.text("text");
            read =
                    thought
                            ? new Part.Reasoning(
                                    text.isEmpty() && opaque.isPresent()
                                            ? Form.REDACTED
                                            : Form.FULL,
                                    text.isEmpty() ? List.of() : List.of(text),
                                    Aside.NONE)
                            : Part.Text.of(text);
        } else {
            String type = part.json().propertyNames().iterator().next();
            part.allKnown();
            read = new Part.Foreign(type, Aside.NONE);
        }
        return read.with(Aside.of(part.origin()).with(opaque));
    }

    private Part call(Fields call) {
        String name = call.required("name");
        String id = calls.call(call.text("id"), name);
        String input = CallArguments.text(call.take("args"));
        return new Part.ToolCall(id, name, Part.ToolCall.Kind.FUNCTION, input, Aside.NONE);
    }

    private Part result(Fields result) {
        String name = result.text("name");
        String id = calls.result(result.text("id"), name);
        result.known("willContinue", "scheduling");
        JsonNode response = result.take("response");
        List<Part> content = new ArrayList<>();
        boolean failed = response.size() == 1 && response.path(ERROR).isString();
        JsonNode only = response.path(failed ? ERROR : RESULT);
        boolean wrapped = response.size() == 1 && only.isString();
        if (wrapped) {
            content.add(Part.Text.of(only.asString()));
        } else if (!response.isMissingNode() && !(response.isObject() && response.isEmpty())) {
            content.add(Part.Text.of(Trees.text(response)));
        }
        content.addAll(parts(result));
        Outcome outcome = failed ? Outcome.ERROR : Outcome.OK;
        return new Part.ToolResult(id, name, content, outcome, Aside.NONE);
    }

    private static Part inline(Fields data) {
        String type = data.text("mimeType");
        Source source = new Source.Inline(type, DataUrl.standard(data.text("data")));
        return Media.part(type, data.text("displayName"), source);
    }

    private static Part file(Fields data) {
        String type = data.text("mimeType");
        Source source = new Source.Web(data.required("fileUri"), type);
        return Media.part(type, data.text("displayName"), source);
    }
}
