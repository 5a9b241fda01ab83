package dev.junctor.core.dialect.openairesponses;

import dev.junctor.core.chat.ChatEvent;
import dev.junctor.core.chat.Ending;
import dev.junctor.core.chat.Loss;
import dev.junctor.core.dialect.Losses;
import dev.junctor.core.dialect.Reply;
import dev.junctor.core.dialect.StreamEncoder;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.json.Bytes;
import dev.junctor.core.json.Trees;
import dev.junctor.core.usage.Usage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes events: {@code response.created} and {@code in_progress}, items one after the other, {@code
 * response.completed} or {@code incomplete}. Parts that overlap wait until the one before them is whole.
 */
final class EventEncoder implements StreamEncoder {
    private static final byte[] EVENT = ascii("event: ");
    private static final byte[] DATA = ascii("\ndata: ");
    private static final byte[] BLANK = ascii("\n\n");

    private final Reply reply;
    private final Losses losses = new Losses();
    private final Map<Integer, List<ChatEvent>> waiting = new LinkedHashMap<>();
    private final Bytes written = new Bytes(512);
    private final ItemWriter items;
    private int current = -1;
    private long sequence;
    private long created;
    private Usage usage = Usage.NONE;
    private String serviceTier = "";
    private Ending ending = Ending.NONE;
    private boolean started;
    private boolean over;

    EventEncoder(Reply reply) {
        this.reply = reply;
        this.items = new ItemWriter(reply, losses, this::frame);
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
            case ChatEvent.Start start -> {
                created = reply.created(start.created());
                start();
            }
            case ChatEvent.PartStart start -> part(start.choice(), start.part(), event);
            case ChatEvent.Delta delta -> part(delta.choice(), delta.part(), event);
            case ChatEvent.NextText next -> part(next.choice(), next.part(), event);
            case ChatEvent.StateKnown known -> part(known.choice(), known.part(), event);
            case ChatEvent.Cited cited -> part(cited.choice(), cited.part(), event);
            case ChatEvent.PartEnd end -> part(end.choice(), end.part(), event);
            case ChatEvent.Finished finished -> {
                if (finished.choice() == 0) {
                    ending = finished.ending();
                }
            }
            case ChatEvent.Consumed consumed -> {
                usage = consumed.usage();
                serviceTier = consumed.serviceTier();
            }
            case ChatEvent.Failed failed -> fail(failed.fault());
            case ChatEvent.Done done -> done();
        }
        out.append(written.array(), 0, written.length());
        written.clear();
    }

    private void start() {
        if (started) {
            return;
        }
        started = true;
        for (String type : List.of("response.created", "response.in_progress")) {
            response(type, ResponseJson.of(reply, created, "in_progress"));
        }
    }

    private void response(String type, ObjectNode response) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        fields.set("response", response);
        frame(type, fields);
    }

    private void part(int choice, int part, ChatEvent event) {
        if (choice > 0) {
            losses.dropped("choices[" + choice + "]", "a response is one answer only");
            return;
        }
        start();
        if (current < 0 && event instanceof ChatEvent.PartStart) {
            current = part;
        }
        if (part != current) {
            waiting.computeIfAbsent(part, p -> new ArrayList<>()).add(event);
            return;
        }
        items.on(event);
        if (event instanceof ChatEvent.PartEnd) {
            current = -1;
            next();
        }
    }

    /** Lets the part that waits longest speak. */
    private void next() {
        while (current < 0 && !waiting.isEmpty()) {
            Map.Entry<Integer, List<ChatEvent>> first = waiting.entrySet().iterator().next();
            current = first.getKey();
            waiting.remove(first.getKey());
            for (ChatEvent event : first.getValue()) {
                items.on(event);
                if (event instanceof ChatEvent.PartEnd) {
                    current = -1;
                }
            }
        }
    }

    private void done() {
        start();
        while (current >= 0) { // a part that nobody closed
            part(0, current, new ChatEvent.PartEnd(0, current));
        }
        over = true;
        ObjectNode response = ResponseJson.of(reply, created, "completed");
        AnswerEncoder.end(response, items, ending, usage, serviceTier, losses);
        boolean whole = ResponseJson.reason(ending.finish()).isEmpty();
        response(whole ? "response.completed" : "response.incomplete", response);
    }

    private void fail(Fault fault) {
        over = true;
        written.append(ErrorWriter.event(fault, sequence++));
        if (started) {
            written.append(ErrorWriter.failed(fault, sequence++, reply.identity()));
        }
    }

    private void frame(String type, ObjectNode fields) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("type", type).put("sequence_number", sequence++).setAll(fields);
        written.append(EVENT);
        written.append(ascii(type));
        written.append(DATA);
        written.append(Trees.bytes(json));
        written.append(BLANK);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
