package dev.junctor.core.dialect.openairesponses;

import dev.junctor.core.chat.ChatEvent;
import dev.junctor.core.chat.Citation;
import dev.junctor.core.chat.Opaque;
import dev.junctor.core.chat.Part;
import dev.junctor.core.chat.Source;
import dev.junctor.core.dialect.CallIds;
import dev.junctor.core.dialect.DataUrl;
import dev.junctor.core.dialect.ForeignReport;
import dev.junctor.core.dialect.Losses;
import dev.junctor.core.dialect.Reply;
import dev.junctor.core.dialect.StateOnPart;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes the items of an answer one after the other and keeps them, for the last event repeats them all. Words that
 * follow each other are one message. An item is announced when it has something to say.
 */
final class ItemWriter {
    private static final int MOST_ID = 64;
    private static final String NONE = "";

    private final Reply reply;
    private final Losses losses;
    private final Frames frames;
    private final ArrayNode output = JsonNodeFactory.instance.arrayNode();
    private final StringBuilder text = new StringBuilder();
    private ObjectNode item = JsonNodeFactory.instance.objectNode();
    private ObjectNode content = JsonNodeFactory.instance.objectNode();
    private String kind = NONE; // of the open item
    private Part part = Part.Text.of("");
    private Opaque state = Opaque.NONE;
    private boolean grows; // a text of the open item is announced and not whole

    /** Takes the events on the way. */
    interface Frames {
        /**
         * One event.
         *
         * @param fields what stands in it beside its type and its number
         */
        void event(String type, ObjectNode fields);
    }

    ItemWriter(Reply reply, Losses losses, Frames frames) {
        this.reply = reply;
        this.losses = losses;
        this.frames = frames;
    }

    /** The items that are whole. */
    ArrayNode output() {
        return output;
    }

    /** One event of the part that has the word. */
    void on(ChatEvent event) {
        switch (event) {
            case ChatEvent.PartStart start -> begin(start.opening());
            case ChatEvent.Delta delta -> grow(delta.text());
            case ChatEvent.NextText next -> {
                if (part instanceof Part.Reasoning) {
                    endSummary();
                }
            }
            case ChatEvent.StateKnown known -> state = known.opaque();
            case ChatEvent.Cited cited -> {
                if (part instanceof Part.Text) {
                    cite(cited.citation());
                }
            }
            case ChatEvent.PartEnd end -> end();
            case ChatEvent.Start other -> {}
            case ChatEvent.Finished other -> {}
            case ChatEvent.Consumed other -> {}
            case ChatEvent.Failed other -> {}
            case ChatEvent.Done other -> {}
        }
    }

    private void begin(Part opening) {
        losses.unread(opening.aside().origin());
        part = opening;
        state = opening.aside().opaque();
        switch (opening) {
            case Part.Text said -> {
                hidden();
                grow(said.text());
                said.citations().forEach(this::cite);
            }
            case Part.Refusal refusal -> grow(refusal.text());
            case Part.Reasoning thought -> {
                closeMessage("completed");
                for (String shown : thought.texts()) {
                    endSummary();
                    grow(shown);
                }
            }
            case Part.ToolCall call -> {
                hidden();
                closeMessage("completed");
                openCall(call);
                grow(call.input());
            }
            case Part.Image image -> image(image);
            case Part.Audio audio -> ForeignReport.dropped(audio, losses);
            case Part.Video video -> ForeignReport.dropped(video, losses);
            case Part.Document document -> ForeignReport.dropped(document, losses);
            case Part.ToolResult result -> ForeignReport.dropped(result, losses);
            case Part.Foreign foreign -> ForeignReport.dropped(foreign, losses);
        }
    }

    /** State that sits on the part goes before it as hidden thoughts. */
    private void hidden() {
        if (StateOnPart.isOf(state)) {
            closeMessage("completed");
            openThought();
            closeThought();
            state = Opaque.NONE;
        }
    }

    private void grow(String more) {
        if (more.isEmpty()) {
            return;
        }
        switch (part) {
            case Part.Text said -> {
                openContent();
                ObjectNode place = contentPlace();
                place.putArray("logprobs");
                grown("response.output_text.delta", more, place);
            }
            case Part.Refusal refusal -> {
                openContent();
                grown("response.refusal.delta", more, contentPlace());
            }
            case Part.Reasoning thought -> {
                openSummary();
                grown("response.reasoning_summary_text.delta", more, summaryPlace());
            }
            case Part.ToolCall call -> grown(called(call, ".delta"), more, place());
            case Part.Image image -> {}
            case Part.Audio audio -> {}
            case Part.Video video -> {}
            case Part.Document document -> {}
            case Part.ToolResult result -> {}
            case Part.Foreign foreign -> {}
        }
    }

    private static String called(Part.ToolCall call, String what) {
        return switch (call.kind()) {
            case FUNCTION -> "response.function_call_arguments" + what;
            case CUSTOM -> "response.custom_tool_call_input" + what;
        };
    }

    private void grown(String type, String more, ObjectNode place) {
        text.append(more);
        frames.event(type, place.put("delta", more));
    }

    // the open item

    private void open(String prefix, ObjectNode fields) {
        kind = prefix;
        item = JsonNodeFactory.instance.objectNode();
        item.put("id", prefix + "_" + reply.identity().id() + "_" + output.size());
        item.setAll(fields);
        text.setLength(0);
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("output_index", output.size()).set("item", item.deepCopy());
        frames.event("response.output_item.added", event);
    }

    private void closeItem(String status) {
        item.put("status", status);
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("output_index", output.size()).set("item", item.deepCopy());
        output.add(item);
        kind = NONE;
        frames.event("response.output_item.done", event);
    }

    private ObjectNode place() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("item_id", item.path("id").asString(""))
                .put("output_index", output.size());
    }

    private ObjectNode contentPlace() {
        return place().put("content_index", item.path("content").size());
    }

    private ObjectNode summaryPlace() {
        return place().put("summary_index", item.path("summary").size());
    }

    private static ObjectNode fields(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type).put("status", "in_progress");
    }

    // messages

    private void openContent() {
        if (grows) {
            return;
        }
        if (!kind.equals("msg")) {
            ObjectNode message = fields("message").put("role", "assistant");
            message.putArray("content");
            open("msg", message);
        }
        grows = true;
        text.setLength(0);
        content = JsonNodeFactory.instance.objectNode();
        if (part instanceof Part.Refusal) {
            content.put("type", "refusal").put("refusal", "");
        } else {
            content.put("type", "output_text").put("text", "");
            content.putArray("annotations");
            content.putArray("logprobs");
        }
        ObjectNode event = contentPlace();
        event.set("part", content.deepCopy());
        frames.event("response.content_part.added", event);
    }

    private void cite(Citation citation) {
        openContent();
        ArrayNode annotations = (ArrayNode) content.get("annotations");
        ObjectNode annotation = JsonNodeFactory.instance.objectNode();
        PartEncoder.annotation(citation, annotation);
        ObjectNode event = contentPlace().put("annotation_index", annotations.size());
        event.set("annotation", annotation);
        annotations.add(annotation.deepCopy());
        frames.event("response.output_text.annotation.added", event);
    }

    private void endContent(String field, String type) {
        if (!grows) {
            return;
        }
        grows = false;
        content.put(field, text.toString());
        ObjectNode whole = contentPlace().put(field, text.toString());
        if (field.equals("text")) {
            whole.putArray("logprobs");
        }
        frames.event(type, whole);
        ObjectNode event = contentPlace();
        event.set("part", content.deepCopy());
        frames.event("response.content_part.done", event);
        ((ArrayNode) item.get("content")).add(content);
    }

    /** Ends the message that may be open: others follow, or nothing. */
    void closeMessage(String status) {
        if (kind.equals("msg")) {
            closeItem(status);
        }
    }

    // thoughts

    private void openThought() {
        if (!kind.equals("rs")) {
            ObjectNode thought = fields("reasoning");
            thought.putArray("summary");
            open("rs", thought);
        }
    }

    private void openSummary() {
        openThought();
        if (grows) {
            return;
        }
        grows = true;
        text.setLength(0);
        ObjectNode event = summaryPlace();
        event.set("part", summary(""));
        frames.event("response.reasoning_summary_part.added", event);
    }

    private static ObjectNode summary(String text) {
        return JsonNodeFactory.instance.objectNode().put("type", "summary_text").put("text", text);
    }

    private void endSummary() {
        if (!grows) {
            return;
        }
        grows = false;
        String all = text.toString();
        frames.event("response.reasoning_summary_text.done", summaryPlace().put("text", all));
        ObjectNode event = summaryPlace();
        event.set("part", summary(all));
        frames.event("response.reasoning_summary_part.done", event);
        ((ArrayNode) item.get("summary")).add(summary(all));
    }

    /** Thoughts that are not shown differ from thoughts that are hidden: they have a text that says nothing. */
    private void silent(Part.Reasoning thought) {
        if (thought.form() == Part.Reasoning.Form.FULL && item.path("summary").isEmpty()) {
            openSummary();
            endSummary();
        }
    }

    private void closeThought() {
        if (state.isPresent()) {
            item.put("encrypted_content", reply.carrier().seal(state));
        }
        closeItem("completed");
    }

    // calls and pictures

    private void openCall(Part.ToolCall call) {
        String id = CallIds.plain(call.id(), MOST_ID);
        switch (call.kind()) {
            case FUNCTION -> {
                ObjectNode fields = fields("function_call").put("call_id", id);
                open("fc", fields.put("name", call.name()).put("arguments", ""));
            }
            case CUSTOM -> {
                ObjectNode fields = fields("custom_tool_call").put("call_id", id);
                open("ctc", fields.put("name", call.name()).put("input", ""));
            }
        }
    }

    /** A call without arguments has an empty object, for clients parse what they get. */
    private void endCall(Part.ToolCall call) {
        boolean custom = call.kind() == Part.ToolCall.Kind.CUSTOM;
        if (!custom && text.toString().isBlank()) {
            text.setLength(0);
            grow("{}");
        }
        String field = custom ? "input" : "arguments";
        item.put(field, text.toString());
        frames.event(called(call, ".done"), place().put(field, text.toString()));
        closeItem("completed");
    }

    private void image(Part.Image image) {
        if (!(image.source() instanceof Source.Inline inline)) {
            ForeignReport.dropped(image, losses);
            return;
        }
        closeMessage("completed");
        open("ig", fields("image_generation_call").putNull("result"));
        item.put("result", DataUrl.standard(inline.base64()));
        closeItem("completed");
    }

    private void end() {
        switch (part) {
            case Part.Text said -> endContent("text", "response.output_text.done");
            case Part.Refusal refusal -> endContent("refusal", "response.refusal.done");
            case Part.Reasoning thought -> {
                endSummary();
                if (state.isPresent()) {
                    openThought();
                    silent(thought);
                }
                if (kind.equals("rs")) {
                    closeThought();
                }
            }
            case Part.ToolCall call -> endCall(call);
            case Part.Image image -> {}
            case Part.Audio audio -> {}
            case Part.Video video -> {}
            case Part.Document document -> {}
            case Part.ToolResult result -> {}
            case Part.Foreign foreign -> {}
        }
    }
}
