package dev.junctor.core.dialect.gemini;

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
import dev.junctor.core.dialect.Sent;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What is new of one candidate, as parts: words and thoughts stay open while more of the same kind comes, all else comes
 * whole. A signature ends the part that it belongs to, which may be the one before when it comes with an empty text.
 */
final class CandidateDeltas {
    /** What is open. */
    private enum Kind {
        NOTHING,
        TEXT,
        THOUGHT
    }

    private final int choice;
    private final AnswerParts reader;
    private final PartialCall partial = new PartialCall();
    private final Set<Citation> cited = new HashSet<>();
    private Kind open = Kind.NOTHING;
    private boolean signed;
    private int parts;
    private String finishReason = "";

    CandidateDeltas(int choice, String answer, Sent sent) {
        this.choice = choice;
        this.reader = new AnswerParts(sent, answer, choice);
    }

    /** Whether a reason of the end was told. */
    boolean isFinished() {
        return !finishReason.isEmpty();
    }

    void take(JsonNode candidate, List<ChatEvent> out) {
        JsonNode listed = candidate.path("content").path("parts");
        for (int i = 0; i < listed.size(); i++) {
            part(listed.get(i), out);
        }
        cite(candidate.path("groundingMetadata"), out);
        if (finishReason.isEmpty()) {
            finishReason = candidate.path("finishReason").asString("");
        }
    }

    private void part(JsonNode json, List<ChatEvent> out) {
        if (json.path("functionCall").isObject() && partial.takes(json)) {
            partial.whole().ifPresent(call -> whole(reader.part(call, ""), out));
            return;
        }
        Part part = reader.part(json, "candidates[" + choice + "]");
        switch (part) {
            case Part.Text text when !json.path("functionCall").isObject() ->
                    words(Kind.TEXT, text.text(), part, out);
            case Part.Reasoning thought -> words(Kind.THOUGHT, thought.text(), part, out);
            default -> whole(part, out);
        }
    }

    private void words(Kind kind, String text, Part part, List<ChatEvent> out) {
        Opaque opaque = part.aside().opaque();
        if (text.isEmpty() && !opaque.isPresent()) {
            return;
        }
        boolean goesOn = open == kind && !signed;
        if (!goesOn) {
            closeOpen(out);
            open = kind;
            Part opening =
                    part instanceof Part.Reasoning thought
                            ? new Part.Reasoning(thought.form(), List.of(), Aside.NONE)
                            : Part.Text.of("");
            out.add(new PartStart(choice, parts, opening));
        }
        if (!text.isEmpty()) {
            out.add(new Delta(choice, parts, text));
        }
        if (opaque.isPresent()) {
            out.add(new StateKnown(choice, parts, opaque));
            signed = true;
        }
    }

    /** A part that comes whole; the arguments of a call are told as its growth. */
    private void whole(Part part, List<ChatEvent> out) {
        closeOpen(out);
        if (part instanceof Part.ToolCall call) {
            out.add(
                    new PartStart(
                            choice,
                            parts,
                            new Part.ToolCall(
                                    call.id(), call.name(), call.kind(), "", call.aside())));
            out.add(new Delta(choice, parts, call.input()));
        } else {
            out.add(new PartStart(choice, parts, part));
        }
        out.add(new PartEnd(choice, parts));
        parts++;
    }

    /** Sources come with the last response, most often while its text is open; each is told once. */
    private void cite(JsonNode grounding, List<ChatEvent> out) {
        List<Citation> citations = Grounding.citations(grounding, "");
        if (citations.isEmpty() || open != Kind.TEXT) {
            return;
        }
        for (Citation citation : citations) {
            if (cited.add(citation)) {
                out.add(new Cited(choice, parts, citation));
            }
        }
    }

    private void closeOpen(List<ChatEvent> out) {
        if (open != Kind.NOTHING) {
            out.add(new PartEnd(choice, parts));
            parts++;
            open = Kind.NOTHING;
            signed = false;
        }
    }

    void close(List<ChatEvent> out) {
        closeOpen(out);
        Endings.Calls calls = reader.hasCalls() ? Endings.Calls.SEEN : Endings.Calls.NONE;
        out.add(new Finished(choice, Endings.ending(finishReason, calls)));
    }
}
