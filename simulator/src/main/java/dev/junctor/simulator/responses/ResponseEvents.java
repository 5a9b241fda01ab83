package dev.junctor.simulator.responses;

import dev.junctor.simulator.ask.Complaint;
import dev.junctor.simulator.say.AnswerScript.Choice;
import dev.junctor.simulator.say.AnswerScript.ToolUse;
import dev.junctor.simulator.tell.Step;
import dev.junctor.simulator.tell.Telling;
import dev.junctor.simulator.tell.Voice;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The events of one stream: the response, its items one after the other, the response as it is in the end. */
final class ResponseEvents implements Voice.EventWriter {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Telling telling;
    private final ResponseVoice voice;
    private final Choice said;
    private final String lineEnd;
    private Open open = Open.NONE;
    private int sequence;
    private int index = -1;
    private int toolsTold;

    private enum Open {
        NONE,
        THOUGHT,
        MESSAGE,
        CALL
    }

    ResponseEvents(Telling telling, ResponseVoice voice) {
        this.telling = telling;
        this.voice = voice;
        this.said = telling.script().choices().getFirst();
        this.lineEnd = telling.habits().line().text();
    }

    @Override
    public void write(Step step, StringBuilder out) {
        switch (step) {
            case Step.Opening opening -> {
                response("response.created", "in_progress", out);
                response("response.in_progress", "in_progress", out);
            }
            case Step.Thought thought -> thought(thought.token(), out);
            case Step.Text text -> text(text.token(), out);
            case Step.ToolOpening tool -> tool(tool.use(), out);
            case Step.ToolPiece piece -> piece(piece.use(), piece.piece(), out);
            case Step.ToolWhole whole -> {
                tool(whole.use(), out);
                piece(whole.use(), String.join("", whole.use().arguments()), out);
            }
            case Step.Ending ending -> {
                if (said.text().isEmpty() && said.tools().isEmpty()) {
                    message(out);
                }
                close(out);
            }
            case Step.UsageApart usage -> {}
            case Step.Done done -> ended(out);
            case Step.Failure failure -> failure(failure.complaint(), out);
        }
    }

    private void response(String type, String status, StringBuilder out) {
        ObjectNode event = typed(type);
        event.set("response", ResponseVoice.response(telling, status));
        event(event, out);
    }

    private void ended(StringBuilder out) {
        String status = ResponseVoice.ended(said);
        ObjectNode response = ResponseVoice.response(telling, status);
        ArrayNode output = (ArrayNode) response.path("output");
        voice.items(telling).forEach(output::add);
        ObjectNode event = typed("response." + status);
        event.set("response", response);
        event(event, out);
    }

    private void thought(String token, StringBuilder out) {
        boolean summarises = ResponseVoice.summarises(telling.ask());
        if (open != Open.THOUGHT) {
            close(out);
            ObjectNode item = voice.emptyThought(telling);
            added(Open.THOUGHT, item, out);
            if (summarises) {
                event(summaryPart("response.reasoning_summary_part.added", ""), out);
            }
        }
        if (summarises) {
            event(ofThought("response.reasoning_summary_text.delta").put("delta", token), out);
        }
    }

    private ObjectNode ofThought(String type) {
        return typed(type)
                .put("item_id", voice.emptyThought(telling).path("id").stringValue())
                .put("output_index", index)
                .put("summary_index", 0);
    }

    private ObjectNode summaryPart(String type, String text) {
        ObjectNode event = ofThought(type);
        event.set("part", ResponseVoice.summary(text));
        return event;
    }

    private void text(String token, StringBuilder out) {
        if (open != Open.MESSAGE) {
            message(out);
        }
        ObjectNode event = ofMessage("response.output_text.delta").put("delta", token);
        event.putArray("logprobs");
        event(event, out);
    }

    private void message(StringBuilder out) {
        close(out);
        added(Open.MESSAGE, ResponseVoice.message(telling, "in_progress"), out);
        ObjectNode event = ofMessage("response.content_part.added");
        event.set("part", ResponseVoice.text(""));
        event(event, out);
    }

    private ObjectNode ofMessage(String type) {
        return typed(type)
                .put("item_id", ResponseVoice.message(telling, "").path("id").stringValue())
                .put("output_index", index)
                .put("content_index", 0);
    }

    private void tool(ToolUse use, StringBuilder out) {
        close(out);
        added(Open.CALL, ResponseVoice.call(use, "", "in_progress"), out);
    }

    private void piece(ToolUse use, String piece, StringBuilder out) {
        event(ofCall(use, "delta").put("delta", piece), out);
    }

    private ObjectNode ofCall(ToolUse use, String what) {
        boolean custom = use.kind() == ToolUse.Kind.CUSTOM;
        String type =
                custom ? "response.custom_tool_call_input." : "response.function_call_arguments.";
        return typed(type + what)
                .put("item_id", ResponseVoice.call(use, "", "").path("id").stringValue())
                .put("output_index", index);
    }

    private void added(Open kind, ObjectNode item, StringBuilder out) {
        open = kind;
        index++;
        ObjectNode event = typed("response.output_item.added").put("output_index", index);
        event.set("item", item);
        event(event, out);
    }

    private void close(StringBuilder out) {
        switch (open) {
            case NONE -> {
                return;
            }
            case THOUGHT -> closeThought(out);
            case MESSAGE -> {
                String text = String.join("", said.text());
                ObjectNode done = ofMessage("response.output_text.done").put("text", text);
                done.putArray("logprobs");
                event(done, out);
                ObjectNode part = ofMessage("response.content_part.done");
                part.set("part", ResponseVoice.text(text));
                event(part, out);
            }
            case CALL -> {
                ToolUse use = said.tools().get(toolsTold++);
                boolean custom = use.kind() == ToolUse.Kind.CUSTOM;
                String arguments = String.join("", use.arguments());
                event(ofCall(use, "done").put(custom ? "input" : "arguments", arguments), out);
            }
        }
        open = Open.NONE;
        ObjectNode event = typed("response.output_item.done").put("output_index", index);
        event.set("item", voice.items(telling).get(index));
        event(event, out);
    }

    private void closeThought(StringBuilder out) {
        if (ResponseVoice.summarises(telling.ask())) {
            String text = String.join("", said.thoughts());
            event(ofThought("response.reasoning_summary_text.done").put("text", text), out);
            event(summaryPart("response.reasoning_summary_part.done", text), out);
        }
    }

    private void failure(Complaint complaint, StringBuilder out) {
        String code = complaint.code().isEmpty() ? complaint.type() : complaint.code();
        ObjectNode error = typed("error").put("code", code).put("message", complaint.message());
        error.putNull("param");
        event(error, out);
        ObjectNode response = ResponseVoice.response(telling, "failed");
        response.putObject("error").put("code", code).put("message", complaint.message());
        ObjectNode event = typed("response.failed");
        event.set("response", response);
        event(event, out);
    }

    private static ObjectNode typed(String type) {
        return JSON.objectNode().put("type", type);
    }

    private void event(ObjectNode event, StringBuilder out) {
        event.put("sequence_number", sequence++);
        out.append("event: ").append(event.path("type").stringValue()).append(lineEnd);
        out.append("data: ").append(event).append(lineEnd).append(lineEnd);
    }
}
