package dev.junctor.core.dialect.gemini;

import dev.junctor.core.chat.Part;
import dev.junctor.core.chat.Role;
import dev.junctor.core.chat.Turn;
import dev.junctor.core.dialect.Losses;
import dev.junctor.core.dialect.StateOnPart;
import dev.junctor.core.dialect.Target;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes the turns as contents that the API takes: user and model in turn, results of tools in one content right behind
 * their calls and in their order, each with its tool's name.
 */
final class ContentsEncoder {
    private final Losses losses;
    private final PartEncoder encoder;
    private final ArrayNode contents = JsonNodeFactory.instance.arrayNode();
    private final ArrayNode system = JsonNodeFactory.instance.arrayNode();
    private final Map<String, Deque<Part.ToolResult>> results = new HashMap<>();
    private final Set<Part> placed = Collections.newSetFromMap(new IdentityHashMap<>());

    ContentsEncoder(Target target, Losses losses) {
        this.losses = losses;
        this.encoder = new PartEncoder(target, losses);
    }

    /** The parts of {@code systemInstruction}; whole once {@link #contents} was called. */
    ArrayNode system() {
        return system;
    }

    ArrayNode contents(List<Turn> turns) {
        gather(turns);
        int first = 0;
        while (first < turns.size() && isOperator(turns.get(first))) {
            Turn turn = turns.get(first++);
            about(turn);
            turn.parts().forEach(part -> encoder.write(part, system));
        }
        List<Part.ToolCall> calls = new ArrayList<>();
        for (int i = first; i < turns.size(); i++) {
            Turn turn = turns.get(i);
            if (turn.role() != Role.ASSISTANT) {
                answer(calls);
            }
            about(turn);
            switch (turn.role()) {
                case SYSTEM, DEVELOPER -> between(turn);
                case USER, TOOL -> user(turn);
                case ASSISTANT -> model(turn, calls);
            }
        }
        if (contents.isEmpty() || contents.get(0).path("role").asString("").equals("model")) {
            losses.approximated("messages", "the user must speak first: a full stop is sent");
            ObjectNode content = contents.insertObject(0).put("role", "user");
            content.putArray("parts").addObject().put("text", ".");
        }
        return contents;
    }

    private static boolean isOperator(Turn turn) {
        return turn.role() == Role.SYSTEM || turn.role() == Role.DEVELOPER;
    }

    private void gather(List<Turn> turns) {
        for (Turn turn : turns) {
            for (Part part : turn.parts()) {
                if (part instanceof Part.ToolResult result) {
                    results.computeIfAbsent(result.callId(), id -> new ArrayDeque<>()).add(result);
                }
            }
        }
    }

    /** What a turn says beside its parts. */
    private void about(Turn turn) {
        losses.unread(turn.aside().origin());
        if (!turn.name().isEmpty()) {
            losses.dropped(turn.aside().origin().below("name"), "speakers have no names here");
        }
        if (turn.aside().cache().isPresent()) {
            losses.dropped(
                    turn.aside().origin().below("cache_control"),
                    "the provider finds what it cached by itself");
        }
    }

    /** The parts of the last content where it is of this role, otherwise of a new one. */
    private ArrayNode parts(String role) {
        if (!contents.isEmpty()) {
            JsonNode last = contents.get(contents.size() - 1);
            if (last.path("role").asString("").equals(role)) {
                return (ArrayNode) last.get("parts");
            }
        }
        return contents.addObject().put("role", role).putArray("parts");
    }

    private void dropEmpty() {
        if (contents.get(contents.size() - 1).path("parts").isEmpty()) {
            contents.remove(contents.size() - 1);
        }
    }

    private void model(Turn turn, List<Part.ToolCall> calls) {
        ArrayNode parts = parts("model");
        for (Part part : StateOnPart.restored(turn.parts())) {
            encoder.write(part, parts);
            if (part instanceof Part.ToolCall call) {
                calls.add(call);
            }
        }
        sign(parts);
        dropEmpty();
    }

    /** Newer models refuse a step whose first call has no signature: calls from elsewhere get the word for none. */
    private static void sign(ArrayNode parts) {
        ObjectNode first = JsonNodeFactory.instance.objectNode();
        for (JsonNode part : parts) {
            if (part.has("functionCall")) {
                if (part.has("thoughtSignature")) {
                    return;
                }
                first = first.isEmpty() ? (ObjectNode) part : first;
            }
        }
        if (!first.isEmpty()) {
            first.put("thoughtSignature", Signatures.NONE_TO_GIVE);
        }
    }

    private void between(Turn turn) {
        losses.approximated(
                turn.aside().origin().path(), "the operator's later words are the user's in tags");
        StringBuilder text = new StringBuilder("<system>\n");
        for (Part part : turn.parts()) {
            if (part instanceof Part.Text words) {
                text.append(words.text()).append('\n');
            }
        }
        encoder.write(Part.Text.of(text.append("</system>").toString()), parts("user"));
    }

    private void user(Turn turn) {
        ArrayNode parts = parts("user");
        for (Part part : turn.parts()) {
            if (!(part instanceof Part.ToolResult result)) {
                encoder.write(part, parts);
            } else if (!placed.contains(result)) {
                losses.approximated(
                        result.aside().origin().path(), "a result without a call is sent as text");
                result.content().forEach(piece -> encoder.write(piece, parts));
            }
        }
        dropEmpty();
    }

    /** Writes the results of the calls that were just made, each behind the other, then what they cannot hold. */
    private void answer(List<Part.ToolCall> calls) {
        if (calls.isEmpty()) {
            return;
        }
        ArrayNode parts = parts("user");
        List<Part> moved = new ArrayList<>();
        for (Part.ToolCall call : calls) {
            Deque<Part.ToolResult> waiting = results.getOrDefault(call.id(), new ArrayDeque<>());
            if (waiting.isEmpty()) {
                losses.approximated(
                        call.aside().origin().path(), "a call without a result is sent as failed");
                encoder.unanswered(call, parts);
            } else {
                Part.ToolResult result = waiting.removeFirst();
                placed.add(result);
                moved.addAll(encoder.result(result, call, parts));
            }
        }
        moved.forEach(part -> encoder.write(part, parts));
        calls.clear();
    }
}
