package dev.junctor.core.dialect.openaichat.chat;

import dev.junctor.core.chat.Aside;
import dev.junctor.core.chat.Opaque;
import dev.junctor.core.chat.Part;
import dev.junctor.core.chat.Part.Reasoning.Form;
import dev.junctor.core.dialect.Sent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads the thoughts in a provider's answer and the state that comes with them; the state is that provider's. */
final class ThoughtReader {
    private static final String SIGNATURE = "/extra_content/google/thought_signature";

    private ThoughtReader() {}

    /** The thoughts of a whole message: their details where it has some, otherwise their plain text. */
    static List<Part> parts(JsonNode message, Sent sent) {
        List<Part> parts = new ArrayList<>();
        for (JsonNode detail : message.path("reasoning_details")) {
            if (callOf(message, detail).isEmpty()) {
                part(detail, sent).ifPresent(parts::add);
            }
        }
        String text = plain(message);
        if (parts.isEmpty() && !text.isEmpty()) {
            parts.add(new Part.Reasoning(Form.FULL, List.of(text), Aside.NONE));
        }
        return parts;
    }

    /** Thoughts in plain text, under any of the names for them. */
    static String plain(JsonNode message) {
        String text = message.path("reasoning_content").asString("");
        return text.isEmpty() ? message.path("reasoning").asString("") : text;
    }

    /** One entry of {@code reasoning_details}; empty for a kind that is not known. */
    static Optional<Part> part(JsonNode detail, Sent sent) {
        Opaque opaque = state(detail, sent);
        return switch (detail.path("type").asString("")) {
            case "reasoning.text" ->
                    Optional.of(
                            new Part.Reasoning(
                                    Form.FULL,
                                    List.of(detail.path("text").asString("")),
                                    Aside.of(opaque)));
            case "reasoning.summary" ->
                    Optional.of(
                            new Part.Reasoning(
                                    Form.SUMMARY,
                                    List.of(detail.path("summary").asString("")),
                                    Aside.of(opaque)));
            case "reasoning.encrypted" ->
                    Optional.of(new Part.Reasoning(Form.REDACTED, List.of(), Aside.of(opaque)));
            default -> Optional.empty();
        };
    }

    /** The state in an entry of {@code reasoning_details}. */
    static Opaque state(JsonNode detail, Sent sent) {
        String data = detail.path("signature").asString("");
        if (data.isEmpty()) {
            data = detail.path("data").asString("");
        }
        if (data.isEmpty()) {
            return Opaque.NONE;
        }
        String dialect = Formats.dialect(detail.path("format").asString(""));
        return new Opaque(dialect, sent.target().scope(), data);
    }

    /** The id of the call whose state an entry is; empty for none. */
    private static String callOf(JsonNode message, JsonNode detail) {
        String id = detail.path("id").asString("");
        for (JsonNode call : message.path("tool_calls")) {
            if (!id.isEmpty() && call.path("id").asString("").equals(id)) {
                return id;
            }
        }
        return "";
    }

    /** The state that comes with a call: in the call itself, or in an entry that bears its id. */
    static Opaque ofCall(JsonNode message, JsonNode call, Sent sent) {
        String inside = signature(call);
        if (!inside.isEmpty()) {
            return new Opaque(Formats.GEMINI, sent.target().scope(), inside);
        }
        String id = call.path("id").asString("");
        for (JsonNode detail : message.path("reasoning_details")) {
            if (!id.isEmpty() && detail.path("id").asString("").equals(id)) {
                return state(detail, sent);
            }
        }
        return Opaque.NONE;
    }

    /** The signature in {@code extra_content} of a call; empty for none. */
    static String signature(JsonNode call) {
        return call.at(SIGNATURE).asString("");
    }

    /** A part of a content that is a list: words, or thoughts as some providers write them. */
    static Optional<Part> contentPart(JsonNode part) {
        return switch (part.path("type").asString("")) {
            case "text", "output_text" -> Optional.of(Part.Text.of(part.path("text").asString("")));
            case "thinking" -> Optional.of(thoughts(part.path("thinking")));
            case "reasoning" -> Optional.of(thoughts(part.path("summary")));
            default -> Optional.empty();
        };
    }

    private static Part thoughts(JsonNode list) {
        StringBuilder text = new StringBuilder(list.asString(""));
        for (JsonNode piece : list) {
            text.append(piece.path("text").asString(""));
        }
        return new Part.Reasoning(Form.FULL, List.of(text.toString()), Aside.NONE);
    }
}
