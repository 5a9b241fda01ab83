package dev.junctor.core.dialect.anthropic;

import dev.junctor.core.chat.Part;
import dev.junctor.core.chat.Role;
import dev.junctor.core.chat.Turn;
import dev.junctor.core.dialect.Ability;
import dev.junctor.core.dialect.Losses;
import dev.junctor.core.dialect.Malformed;
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
 * Writes the turns as messages that the API takes: user and assistant in turn, results of tools first in the message
 * right behind their calls and in their order, the user first.
 */
final class MessagesEncoder {
    private final Target target;
    private final Losses losses;
    private final BlockEncoder blocks;
    private final ArrayNode messages = JsonNodeFactory.instance.arrayNode();
    private final ArrayNode system = JsonNodeFactory.instance.arrayNode();
    private final Map<String, Deque<Part.ToolResult>> results = new HashMap<>();
    private final Set<Part> placed = Collections.newSetFromMap(new IdentityHashMap<>());

    MessagesEncoder(Target target, Losses losses) {
        this.target = target;
        this.losses = losses;
        this.blocks = new BlockEncoder(target, losses);
    }

    /** What stands in {@code system}; whole once {@link #messages} was called. */
    ArrayNode system() {
        return system;
    }

    ArrayNode messages(List<Turn> turns) {
        gather(turns);
        int first = 0;
        while (first < turns.size() && isOperator(turns.get(first))) {
            Turn turn = turns.get(first++);
            losses.unread(turn.aside().origin());
            turn.parts().forEach(part -> blocks.write(part, system));
            BlockEncoder.markLast(system, turn, losses);
        }
        List<Part.ToolCall> calls = new ArrayList<>();
        int at = first;
        while (at < turns.size()) {
            if (turns.get(at).role() == Role.ASSISTANT) {
                at = assistant(turns, at, calls);
            } else {
                answer(calls);
                turn(turns.get(at++));
            }
        }
        if (messages.isEmpty() || messages.get(0).path("role").asString("").equals("assistant")) {
            losses.approximated("messages", "the user must speak first: a full stop is sent");
            ObjectNode message = JsonNodeFactory.instance.objectNode().put("role", "user");
            messages.insert(0, message.put("content", "."));
        }
        last(turns);
        messages.forEach(MessagesEncoder::simplify);
        return messages;
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

    private void turn(Turn turn) {
        beside(turn);
        switch (turn.role()) {
            case SYSTEM, DEVELOPER -> between(turn);
            case USER, TOOL -> user(turn);
            case ASSISTANT -> throw new IllegalStateException("runs of these are written at once");
        }
    }

    private void beside(Turn turn) {
        losses.unread(turn.aside().origin());
        if (!turn.name().isEmpty()) {
            losses.dropped(turn.aside().origin().below("name"), "speakers have no names here");
        }
    }

    /** Writes all that the assistant says in a row as one message; the place behind it. */
    private int assistant(List<Turn> turns, int from, List<Part.ToolCall> calls) {
        List<Part> parts = new ArrayList<>();
        int to = from;
        while (to < turns.size() && turns.get(to).role() == Role.ASSISTANT) {
            beside(turns.get(to));
            parts.addAll(turns.get(to).parts());
            to++;
        }
        ArrayNode content = content("assistant");
        for (Part part : wordsBeforeCalls(parts)) {
            blocks.write(part, content);
            if (part instanceof Part.ToolCall call) {
                calls.add(call);
            }
        }
        BlockEncoder.markLast(content, turns.get(to - 1), losses);
        dropEmpty();
        return to;
    }

    /** The content of the last message where it is of this role, otherwise of a new one. */
    private ArrayNode content(String role) {
        if (!messages.isEmpty()) {
            JsonNode last = messages.get(messages.size() - 1);
            if (last.path("role").asString("").equals(role)) {
                return (ArrayNode) last.get("content");
            }
        }
        return messages.addObject().put("role", role).putArray("content");
    }

    private void dropEmpty() {
        if (messages.get(messages.size() - 1).path("content").isEmpty()) {
            messages.remove(messages.size() - 1);
        }
    }

    private static List<Part> wordsBeforeCalls(List<Part> parts) {
        List<Part> words = new ArrayList<>();
        List<Part> late = new ArrayList<>();
        for (Part part : parts) {
            boolean isWords = part instanceof Part.Text || part instanceof Part.Refusal;
            if (isWords && late.stream().anyMatch(Part.ToolCall.class::isInstance)) {
                words.add(part);
            } else {
                late.add(part);
            }
        }
        if (words.isEmpty()) {
            return parts;
        }
        int at = 0;
        while (!(late.get(at) instanceof Part.ToolCall)) {
            at++;
        }
        late.addAll(at, words);
        return late;
    }

    private void between(Turn turn) {
        if (target.can(Ability.SYSTEM_BETWEEN)) {
            ArrayNode content = messages.addObject().put("role", "system").putArray("content");
            turn.parts().forEach(part -> blocks.write(part, content));
            dropEmpty();
            return;
        }
        losses.approximated(
                turn.aside().origin().path(), "the operator's later words are the user's in tags");
        StringBuilder text = new StringBuilder("<system>\n");
        for (Part part : turn.parts()) {
            if (part instanceof Part.Text words) {
                text.append(words.text()).append('\n');
            }
        }
        blocks.write(Part.Text.of(text.append("</system>").toString()), content("user"));
    }

    private void user(Turn turn) {
        ArrayNode content = content("user");
        for (Part part : turn.parts()) {
            if (!(part instanceof Part.ToolResult result)) {
                blocks.write(part, content);
            } else if (!placed.contains(result)) {
                losses.approximated(
                        result.aside().origin().path(), "a result without a call is sent as text");
                result.content().forEach(piece -> blocks.write(piece, content));
            }
        }
        BlockEncoder.markLast(content, turn, losses);
        dropEmpty();
    }

    /** Writes the results of the calls that were just made, each behind the other. */
    private void answer(List<Part.ToolCall> calls) {
        if (calls.isEmpty()) {
            return;
        }
        ArrayNode content = content("user");
        for (Part.ToolCall call : calls) {
            Deque<Part.ToolResult> waiting = results.getOrDefault(call.id(), new ArrayDeque<>());
            if (waiting.isEmpty()) {
                losses.approximated(
                        call.aside().origin().path(), "a call without a result is sent as failed");
                blocks.unanswered(call, content);
            } else {
                Part.ToolResult result = waiting.removeFirst();
                placed.add(result);
                blocks.write(result, content);
            }
        }
        calls.clear();
    }

    /** A last turn of the assistant's is the beginning of the answer. */
    private void last(List<Turn> turns) {
        ObjectNode message = (ObjectNode) messages.get(messages.size() - 1);
        if (!message.path("role").asString("").equals("assistant")) {
            return;
        }
        if (!target.can(Ability.PREFILL)) {
            String path = turns.getLast().aside().origin().path();
            throw new Malformed(
                    path.isEmpty() ? "messages" : path,
                    "The model does not take the beginning of its answer: the last message must be"
                            + " the user's.");
        }
        JsonNode content = message.path("content");
        if (content.get(content.size() - 1) instanceof ObjectNode block && block.has("text")) {
            String text = block.path("text").asString("").stripTrailing();
            if (text.isEmpty()) {
                ((ArrayNode) content).remove(content.size() - 1);
            } else {
                block.put("text", text);
            }
        }
    }

    /** One plain text is written as a string. */
    private static void simplify(JsonNode message) {
        JsonNode content = message.path("content");
        if (content.isArray()
                && content.size() == 1
                && content.get(0).size() == 2
                && content.get(0).has("text")) {
            ((ObjectNode) message).set("content", content.get(0).get("text"));
        }
    }

    /** Whether the calls that were answered last came without thoughts. */
    ThinkingEncoder.Loop loop() {
        int at = messages.size() - 1;
        boolean answers =
                at > 0
                        && messages.get(at)
                                .path("content")
                                .path(0)
                                .path("type")
                                .asString("")
                                .equals("tool_result");
        if (!answers) {
            return ThinkingEncoder.Loop.FREE;
        }
        String first = messages.get(at - 1).path("content").path(0).path("type").asString("");
        boolean thought = first.equals("thinking") || first.equals("redacted_thinking");
        return thought ? ThinkingEncoder.Loop.FREE : ThinkingEncoder.Loop.WITHOUT_THOUGHTS;
    }
}
