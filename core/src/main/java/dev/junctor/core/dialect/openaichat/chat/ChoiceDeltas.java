package dev.junctor.core.dialect.openaichat.chat;

import dev.junctor.core.chat.Aside;
import dev.junctor.core.chat.ChatEvent;
import dev.junctor.core.chat.ChatEvent.Cited;
import dev.junctor.core.chat.ChatEvent.Delta;
import dev.junctor.core.chat.ChatEvent.Finished;
import dev.junctor.core.chat.ChatEvent.PartEnd;
import dev.junctor.core.chat.ChatEvent.PartStart;
import dev.junctor.core.chat.ChatEvent.StateKnown;
import dev.junctor.core.chat.Citation;
import dev.junctor.core.chat.Opaque;
import dev.junctor.core.chat.Part;
import dev.junctor.core.chat.Part.Reasoning.Form;
import dev.junctor.core.chat.Source;
import dev.junctor.core.dialect.Sent;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The deltas of one choice as parts: words and thoughts open one at a time, calls stay open side by side. */
final class ChoiceDeltas {
    /** What is open beside calls. */
    private enum Kind {
        NOTHING,
        TEXT,
        REFUSAL,
        REASONING,
        AUDIO
    }

    private final int choice;
    private final Sent sent;
    private final CallDeltas calls;
    private Kind open = Kind.NOTHING;
    private int openPart;
    private int detailIndex = -1;
    private int parts;
    private int lastText = -1;
    private String finishReason = "";

    ChoiceDeltas(int choice, String answerId, Sent sent) {
        this.choice = choice;
        this.sent = sent;
        this.calls = new CallDeltas(choice, answerId);
    }

    /** Whether a reason of the end was told. */
    boolean isFinished() {
        return !finishReason.isEmpty();
    }

    void take(JsonNode json, List<ChatEvent> out) {
        JsonNode delta = json.path("delta");
        if (!delta.isObject()) {
            delta = json.path("message"); // a whole answer in one event
        }
        thoughts(delta, out);
        content(delta.path("content"), out);
        grow(Kind.REFUSAL, delta.path("refusal").asString(""), out);
        citations(delta.path("annotations"), out);
        audio(delta.path("audio"), out);
        for (JsonNode image : delta.path("images")) {
            Optional<Part> part = AnswerDecoder.image(image);
            if (part.isPresent()) {
                whole(part.get(), out);
            }
        }
        for (JsonNode call : delta.path("tool_calls")) {
            call(call, out);
        }
        JsonNode old = delta.path("function_call");
        if (!old.path("name").asString("").isEmpty()
                || !old.path("arguments").asString("").isEmpty()) {
            closeOpen(out);
            parts = calls.old(old, parts, out);
        }
        String word = json.path("finish_reason").asString("");
        if (finishReason.isEmpty()) {
            finishReason = word;
        }
    }

    private void call(JsonNode call, List<ChatEvent> out) {
        closeOpen(out);
        String signature = ThoughtReader.signature(call);
        Opaque state =
                signature.isEmpty()
                        ? Opaque.NONE
                        : new Opaque(Formats.GEMINI, sent.target().scope(), signature);
        parts = calls.take(call, state, parts, out);
    }

    private void thoughts(JsonNode delta, List<ChatEvent> out) {
        boolean told = false;
        for (JsonNode detail : delta.path("reasoning_details")) {
            told |= detail(detail, out);
        }
        if (!told) {
            grow(Kind.REASONING, ThoughtReader.plain(delta), out);
        }
    }

    /** One entry of the details; whether it said something. */
    private boolean detail(JsonNode detail, List<ChatEvent> out) {
        String type = detail.path("type").asString("");
        String id = detail.path("id").asString("");
        Opaque state = ThoughtReader.state(detail, sent);
        if (type.equals("reasoning.encrypted") && calls.knows(id)) {
            calls.state(id, state, out);
            return true;
        }
        int index = detail.path("index").asInt(detailIndex);
        if (open == Kind.REASONING && index != detailIndex) {
            closeOpen(out);
        }
        detailIndex = index;
        String text = detail.path("text").asString("");
        if (text.isEmpty()) {
            text = detail.path("summary").asString("");
        }
        boolean summary = type.equals("reasoning.summary");
        if (!text.isEmpty()) {
            open(Kind.REASONING, summary ? Form.SUMMARY : Form.FULL, out);
            out.add(new Delta(choice, openPart, text));
        }
        if (state.isPresent()) {
            if (open != Kind.REASONING) {
                Form form = type.equals("reasoning.encrypted") ? Form.REDACTED : Form.FULL;
                open(Kind.REASONING, form, out);
            }
            out.add(new StateKnown(choice, openPart, state));
        }
        return !text.isEmpty() || state.isPresent();
    }

    private void content(JsonNode content, List<ChatEvent> out) {
        if (content.isString()) {
            grow(Kind.TEXT, content.asString(), out);
        }
        for (JsonNode piece : content) {
            Optional<Part> part = ThoughtReader.contentPart(piece);
            if (part.isPresent() && part.get() instanceof Part.Reasoning thought) {
                grow(Kind.REASONING, thought.text(), out);
            } else if (part.isPresent() && part.get() instanceof Part.Text text) {
                grow(Kind.TEXT, text.text(), out);
            }
        }
    }

    private void citations(JsonNode annotations, List<ChatEvent> out) {
        for (Citation citation : AnswerDecoder.citations(annotations)) {
            if (lastText < 0) {
                open(Kind.TEXT, Form.FULL, out);
            }
            if (open == Kind.TEXT) {
                out.add(new Cited(choice, lastText, citation));
            }
        }
    }

    private void audio(JsonNode audio, List<ChatEvent> out) {
        String data = audio.path("data").asString("");
        if (!data.isEmpty()) {
            grow(Kind.AUDIO, data, out);
        }
    }

    private void grow(Kind kind, String text, List<ChatEvent> out) {
        if (!text.isEmpty()) {
            open(kind, Form.FULL, out);
            out.add(new Delta(choice, openPart, text));
        }
    }

    private void open(Kind kind, Form form, List<ChatEvent> out) {
        if (open == kind) {
            return;
        }
        closeOpen(out);
        open = kind;
        openPart = parts++;
        if (kind == Kind.TEXT) {
            lastText = openPart;
        }
        out.add(new PartStart(choice, openPart, opening(kind, form)));
    }

    private static Part opening(Kind kind, Form form) {
        return switch (kind) {
            case NOTHING, TEXT -> Part.Text.of("");
            case REFUSAL -> new Part.Refusal("", Aside.NONE);
            case REASONING -> new Part.Reasoning(form, List.of(), Aside.NONE);
            case AUDIO -> new Part.Audio(new Source.Inline("", ""), "", Aside.NONE);
        };
    }

    private void whole(Part part, List<ChatEvent> out) {
        closeOpen(out);
        out.add(new PartStart(choice, parts, part));
        out.add(new PartEnd(choice, parts));
        parts++;
    }

    private void closeOpen(List<ChatEvent> out) {
        if (open != Kind.NOTHING) {
            out.add(new PartEnd(choice, openPart));
            open = Kind.NOTHING;
        }
    }

    void close(List<ChatEvent> out) {
        closeOpen(out);
        calls.close(out);
        Finishes.Calls seen = calls.isEmpty() ? Finishes.Calls.NONE : Finishes.Calls.SEEN;
        out.add(new Finished(choice, Finishes.ending(finishReason, seen)));
    }
}
