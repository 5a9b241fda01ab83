package dev.junctor.simulator.anthropic;

import dev.junctor.simulator.ask.Complaint;
import dev.junctor.simulator.fault.ErrorBodies;
import dev.junctor.simulator.habit.ErrorShape;
import dev.junctor.simulator.say.AnswerScript.Choice;
import dev.junctor.simulator.say.AnswerScript.ToolUse;
import dev.junctor.simulator.tell.Step;
import dev.junctor.simulator.tell.Telling;
import dev.junctor.simulator.tell.Voice;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The events of one stream: a message, its blocks one after the other, its end. */
final class MessageEvents implements Voice.EventWriter {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String NO_ARGUMENTS = "{}";

    private final Telling telling;
    private final MessagesVoice voice;
    private final String lineEnd;
    private Block open = Block.NONE;
    private int index = -1;

    private enum Block {
        NONE,
        THINKING,
        TEXT,
        TOOL
    }

    MessageEvents(Telling telling, MessagesVoice voice) {
        this.telling = telling;
        this.voice = voice;
        this.lineEnd = telling.habits().line().text();
    }

    @Override
    public void write(Step step, StringBuilder out) {
        switch (step) {
            case Step.Opening opening -> opening(out);
            case Step.Thought thought -> thought(thought, out);
            case Step.Text text -> {
                begin(Block.TEXT, out);
                delta("text_delta", "text", text.token(), out);
            }
            case Step.ToolOpening tool -> tool(tool.use(), out);
            case Step.ToolPiece piece -> {
                if (!isWithoutArguments(piece.use())) {
                    delta("input_json_delta", "partial_json", piece.piece(), out);
                }
            }
            case Step.ToolWhole whole -> {
                tool(whole.use(), out);
                String arguments = String.join("", whole.use().arguments());
                delta("input_json_delta", "partial_json", arguments, out);
            }
            case Step.Ending ending -> ending(out);
            case Step.UsageApart usage -> {}
            case Step.Done done -> event(typed("message_stop"), out);
            case Step.Failure failure -> failure(failure.complaint(), out);
        }
    }

    private void opening(StringBuilder out) {
        ObjectNode message = MessagesVoice.opened(telling);
        if (telling.usage() != Telling.Usage.OMITTED) {
            ObjectNode usage = MessagesVoice.usage(telling);
            usage.put("output_tokens", 1).remove("output_tokens_details");
            message.set("usage", usage);
        } else {
            message.putObject("usage").put("input_tokens", 0).put("output_tokens", 0);
        }
        ObjectNode event = typed("message_start");
        event.set("message", message);
        event(event, out);
    }

    private void thought(Step.Thought step, StringBuilder out) {
        begin(Block.THINKING, out);
        if (MessagesVoice.showsThoughts(telling)) {
            delta("thinking_delta", "thinking", step.token(), out);
        }
    }

    /** A call without arguments has none of their JSON. */
    private static boolean isWithoutArguments(ToolUse use) {
        return String.join("", use.arguments()).equals(NO_ARGUMENTS);
    }

    private void tool(ToolUse use, StringBuilder out) {
        close(out);
        ObjectNode block = MessagesVoice.toolUse(use);
        block.putObject("input");
        start(Block.TOOL, block, out);
        delta("input_json_delta", "partial_json", "", out);
    }

    private void begin(Block kind, StringBuilder out) {
        if (open == kind) {
            return;
        }
        close(out);
        ObjectNode block =
                kind == Block.THINKING
                        ? typed("thinking").put("thinking", "").put("signature", "")
                        : typed("text").put("text", "");
        start(kind, block, out);
    }

    private void start(Block kind, ObjectNode block, StringBuilder out) {
        open = kind;
        index++;
        ObjectNode event = typed("content_block_start").put("index", index);
        event.set("content_block", block);
        event(event, out);
        if (index == 0) {
            out.append("event: ping").append(lineEnd);
            out.append("data: {\"type\": \"ping\"}").append(lineEnd).append(lineEnd);
        }
    }

    private void close(StringBuilder out) {
        if (open == Block.NONE) {
            return;
        }
        if (open == Block.THINKING) {
            delta("signature_delta", "signature", voice.signature(telling), out);
        }
        open = Block.NONE;
        event(typed("content_block_stop").put("index", index), out);
    }

    private void delta(String type, String field, String value, StringBuilder out) {
        ObjectNode event = typed("content_block_delta").put("index", index);
        event.set("delta", typed(type).put(field, value));
        event(event, out);
    }

    private void ending(StringBuilder out) {
        close(out);
        Choice said = telling.script().choices().getFirst();
        ObjectNode event = typed("message_delta");
        ObjectNode delta = event.putObject("delta");
        delta.put("stop_reason", MessagesVoice.stopReason(said));
        MessagesVoice.putOrNull(delta, "stop_sequence", said.stop());
        if (telling.usage() != Telling.Usage.OMITTED) {
            ObjectNode usage = MessagesVoice.usage(telling);
            usage.remove("service_tier");
            event.set("usage", usage);
        }
        event(event, out);
    }

    private void failure(Complaint complaint, StringBuilder out) {
        out.append("event: error").append(lineEnd);
        out.append("data: ").append(ErrorBodies.json(complaint, ErrorShape.TYPED));
        out.append(lineEnd).append(lineEnd);
    }

    private static ObjectNode typed(String type) {
        return JSON.objectNode().put("type", type);
    }

    private void event(ObjectNode event, StringBuilder out) {
        out.append("event: ").append(event.path("type").stringValue()).append(lineEnd);
        out.append("data: ").append(event).append(lineEnd).append(lineEnd);
    }
}
