package dev.junctor.core.dialect.crossing;

import dev.junctor.core.chat.ChatEvent;
import dev.junctor.core.dialect.EventBuffer;
import dev.junctor.core.dialect.EventFrame;
import dev.junctor.core.dialect.StreamDecoder;
import dev.junctor.core.dialect.StreamEncoder;
import dev.junctor.core.json.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Cuts bytes into server-sent events and feeds them to a decoder. */
final class Sse {
    private Sse() {}

    /** One event: its name and its data. */
    record Event(String name, String data) {}

    /** The events of a stream that comes in pieces of {@code size} bytes. */
    static List<ChatEvent> decode(StreamDecoder decoder, byte[] stream, int size) {
        List<ChatEvent> events = new ArrayList<>();
        EventBuffer buffer = new EventBuffer();
        for (int at = 0; at < stream.length; at += size) {
            int to = Math.min(stream.length, at + size);
            int from = at;
            while (from < to) {
                int taken = buffer.complete(stream, from, to);
                if (taken < 0) {
                    break;
                }
                feed(decoder, buffer, events);
                from += taken;
            }
        }
        if (buffer.length() > 0) { // the last blank line is missing
            byte[] end = "\n\n".getBytes(StandardCharsets.US_ASCII);
            if (buffer.complete(end, 0, end.length) >= 0) {
                feed(decoder, buffer, events);
            }
        }
        events.addAll(decoder.end());
        return events;
    }

    private static void feed(StreamDecoder decoder, EventBuffer buffer, List<ChatEvent> events) {
        EventFrame frame = EventFrame.of(buffer.array(), 0, buffer.length());
        if (frame.dataFrom() >= 0) {
            events.addAll(
                    decoder.on(frame.name(), frame.bytes(), frame.dataFrom(), frame.dataTo()));
        }
        buffer.clear();
    }

    static byte[] encode(StreamEncoder encoder, List<ChatEvent> events) {
        Bytes out = new Bytes(256);
        events.forEach(event -> encoder.on(event, out));
        return out.toArray();
    }

    /** The events that bytes consist of. */
    static List<Event> events(byte[] stream) {
        List<Event> events = new ArrayList<>();
        for (String block :
                new String(stream, StandardCharsets.UTF_8)
                        .replace("\r\n", "\n")
                        .split("\n\n", -1)) {
            String name = "";
            StringBuilder data = new StringBuilder();
            for (String line : block.split("\n", -1)) {
                if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data.append(line.substring(6));
                }
            }
            if (!data.isEmpty()) {
                events.add(new Event(name, data.toString()));
            }
        }
        return events;
    }
}
