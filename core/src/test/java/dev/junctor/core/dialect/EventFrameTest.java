package dev.junctor.core.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.base.Seed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EventFrameTest {
    @Test
    void readsEveryFormOfAnEvent() {
        assertThat(data("data: a\n\n")).containsExactly("a");
        assertThat(data("data:a\r\n\r\ndata:  b\r\rdata: c\n\n")).containsExactly("a", " b", "c");
        assertThat(data("data: {\ndata: }\n\n")).containsExactly("{ }");
        assertThat(data(": hello\ndata: a\n: bye\n\n: ping\n\n\ndata: b\n\n"))
                .containsExactly("a", "b");
        assertThat(data("\uFEFFdata: a\n\n")).containsExactly("a");
        assertThat(data("event: error\nid: 7\nretry: 9\ndata: a\n\n")).containsExactly("error=a");
        assertThat(data("data: a\n")).isEmpty();
        assertThat(data("data: a\r\n\r")).isEmpty();
    }

    @Test
    void anEventEndsAtTheSamePlaceUnderEveryCut() {
        String stream =
                "data: a\n\n: c\r\n\r\ndata: bb\r\n\r\nevent: x\ndata: c\rdata: d\r\n\ndata: e\n\n";
        List<String> whole = data(stream);
        for (long value = 0; value < 5_000; value++) {
            assertThat(cut(stream, new Seed(value))).as("seed %s", value).isEqualTo(whole);
        }
    }

    private static List<String> data(String stream) {
        byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
        List<String> found = new ArrayList<>();
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

    private static List<String> cut(String stream, Seed seed) {
        byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
        List<String> found = new ArrayList<>();
        EventBuffer waiting = new EventBuffer();
        Seed at = seed;
        int i = 0;
        while (i < bytes.length) {
            at = at.next();
            int to = Math.min(bytes.length, i + 1 + at.below(6));
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

    private static void add(EventFrame frame, List<String> found) {
        if (frame.dataFrom() >= 0) {
            int length = frame.dataTo() - frame.dataFrom();
            String data =
                    new String(frame.bytes(), frame.dataFrom(), length, StandardCharsets.UTF_8);
            found.add(frame.name().isEmpty() ? data : frame.name() + "=" + data);
        }
    }
}
