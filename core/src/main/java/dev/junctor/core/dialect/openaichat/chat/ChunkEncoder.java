package dev.junctor.core.dialect.openaichat.chat;

import dev.junctor.core.chat.ChatEvent;
import dev.junctor.core.chat.Citation;
import dev.junctor.core.chat.Ending;
import dev.junctor.core.chat.Loss;
import dev.junctor.core.chat.Opaque;
import dev.junctor.core.chat.Part;
import dev.junctor.core.chat.Source;
import dev.junctor.core.dialect.ForeignReport;
import dev.junctor.core.dialect.Losses;
import dev.junctor.core.dialect.Reply;
import dev.junctor.core.dialect.StreamEncoder;
import dev.junctor.core.dialect.openaichat.ErrorWriter;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.json.Bytes;
import dev.junctor.core.json.Quoted;
import dev.junctor.core.json.Trees;
import dev.junctor.core.usage.Usage;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes chunks: the role once, each call's id and name once, the end once, usage last, then {@code [DONE]}. */
final class ChunkEncoder implements StreamEncoder {
    private final Reply reply;
    private final Losses losses = new Losses();
    private final Map<Integer, ChoiceState> choices = new HashMap<>();
    private String head = "";
    private Usage usage = Usage.NONE;
    private String serviceTier = "";
    private boolean over;

    /** What is open in one choice. */
    private static final class ChoiceState {
        final Map<Integer, Open> parts = new HashMap<>();
        int calls;
        boolean said;
    }

    /** One open part: what it is, and for calls their index and whether input came. */
    private static final class Open {
        final Part opening;
        final int callIndex;
        boolean grown;

        Open(Part opening, int callIndex) {
            this.opening = opening;
            this.callIndex = callIndex;
        }
    }

    ChunkEncoder(Reply reply) {
        this.reply = reply;
    }

    @Override
    public List<Loss> losses() {
        return losses.list();
    }

    @Override
    public void on(ChatEvent event, Bytes out) {
        if (over) {
            return;
        }
        switch (event) {
            case ChatEvent.Start start -> start(reply.created(start.created()), out);
            case ChatEvent.PartStart start -> open(start, out);
            case ChatEvent.Delta delta -> delta(delta, out);
            case ChatEvent.NextText next -> grow(next.choice(), next.part(), "\n\n", out);
            case ChatEvent.StateKnown known -> state(known, out);
            case ChatEvent.Cited cited -> cited(cited.choice(), cited.citation(), out);
            case ChatEvent.PartEnd end -> close(end, out);
            case ChatEvent.Finished finished -> finished(finished, out);
            case ChatEvent.Consumed consumed -> {
                usage = consumed.usage();
                serviceTier = Tiers.word(consumed.serviceTier());
            }
            case ChatEvent.Failed failed -> failed(failed.fault(), out);
            case ChatEvent.Done done -> done(out);
        }
    }

    private void start(long created, Bytes out) {
        head =
                "data: {\"id\":"
                        + Quoted.string(reply.identity().id())
                        + ",\"object\":\"chat.completion.chunk\",\"created\":"
                        + created
                        + ",\"model\":"
                        + Quoted.string(reply.identity().model())
                        + ",\"provider\":"
                        + Quoted.string(reply.identity().provider())
                        + ",";
        choice(0, out);
    }

    private ChoiceState choice(int index, Bytes out) {
        if (head.isEmpty()) {
            start(0, out);
        }
        ChoiceState state = choices.computeIfAbsent(index, i -> new ChoiceState());
        if (!state.said) {
            state.said = true;
            chunk(index, "{\"role\":\"assistant\",\"content\":\"\"}", out);
        }
        return state;
    }

    private void chunk(int choice, String delta, Bytes out) {
        write(
                head
                        + "\"choices\":[{\"index\":"
                        + choice
                        + ",\"delta\":"
                        + delta
                        + ",\"finish_reason\":null,\"logprobs\":null}]}\n\n",
                out);
    }

    private static void write(String text, Bytes out) {
        out.append(text.getBytes(StandardCharsets.UTF_8));
    }

    private void open(ChatEvent.PartStart start, Bytes out) {
        ChoiceState state = choice(start.choice(), out);
        Part part = start.opening();
        losses.unread(part.aside().origin());
        boolean isCall = part instanceof Part.ToolCall;
        Open open = new Open(part, isCall ? state.calls++ : -1);
        state.parts.put(start.part(), open);
        switch (part) {
            case Part.Text text -> {
                grow(start.choice(), start.part(), text.text(), out);
                text.citations().forEach(c -> cited(start.choice(), c, out));
            }
            case Part.Refusal refusal -> grow(start.choice(), start.part(), refusal.text(), out);
            case Part.Reasoning thought -> grow(start.choice(), start.part(), thought.text(), out);
            case Part.ToolCall call -> {
                call(start.choice(), open, call, out);
                grow(start.choice(), start.part(), call.input(), out);
            }
            case Part.Image image -> {
                ObjectNode message = JsonNodeFactory.instance.objectNode();
                AnswerEncoder.images(image, message, losses);
                if (!message.isEmpty()) {
                    chunk(start.choice(), Trees.text(message), out);
                }
            }
            case Part.Audio audio -> grow(start.choice(), start.part(), audio(audio), out);
            case Part.Video video -> ForeignReport.dropped(video, losses);
            case Part.Document document -> ForeignReport.dropped(document, losses);
            case Part.ToolResult result -> ForeignReport.dropped(result, losses);
            case Part.Foreign foreign -> ForeignReport.dropped(foreign, losses);
        }
        if (part.aside().opaque().isPresent()) {
            state(
                    new ChatEvent.StateKnown(start.choice(), start.part(), part.aside().opaque()),
                    out);
        }
    }

    private static String audio(Part.Audio audio) {
        return audio.source() instanceof Source.Inline inline ? inline.base64() : "";
    }

    private void call(int choice, Open open, Part.ToolCall call, Bytes out) {
        boolean custom = call.kind() == Part.ToolCall.Kind.CUSTOM;
        String type = custom ? "custom" : "function";
        chunk(
                choice,
                "{\"tool_calls\":[{\"index\":"
                        + open.callIndex
                        + ",\"id\":"
                        + Quoted.string(call.id())
                        + ",\"type\":\""
                        + type
                        + "\",\""
                        + type
                        + "\":{\"name\":"
                        + Quoted.string(call.name())
                        + ",\""
                        + (custom ? "input" : "arguments")
                        + "\":\"\"}}]}",
                out);
    }

    private void delta(ChatEvent.Delta delta, Bytes out) {
        grow(delta.choice(), delta.part(), delta.text(), out);
    }

    private void grow(int choice, int part, String text, Bytes out) {
        Open open = choice(choice, out).parts.get(part);
        if (open == null || text.isEmpty()) {
            return;
        }
        open.grown = true;
        String quoted = Quoted.string(text);
        String fields =
                switch (open.opening) {
                    case Part.Text words -> "{\"content\":" + quoted + "}";
                    case Part.Refusal refusal -> "{\"refusal\":" + quoted + "}";
                    case Part.Reasoning thought -> thought(thought, part, quoted);
                    case Part.ToolCall call -> input(open, call, quoted);
                    case Part.Audio audio -> "{\"audio\":{\"data\":" + quoted + "}}";
                    case Part.Image image -> "";
                    case Part.Video video -> "";
                    case Part.Document document -> "";
                    case Part.ToolResult result -> "";
                    case Part.Foreign foreign -> "";
                };
        if (!fields.isEmpty()) {
            chunk(choice, fields, out);
        }
    }

    /** In words for simple clients, and as a detail for those that bring the state back. */
    private static String thought(Part.Reasoning thought, int part, String quoted) {
        String kind = thought.form() == Part.Reasoning.Form.SUMMARY ? "summary" : "text";
        return "{\"reasoning\":"
                + quoted
                + ",\"reasoning_details\":[{\"type\":\"reasoning."
                + kind
                + "\",\""
                + kind
                + "\":"
                + quoted
                + ",\"index\":"
                + part
                + "}]}";
    }

    private static String input(Open open, Part.ToolCall call, String quoted) {
        boolean custom = call.kind() == Part.ToolCall.Kind.CUSTOM;
        return "{\"tool_calls\":[{\"index\":"
                + open.callIndex
                + (custom ? ",\"custom\":{\"input\":" : ",\"function\":{\"arguments\":")
                + quoted
                + "}}]}";
    }

    private void state(ChatEvent.StateKnown known, Bytes out) {
        Open open = choice(known.choice(), out).parts.get(known.part());
        if (open == null || !known.opaque().isPresent()) {
            return;
        }
        Opaque opaque = known.opaque();
        boolean signs =
                open.opening instanceof Part.Reasoning thought
                        && thought.form() == Part.Reasoning.Form.FULL;
        StringBuilder entry = new StringBuilder(128).append("{\"reasoning_details\":[{\"type\":");
        entry.append(
                        signs
                                ? "\"reasoning.text\",\"signature\":"
                                : "\"reasoning.encrypted\",\"data\":")
                .append(Quoted.string(reply.carrier().seal(opaque)))
                .append(",\"format\":")
                .append(Quoted.string(Formats.format(opaque.dialect())))
                .append(",\"index\":")
                .append(known.part());
        if (open.opening instanceof Part.ToolCall call) {
            entry.append(",\"id\":").append(Quoted.string(call.id()));
        }
        chunk(known.choice(), entry.append("}]}").toString(), out);
    }

    private void cited(int choice, Citation citation, Bytes out) {
        ObjectNode delta = JsonNodeFactory.instance.objectNode();
        AnswerEncoder.annotation(citation, delta.putArray("annotations").addObject());
        chunk(choice, Trees.text(delta), out);
    }

    private void close(ChatEvent.PartEnd end, Bytes out) {
        Open open = choice(end.choice(), out).parts.remove(end.part());
        if (open != null
                && !open.grown
                && open.opening instanceof Part.ToolCall call
                && call.kind() == Part.ToolCall.Kind.FUNCTION) {
            chunk(end.choice(), input(open, call, "\"{}\""), out);
        }
    }

    private void finished(ChatEvent.Finished finished, Bytes out) {
        choice(finished.choice(), out);
        Ending ending = finished.ending();
        String word = ending.nativeWord();
        write(
                head
                        + "\"choices\":[{\"index\":"
                        + finished.choice()
                        + ",\"delta\":{},\"finish_reason\":\""
                        + Finishes.word(ending.finish())
                        + "\",\"native_finish_reason\":"
                        + (word.isEmpty() ? "null" : Quoted.string(word))
                        + ",\"logprobs\":null}]}\n\n",
                out);
        if (!ending.stopSequence().isEmpty()) {
            losses.dropped("stop_sequence", "chat completions do not say which sequence was met");
        }
    }

    private void failed(Fault fault, Bytes out) {
        if (head.isEmpty()) {
            start(0, out);
        }
        over = true;
        String body = new String(ErrorWriter.body(fault, "", ""), StandardCharsets.UTF_8);
        write(
                head
                        + body.substring(1, body.length() - 1)
                        + ",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\"},"
                        + "\"finish_reason\":\"error\",\"native_finish_reason\":null}]}\n\n",
                out);
    }

    private void done(Bytes out) {
        if (head.isEmpty()) {
            start(0, out);
        }
        over = true;
        String tier =
                serviceTier.isEmpty() ? "" : ",\"service_tier\":" + Quoted.string(serviceTier);
        write(
                head
                        + "\"choices\":[],\"usage\":"
                        + Trees.text(UsageJson.write(usage))
                        + tier
                        + "}\n\ndata: [DONE]\n\n",
                out);
    }
}
