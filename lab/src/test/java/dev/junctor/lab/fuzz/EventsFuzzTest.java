package dev.junctor.lab.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.junctor.core.base.Seed;
import dev.junctor.core.dialect.EventBuffer;
import dev.junctor.core.dialect.EventFrame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** A stream has the events that the specification says it has, however the network cuts it. */
final class EventsFuzzTest {
    private static final int CUTS = 3;
    private static final int LONGEST_PIECE = 40;

    /** One event as a reader understands it. */
    private record Event(String name, String data) {}

    @ArgumentsSource(Corpus.class)
    @FuzzTest
    void events(byte[] input) {
        law(input);
    }

    static void law(byte[] input) {
        List<Event> whole = whole(input);
        assertThat(whole).isEqualTo(bySpecification(input));
        Seed seed = new Seed(Corpus.number(input));
        for (int i = 0; i < CUTS; i++) {
            seed = seed.next();
            assertThat(cut(input, seed)).as("cut by " + seed).isEqualTo(whole);
        }
    }

    private static List<Event> whole(byte[] bytes) {
        List<Event> found = new ArrayList<>();
        int i = 0;
        while (i < bytes.length) {
            int end = EventFrame.end(bytes, i, i, bytes.length);
            if (end < 0) {
                break;
            }
            add(EventFrame.of(bytes, i, end), found);
            i = end;
        }
        return found;
    }

    private static List<Event> cut(byte[] bytes, Seed seed) {
        List<Event> found = new ArrayList<>();
        EventBuffer waiting = new EventBuffer();
        Seed at = seed;
        int i = 0;
        while (i < bytes.length) {
            at = at.next();
            int to = Math.min(bytes.length, i + 1 + at.below(LONGEST_PIECE));
            while (i < to) {
                int taken = waiting.complete(bytes, i, to);
                if (taken < 0) {
                    i = to;
                } else {
                    add(EventFrame.of(waiting.array(), 0, waiting.length()), found);
                    waiting.clear();
                    i += taken;
                }
            }
        }
        return found;
    }

    private static void add(EventFrame frame, List<Event> found) {
        if (frame.dataFrom() >= 0) {
            int length = frame.dataTo() - frame.dataFrom();
            found.add(
                    new Event(
                            frame.name(),
                            new String(
                                    frame.bytes(),
                                    frame.dataFrom(),
                                    length,
                                    StandardCharsets.ISO_8859_1)));
        }
    }

    /**
     * WHATWG HTML, 9.2.6, line by line, with the two liberties that the frame takes: several lines of data are joined by
     * a space, and a carriage return that ends the input may be half of a line end.
     */
    private static List<Event> bySpecification(byte[] input) {
        String text = new String(input, StandardCharsets.ISO_8859_1);
        List<Event> events = new ArrayList<>();
        String name = "";
        List<String> data = new ArrayList<>();
        int i = 0;
        boolean first = true;
        while (i < text.length()) {
            int end = i;
            while (end < text.length() && text.charAt(end) != '\r' && text.charAt(end) != '\n') {
                end++;
            }
            boolean cannotTell = end + 1 == text.length() && text.charAt(end) == '\r';
            if (end == text.length() || cannotTell) {
                break;
            }
            String line = text.substring(i, end);
            i = text.startsWith("\r\n", end) ? end + 2 : end + 1;
            if (first && line.startsWith("\u00EF\u00BB\u00BF")) {
                line = line.substring(3);
            }
            first = line.isEmpty();
            if (line.isEmpty()) {
                if (!data.isEmpty()) {
                    events.add(new Event(name, String.join(" ", data)));
                }
                name = "";
                data.clear();
            } else if (line.startsWith("data:")) {
                data.add(value(line, 5));
            } else if (line.startsWith("event:")) {
                byte[] raw = value(line, 6).getBytes(StandardCharsets.ISO_8859_1);
                name = new String(raw, StandardCharsets.UTF_8);
            }
        }
        return events;
    }

    private static String value(String line, int from) {
        return line.startsWith(" ", from) ? line.substring(from + 1) : line.substring(from);
    }
}
