package dev.junctor.core.dialect.anthropic;

import dev.junctor.core.chat.ChatEvent;
import dev.junctor.core.chat.Opaque;
import dev.junctor.core.chat.Part;
import dev.junctor.core.chat.Part.Reasoning.Form;
import dev.junctor.core.dialect.CallArguments;
import dev.junctor.core.dialect.CallIds;
import dev.junctor.core.dialect.ForeignReport;
import dev.junctor.core.dialect.Losses;
import dev.junctor.core.dialect.Reply;
import dev.junctor.core.dialect.StateOnPart;
import dev.junctor.core.json.Bytes;
import dev.junctor.core.json.Trees;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes one block at a time; a block opens when it has something to say, for an empty one is refused when it returns. */
final class BlockWriter {
    private final Reply reply;
    private final Losses losses;
    private final StringBuilder custom = new StringBuilder();
    private Part part = Part.Text.of("");
    private Opaque state = Opaque.NONE;
    private int index;
    private boolean open;
    private boolean calls;

    BlockWriter(Reply reply, Losses losses) {
        this.reply = reply;
        this.losses = losses;
    }

    /** Whether a call was written. */
    boolean hasCalls() {
        return calls;
    }

    /** One event of the part that has the word. */
    void on(ChatEvent event, Bytes out) {
        switch (event) {
            case ChatEvent.PartStart start -> begin(start.opening(), out);
            case ChatEvent.Delta delta -> grow(delta.text(), out);
            case ChatEvent.NextText next -> {
                if (open) {
                    grow("\n\n", out);
                }
            }
            case ChatEvent.StateKnown known -> state = known.opaque();
            case ChatEvent.Cited cited -> cited(cited, out);
            case ChatEvent.PartEnd end -> end(out);
            case ChatEvent.Start other -> {}
            case ChatEvent.Finished other -> {}
            case ChatEvent.Consumed other -> {}
            case ChatEvent.Failed other -> {}
            case ChatEvent.Done other -> {}
        }
    }

    private void begin(Part opening, Bytes out) {
        losses.unread(opening.aside().origin());
        part = opening;
        state = opening.aside().opaque();
        custom.setLength(0);
        open = false;
        switch (opening) {
            case Part.Text text -> {
                hidden(out);
                grow(text.text(), out);
            }
            case Part.Refusal refusal -> grow(refusal.text(), out);
            case Part.Reasoning thought -> grow(thought.text(), out);
            case Part.ToolCall call -> {
                hidden(out);
                calls = true;
                AnswerEncoder.wrapped(call, losses);
                open(out);
                grow(call.input(), out);
            }
            case Part.Image image -> ForeignReport.dropped(image, losses);
            case Part.Audio audio -> ForeignReport.dropped(audio, losses);
            case Part.Video video -> ForeignReport.dropped(video, losses);
            case Part.Document document -> ForeignReport.dropped(document, losses);
            case Part.ToolResult result -> ForeignReport.dropped(result, losses);
            case Part.Foreign foreign -> ForeignReport.dropped(foreign, losses);
        }
    }

    /** State that sits on the part goes before it as hidden thoughts. */
    private void hidden(Bytes out) {
        if (StateOnPart.isOf(state)) {
            redacted(out);
            state = Opaque.NONE;
        }
    }

    private void redacted(Bytes out) {
        ObjectNode block = JsonNodeFactory.instance.objectNode();
        block.put("type", "redacted_thinking").put("data", reply.carrier().seal(state));
        start(block, out);
        stop(out);
    }

    private void open(Bytes out) {
        ObjectNode block = JsonNodeFactory.instance.objectNode();
        switch (part) {
            case Part.Reasoning thought ->
                    block.put("type", "thinking").put("thinking", "").put("signature", "");
            case Part.ToolCall call -> {
                block.put("type", "tool_use")
                        .put("id", CallIds.plain(call.id(), AnswerEncoder.MOST_ID))
                        .put("name", call.name());
                block.putObject("input");
            }
            case Part.Text text -> block.put("type", "text").put("text", "");
            case Part.Refusal refusal -> block.put("type", "text").put("text", "");
            case Part.Image image -> {}
            case Part.Audio audio -> {}
            case Part.Video video -> {}
            case Part.Document document -> {}
            case Part.ToolResult result -> {}
            case Part.Foreign foreign -> {}
        }
        if (!block.isEmpty()) {
            open = true;
            start(block, out);
        }
    }

    private void start(ObjectNode block, Bytes out) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("type", "content_block_start").put("index", index).set("content_block", block);
        EventEncoder.frame("content_block_start", json, out);
    }

    private void grow(String text, Bytes out) {
        if (text.isEmpty()) {
            return;
        }
        if (part instanceof Part.ToolCall call && call.kind() == Part.ToolCall.Kind.CUSTOM) {
            custom.append(text); // free text must stand inside an object
            return;
        }
        if (!open) {
            open(out);
        }
        if (!open) {
            return;
        }
        ObjectNode delta = JsonNodeFactory.instance.objectNode();
        switch (part) {
            case Part.Reasoning thought ->
                    delta.put("type", "thinking_delta").put("thinking", text);
            case Part.ToolCall call ->
                    delta.put("type", "input_json_delta").put("partial_json", text);
            case Part.Text words -> delta.put("type", "text_delta").put("text", text);
            case Part.Refusal refusal -> delta.put("type", "text_delta").put("text", text);
            case Part.Image image -> {}
            case Part.Audio audio -> {}
            case Part.Video video -> {}
            case Part.Document document -> {}
            case Part.ToolResult result -> {}
            case Part.Foreign foreign -> {}
        }
        delta(delta, out);
    }

    private void delta(ObjectNode delta, Bytes out) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("type", "content_block_delta").put("index", index).set("delta", delta);
        EventEncoder.frame("content_block_delta", json, out);
    }

    private void cited(ChatEvent.Cited cited, Bytes out) {
        if (!open) {
            return;
        }
        ObjectNode delta = JsonNodeFactory.instance.objectNode().put("type", "citations_delta");
        AnswerEncoder.citation(cited.citation(), delta.putObject("citation"));
        delta(delta, out);
    }

    private void end(Bytes out) {
        if (!custom.isEmpty()) {
            String input = Trees.text(CallArguments.wrapped(custom.toString()));
            ObjectNode delta = JsonNodeFactory.instance.objectNode();
            delta(delta.put("type", "input_json_delta").put("partial_json", input), out);
        }
        if (part instanceof Part.Reasoning thought && state.isPresent()) {
            if (thought.form() == Form.REDACTED && !open) {
                redacted(out);
                return;
            }
            if (!open) {
                open(out); // thoughts that are not shown still have a signature
            }
            ObjectNode delta = JsonNodeFactory.instance.objectNode();
            delta.put("type", "signature_delta").put("signature", reply.carrier().seal(state));
            delta(delta, out);
        }
        if (!(part instanceof Part.Reasoning) && state.isPresent()) {
            losses.dropped("", "state that comes behind the call or text it belongs to");
        }
        if (open) {
            stop(out);
            open = false;
        }
    }

    private void stop(Bytes out) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        EventEncoder.frame(
                "content_block_stop",
                json.put("type", "content_block_stop").put("index", index),
                out);
        index++;
    }
}
