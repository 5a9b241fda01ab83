package dev.junctor.core.dialect.gemini;

import dev.junctor.core.chat.Aside;
import dev.junctor.core.chat.Opaque;
import dev.junctor.core.chat.Origin;
import dev.junctor.core.chat.Part;
import dev.junctor.core.chat.Part.Reasoning.Form;
import dev.junctor.core.chat.Source;
import dev.junctor.core.dialect.CallArguments;
import dev.junctor.core.dialect.CallIds;
import dev.junctor.core.dialect.DataUrl;
import dev.junctor.core.dialect.MadeTool;
import dev.junctor.core.dialect.Sent;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the parts of one candidate, whole or of a stream; what has not the form it should have is taken as absent. */
final class AnswerParts {
    private final Sent sent;
    private final String answer;
    private final int choice;
    private int calls;

    /**
     * The parts of a candidate.
     *
     * @param answer the answer's id; ids of calls follow from it where the API gives none
     */
    AnswerParts(Sent sent, String answer, int choice) {
        this.sent = sent;
        this.answer = answer;
        this.choice = choice;
    }

    /** Whether a tool of the caller's is called. */
    boolean hasCalls() {
        return calls > 0;
    }

    /** One part; {@code path} is where it stands. */
    Part part(JsonNode json, String path) {
        Opaque opaque = state(json);
        if (json.path("functionCall").isObject()) {
            return call(json.path("functionCall")).with(Aside.of(opaque));
        }
        for (String data : List.of("inlineData", "fileData")) {
            if (json.path(data).isObject()) {
                return media(json.path(data)).with(Aside.of(opaque));
            }
        }
        if (json.path("text").isString() || opaque.isPresent() || json.isEmpty()) {
            return words(json, opaque);
        }
        String type = json.isObject() ? json.propertyNames().iterator().next() : "part";
        Origin origin =
                json instanceof ObjectNode object
                        ? new Origin(Gemini.NAME, path, object, List.of())
                        : Origin.NONE;
        return new Part.Foreign(type, Aside.of(origin));
    }

    /** Text or thoughts. */
    private static Part words(JsonNode json, Opaque opaque) {
        String text = json.path("text").asString("");
        if (!isThought(json)) {
            return new Part.Text(text, List.of(), Aside.of(opaque));
        }
        Form form = text.isEmpty() && opaque.isPresent() ? Form.REDACTED : Form.FULL;
        return new Part.Reasoning(
                form, text.isEmpty() ? List.of() : List.of(text), Aside.of(opaque));
    }

    static boolean isThought(JsonNode json) {
        return json.path("thought").asBoolean(false);
    }

    /** The signature that stands beside the part's data. */
    Opaque state(JsonNode json) {
        String data = json.path("thoughtSignature").asString("");
        return data.isEmpty() ? Opaque.NONE : new Opaque(Gemini.NAME, sent.target().scope(), data);
    }

    private Part call(JsonNode call) {
        String name = call.path("name").asString("");
        String input = CallArguments.text(call.path("args"));
        if (name.equals(MadeTool.NAME) && MadeTool.isUsed(sent)) {
            return Part.Text.of(input);
        }
        String id = call.path("id").asString("");
        if (id.isEmpty()) {
            String of = answer.isEmpty() ? input : answer;
            id = CallIds.made(choice == 0 ? of : of + "#" + choice, calls, name);
        }
        calls++;
        return new Part.ToolCall(id, name, Part.ToolCall.Kind.FUNCTION, input, Aside.NONE);
    }

    private static Part media(JsonNode data) {
        String type = data.path("mimeType").asString("");
        String url = data.path("fileUri").asString("");
        Source source =
                url.isEmpty()
                        ? new Source.Inline(type, DataUrl.standard(data.path("data").asString("")))
                        : new Source.Web(url, type);
        return Media.part(type, data.path("displayName").asString(""), source);
    }
}
