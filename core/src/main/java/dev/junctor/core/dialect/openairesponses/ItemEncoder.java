package dev.junctor.core.dialect.openairesponses;

import dev.junctor.core.chat.Opaque;
import dev.junctor.core.chat.Part;
import dev.junctor.core.chat.Role;
import dev.junctor.core.chat.Turn;
import dev.junctor.core.dialect.Ability;
import dev.junctor.core.dialect.CallIds;
import dev.junctor.core.dialect.ForeignReport;
import dev.junctor.core.dialect.Losses;
import dev.junctor.core.dialect.Target;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes turns as items: thoughts, words and calls of one turn follow each other, without ids, for nothing is stored. */
final class ItemEncoder {
    /** Most characters of a call's id. */
    private static final int MOST_ID = 64;

    private final Target target;
    private final Losses losses;
    private final PartEncoder parts;
    private final ArrayNode items = JsonNodeFactory.instance.arrayNode();
    private final Set<String> custom = new HashSet<>();
    private String instructions = "";

    ItemEncoder(Target target, Losses losses) {
        this.target = target;
        this.losses = losses;
        this.parts = new PartEncoder(target, losses);
    }

    /** What stands in {@code instructions}; known once {@link #items} was called. */
    String instructions() {
        return instructions;
    }

    ArrayNode items(List<Turn> turns) {
        int first = 0;
        if (turns.size() > 1 && isInstructions(turns.getFirst())) { // the input must not be empty
            losses.unread(turns.getFirst().aside().origin());
            Part.Text text = (Part.Text) turns.getFirst().parts().getFirst();
            losses.unread(text.aside().origin());
            instructions = text.text();
            first = 1;
        }
        for (Turn turn : turns.subList(first, turns.size())) {
            turn(turn);
        }
        return items;
    }

    /** The operator's first words, where they are one text and nothing else. */
    private static boolean isInstructions(Turn turn) {
        return turn.role() == Role.SYSTEM
                && turn.name().isEmpty()
                && turn.parts().size() == 1
                && turn.parts().getFirst() instanceof Part.Text text
                && !text.aside().cache().isPresent()
                && !turn.aside().cache().isPresent();
    }

    private void turn(Turn turn) {
        losses.unread(turn.aside().origin());
        if (!turn.name().isEmpty()) {
            losses.dropped(turn.aside().origin().below("name"), "speakers have no names here");
        }
        int before = items.size();
        switch (turn.role()) {
            case SYSTEM -> message("system", turn.parts());
            case DEVELOPER ->
                    message(
                            target.can(Ability.DEVELOPER_ROLE) ? "developer" : "system",
                            turn.parts());
            case USER, TOOL -> user(turn.parts());
            case ASSISTANT -> assistant(turn.parts());
        }
        if (turn.aside().cache().isPresent()) {
            ObjectNode last = lastContent(before);
            parts.mark(last, turn.aside().cache(), turn.aside().origin().below("cache_control"));
        }
    }

    /** The last content of what was written since; an object of nobody's where there is none. */
    private ObjectNode lastContent(int before) {
        if (items.size() > before
                && items.get(items.size() - 1).path("content") instanceof ArrayNode content
                && !content.isEmpty()
                && content.get(content.size() - 1) instanceof ObjectNode last) {
            return last;
        }
        return JsonNodeFactory.instance.objectNode();
    }

    private void message(String role, List<Part> said) {
        ArrayNode content = JsonNodeFactory.instance.arrayNode();
        said.forEach(part -> parts.input(part, content));
        if (!content.isEmpty()) {
            items.addObject().put("type", "message").put("role", role).set("content", content);
        }
    }

    /** Results stand beside messages: before the user's words, as they answer what was called. */
    private void user(List<Part> said) {
        List<Part> words = new ArrayList<>();
        for (Part part : said) {
            if (part instanceof Part.ToolResult result) {
                result(result);
            } else {
                words.add(part);
            }
        }
        message("user", words);
    }

    private void result(Part.ToolResult result) {
        losses.unread(result.aside().origin());
        String path = result.aside().origin().path();
        List<Part> content = new ArrayList<>(result.content());
        if (result.outcome() == Part.ToolResult.Outcome.ERROR) {
            losses.approximated(path, "that the tool failed is said in words only");
            content.addFirst(Part.Text.of("Error: "));
        }
        boolean isCustom = custom.contains(result.callId());
        ObjectNode item = items.addObject();
        item.put("type", isCustom ? "custom_tool_call_output" : "function_call_output");
        item.put("call_id", CallIds.plain(result.callId(), MOST_ID));
        boolean textOnly = content.stream().allMatch(Part.Text.class::isInstance);
        if (textOnly) {
            StringBuilder text = new StringBuilder();
            content.forEach(part -> text.append(((Part.Text) part).text()));
            content.forEach(part -> losses.unread(part.aside().origin()));
            item.put("output", text.toString());
        } else {
            ArrayNode output = item.putArray("output");
            content.forEach(part -> parts.input(part, output));
        }
        boolean marked =
                result.aside().cache().isPresent()
                        || (textOnly
                                && content.stream().anyMatch(p -> p.aside().cache().isPresent()));
        if (marked) {
            losses.dropped(path, "results of tools have no cache marks here");
        }
    }

    private void assistant(List<Part> said) {
        ArrayNode content = JsonNodeFactory.instance.arrayNode();
        for (Part part : said) {
            switch (part) {
                case Part.Text text -> {
                    losses.unread(text.aside().origin());
                    foreignState(text);
                    parts.output(text, content);
                }
                case Part.Refusal refusal -> {
                    losses.unread(refusal.aside().origin());
                    content.addObject().put("type", "refusal").put("refusal", refusal.text());
                }
                case Part.Reasoning thought -> {
                    words(content);
                    thought(thought);
                }
                case Part.ToolCall call -> {
                    words(content);
                    call(call);
                }
                case Part.Image image -> ForeignReport.dropped(image, losses);
                case Part.Audio audio -> ForeignReport.dropped(audio, losses);
                case Part.Video video -> ForeignReport.dropped(video, losses);
                case Part.Document document -> ForeignReport.dropped(document, losses);
                case Part.ToolResult result -> result(result);
                case Part.Foreign foreign -> ForeignReport.dropped(foreign, losses);
            }
        }
        words(content);
    }

    private void foreignState(Part part) {
        if (part.aside().opaque().isPresent()) {
            losses.dropped(
                    part.aside().origin().path(), "another provider's state is not sent here");
        }
    }

    /** Writes what was said so far as a message. */
    private void words(ArrayNode content) {
        if (!content.isEmpty()) {
            ObjectNode item = items.addObject().put("type", "message").put("role", "assistant");
            item.set("content", content.deepCopy());
            content.removeAll();
        }
    }

    /** Thoughts go back only to who can read their state; they never become words of the answer. */
    private void thought(Part.Reasoning thought) {
        losses.unread(thought.aside().origin());
        Opaque opaque = thought.aside().opaque();
        boolean readable = target.reads(opaque, OpenAiResponsesCodec.DIALECT);
        boolean echo = target.can(Ability.REASONING_ECHO) && !thought.texts().isEmpty();
        if (!readable && !echo) {
            ForeignReport.dropped(thought, losses);
            return;
        }
        ObjectNode item = items.addObject().put("type", "reasoning");
        ArrayNode summary = item.putArray("summary");
        boolean full = thought.form() == Part.Reasoning.Form.FULL;
        if (!full) {
            thought.texts()
                    .forEach(t -> summary.addObject().put("type", "summary_text").put("text", t));
        } else if (!thought.texts().isEmpty()) {
            ArrayNode content = item.putArray("content");
            thought.texts()
                    .forEach(t -> content.addObject().put("type", "reasoning_text").put("text", t));
        }
        if (readable) {
            item.put("encrypted_content", opaque.data());
        }
    }

    private void call(Part.ToolCall call) {
        losses.unread(call.aside().origin());
        foreignState(call);
        String id = CallIds.plain(call.id(), MOST_ID);
        switch (call.kind()) {
            case FUNCTION ->
                    items.addObject()
                            .put("type", "function_call")
                            .put("call_id", id)
                            .put("name", call.name())
                            .put("arguments", call.input().isBlank() ? "{}" : call.input());
            case CUSTOM -> {
                custom.add(call.id());
                items.addObject()
                        .put("type", "custom_tool_call")
                        .put("call_id", id)
                        .put("name", call.name())
                        .put("input", call.input());
            }
        }
    }
}
