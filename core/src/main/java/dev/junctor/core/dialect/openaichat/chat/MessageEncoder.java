package dev.junctor.core.dialect.openaichat.chat;

import dev.junctor.core.chat.Opaque;
import dev.junctor.core.chat.Part;
import dev.junctor.core.chat.Role;
import dev.junctor.core.chat.Turn;
import dev.junctor.core.dialect.Ability;
import dev.junctor.core.dialect.ForeignReport;
import dev.junctor.core.dialect.Losses;
import dev.junctor.core.dialect.Target;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes the turns as messages: each result of a tool is one of its own, right behind the calls; what a result cannot
 * hold follows in the user's next message.
 */
final class MessageEncoder {
    private final Target target;
    private final Losses losses;
    private final ArrayNode messages = JsonNodeFactory.instance.arrayNode();
    private final List<Part> moved = new ArrayList<>();

    MessageEncoder(Target target, Losses losses) {
        this.target = target;
        this.losses = losses;
    }

    ArrayNode encode(List<Turn> turns) {
        for (Turn turn : turns) {
            if (turn.role() != Role.TOOL && turn.role() != Role.USER) {
                flush();
            }
            if (turn.aside().origin().isOf(OpenAiChatCodec.DIALECT)) {
                messages.add(turn.aside().origin().json());
                continue;
            }
            losses.unread(turn.aside().origin());
            switch (turn.role()) {
                case SYSTEM -> words("system", turn);
                case DEVELOPER ->
                        words(target.can(Ability.DEVELOPER_ROLE) ? "developer" : "system", turn);
                case USER, TOOL -> user(turn);
                case ASSISTANT -> assistant(turn);
            }
        }
        flush();
        return messages;
    }

    private void words(String role, Turn turn) {
        ObjectNode message = begin(role, turn);
        message.set("content", new ContentEncoder(target, losses).content(turn.parts()));
        mark(message, turn);
    }

    private ObjectNode begin(String role, Turn turn) {
        ObjectNode message = messages.addObject().put("role", role);
        if (!turn.name().isEmpty()) {
            message.put("name", turn.name());
        }
        return message;
    }

    private void mark(ObjectNode message, Turn turn) {
        ContentEncoder.mark(
                message,
                turn.aside().cache(),
                turn.aside().origin().below("cache_control"),
                target,
                losses);
    }

    private void user(Turn turn) {
        List<Part> rest = new ArrayList<>();
        for (Part part : turn.parts()) {
            if (part instanceof Part.ToolResult result) {
                result(result);
            } else {
                rest.add(part);
            }
        }
        if (rest.isEmpty() && turn.role() == Role.TOOL) {
            return;
        }
        if (rest.isEmpty() && !turn.parts().isEmpty()) {
            return; // results alone
        }
        rest.addAll(0, moved);
        moved.clear();
        ObjectNode message = begin("user", turn);
        message.set("content", new ContentEncoder(target, losses).content(rest));
        mark(message, turn);
    }

    /** What results could not hold becomes a message of the user's before anybody else speaks. */
    private void flush() {
        if (!moved.isEmpty()) {
            ObjectNode message = messages.addObject().put("role", "user");
            message.set("content", new ContentEncoder(target, losses).content(moved));
            moved.clear();
        }
    }

    private void result(Part.ToolResult result) {
        losses.unread(result.aside().origin());
        String path = result.aside().origin().path();
        List<Part> words = new ArrayList<>();
        List<Part> media = new ArrayList<>();
        for (Part part : result.content()) {
            (part instanceof Part.Text || part instanceof Part.Refusal ? words : media).add(part);
        }
        if (!media.isEmpty()) {
            losses.approximated(path, "pictures and documents of a result follow as the user's");
            if (words.isEmpty()) {
                words.add(Part.Text.of("The result follows in the user's next message."));
            }
            moved.addAll(media);
        }
        if (result.outcome() == Part.ToolResult.Outcome.ERROR) {
            losses.approximated(path, "that the tool failed is said in words only");
            words.addFirst(Part.Text.of("Error: "));
        }
        ObjectNode message = messages.addObject().put("role", "tool");
        message.put("tool_call_id", ToolEncoder.id(result.callId(), target));
        if (!result.name().isEmpty()) {
            message.put("name", result.name());
        }
        message.set("content", new ContentEncoder(target, losses).content(words));
        ContentEncoder.mark(message, result.aside().cache(), path, target, losses);
    }

    private void assistant(Turn turn) {
        ObjectNode message = begin("assistant", turn);
        List<Part> words = new ArrayList<>();
        List<Part.ToolCall> calls = new ArrayList<>();
        List<Part.Reasoning> thoughts = new ArrayList<>();
        for (Part part : turn.parts()) {
            switch (part) {
                case Part.Text text -> words.add(text);
                case Part.Refusal refusal -> {
                    losses.unread(refusal.aside().origin());
                    message.put("refusal", refusal.text());
                }
                case Part.ToolCall call -> calls.add(call);
                case Part.Reasoning reasoning -> thoughts.add(reasoning);
                case Part.Image image -> ForeignReport.dropped(image, losses);
                case Part.Audio audio -> ForeignReport.dropped(audio, losses);
                case Part.Video video -> ForeignReport.dropped(video, losses);
                case Part.Document document -> ForeignReport.dropped(document, losses);
                case Part.ToolResult result -> ForeignReport.dropped(result, losses);
                case Part.Foreign foreign -> ForeignReport.dropped(foreign, losses);
            }
        }
        if (words.isEmpty()) {
            message.putNull("content");
        } else {
            message.set("content", new ContentEncoder(target, losses).content(words));
        }
        thoughts(message, thoughts, calls);
        if (!calls.isEmpty()) {
            ArrayNode list = message.putArray("tool_calls");
            for (Part.ToolCall call : calls) {
                ToolEncoder.call(call, target, losses, list.addObject());
            }
        }
        mark(message, turn);
    }

    /** Thoughts never become words of the answer; state goes back only to who made it. */
    private void thoughts(
            ObjectNode message, List<Part.Reasoning> thoughts, List<Part.ToolCall> calls) {
        ArrayNode details = JsonNodeFactory.instance.arrayNode();
        StringBuilder echo = new StringBuilder();
        for (Part.Reasoning thought : thoughts) {
            losses.unread(thought.aside().origin());
            Opaque opaque = thought.aside().opaque();
            boolean readable = opaque.isPresent() && opaque.scope().equals(target.scope());
            if (readable) {
                ReasoningWriter.details(thought, opaque.data(), details);
            } else if (target.can(Ability.REASONING_ECHO)) {
                echo.append(thought.text());
            } else {
                ForeignReport.dropped(thought, losses);
            }
        }
        for (Part.ToolCall call : calls) {
            Opaque opaque = call.aside().opaque();
            if (opaque.isPresent() && opaque.scope().equals(target.scope())) {
                ReasoningWriter.ofCall(
                        opaque.data(),
                        opaque.dialect(),
                        ToolEncoder.id(call.id(), target),
                        details);
            } else if (opaque.isPresent()) {
                losses.dropped(
                        call.aside().origin().path(), "another provider's state is not sent here");
            }
        }
        if (!details.isEmpty()) {
            message.set("reasoning_details", details);
        }
        boolean inLoop = target.can(Ability.REASONING_ECHO) && !calls.isEmpty();
        if (!echo.isEmpty() || inLoop) {
            message.put("reasoning_content", echo.toString());
        }
    }
}
