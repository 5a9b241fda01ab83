package dev.junctor.core.dialect.anthropic;

import dev.junctor.core.chat.ChatEvent;
import dev.junctor.core.chat.Ending;
import dev.junctor.core.chat.Loss;
import dev.junctor.core.dialect.Losses;
import dev.junctor.core.dialect.Reply;
import dev.junctor.core.dialect.StreamEncoder;
import dev.junctor.core.json.Bytes;
import dev.junctor.core.json.Trees;
import dev.junctor.core.usage.Bucket;
import dev.junctor.core.usage.Usage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes events: one {@code message_start}, blocks one after the other, one {@code message_delta}, {@code message_stop}.
 * Parts that overlap wait until the one before them is whole.
 */
final class EventEncoder implements StreamEncoder {
    private final Reply reply;
    private final Losses losses = new Losses();
    private final Map<Integer, List<ChatEvent>> waiting = new LinkedHashMap<>();
    private final BlockWriter blocks;
    private int current = -1;
    private Usage usage = Usage.NONE;
    private Ending ending = Ending.NONE;
    private boolean started;
    private boolean over;

    EventEncoder(Reply reply) {
        this.reply = reply;
        this.blocks = new BlockWriter(reply, losses);
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
            case ChatEvent.Start start -> start(out);
            case ChatEvent.PartStart start -> part(start.choice(), start.part(), event, out);
            case ChatEvent.Delta delta -> part(delta.choice(), delta.part(), event, out);
            case ChatEvent.NextText next -> part(next.choice(), next.part(), event, out);
            case ChatEvent.StateKnown known -> part(known.choice(), known.part(), event, out);
            case ChatEvent.Cited cited -> part(cited.choice(), cited.part(), event, out);
            case ChatEvent.PartEnd end -> part(end.choice(), end.part(), event, out);
            case ChatEvent.Finished finished -> {
                if (finished.choice() == 0) {
                    ending = finished.ending();
                }
            }
            case ChatEvent.Consumed consumed -> usage = consumed.usage();
            case ChatEvent.Failed failed -> {
                over = true;
                frame("error", ErrorBody.of(failed.fault()), out);
            }
            case ChatEvent.Done done -> done(out);
        }
    }

    private void start(Bytes out) {
        if (started) {
            return;
        }
        started = true;
        ObjectNode message = AnswerEncoder.message(reply);
        message.putArray("content");
        message.putNull("stop_reason").putNull("stop_sequence");
        Usage known =
                usage.promptTokens() > 0
                        ? usage
                        : Usage.NONE.with(Bucket.INPUT, Math.max(1, reply.promptTokens()));
        message.set("usage", UsageCounts.write(known));
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("type", "message_start");
        json.set("message", message);
        frame("message_start", json, out);
    }

    private void part(int choice, int part, ChatEvent event, Bytes out) {
        if (choice != 0) {
            losses.dropped("choices[" + choice + "]", "a message is one answer only");
            return;
        }
        start(out);
        if (current < 0 && event instanceof ChatEvent.PartStart) {
            current = part;
        }
        if (part != current) {
            waiting.computeIfAbsent(part, p -> new ArrayList<>()).add(event);
            return;
        }
        blocks.on(event, out);
        if (event instanceof ChatEvent.PartEnd) {
            current = -1;
            next(out);
        }
    }

    /** Lets the part that waits longest speak. */
    private void next(Bytes out) {
        while (current < 0 && !waiting.isEmpty()) {
            Map.Entry<Integer, List<ChatEvent>> first = waiting.entrySet().iterator().next();
            current = first.getKey();
            waiting.remove(first.getKey());
            for (ChatEvent event : first.getValue()) {
                blocks.on(event, out);
                if (event instanceof ChatEvent.PartEnd) {
                    current = -1;
                }
            }
        }
    }

    private void done(Bytes out) {
        start(out);
        while (current >= 0) { // a part that nobody closed
            part(0, current, new ChatEvent.PartEnd(0, current), out);
        }
        over = true;
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("type", "message_delta");
        Ending.Finish finish = ending.finish();
        if (finish == Ending.Finish.UNSAID && blocks.hasCalls()) {
            ending = Ending.of(Ending.Finish.TOOL_CALLS);
        }
        AnswerEncoder.stop(ending, json.putObject("delta"));
        json.set("usage", UsageCounts.write(usage));
        frame("message_delta", json, out);
        frame(
                "message_stop",
                JsonNodeFactory.instance.objectNode().put("type", "message_stop"),
                out);
    }

    static void frame(String name, ObjectNode json, Bytes out) {
        out.append(("event: " + name + "\ndata: ").getBytes(StandardCharsets.US_ASCII));
        out.append(Trees.bytes(json));
        out.append("\n\n".getBytes(StandardCharsets.US_ASCII));
    }
}
