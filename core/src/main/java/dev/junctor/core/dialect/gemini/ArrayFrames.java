package dev.junctor.core.dialect.gemini;

import dev.junctor.core.dialect.EventBuffer;
import dev.junctor.core.dialect.EventFrame;
import dev.junctor.core.json.Bytes;
import java.nio.charset.StandardCharsets;

/**
 * The other form of a stream of responses, for callers that did not ask for {@code alt=sse}: one JSON array, whose
 * elements are the data of the events.
 */
public final class ArrayFrames {
    private static final byte[] OPEN = ascii("[");
    private static final byte[] NEXT = ascii(",\r\n");
    private static final byte[] CLOSE = ascii("]");
    private static final byte[] EMPTY = ascii("[]");

    private final EventBuffer waiting = new EventBuffer();
    private boolean begun;
    private boolean closed;

    /** Nothing was written yet. */
    public ArrayFrames() {}

    /** A whole body of one element: the form of an error before the first byte of a stream. */
    public static byte[] only(byte[] json) {
        Bytes array = new Bytes(json.length + 2);
        array.append(OPEN);
        array.append(json);
        array.append(CLOSE);
        return array.toArray();
    }

    /** Takes events in any pieces and appends their data as elements; a comment or an empty line becomes nothing. */
    public void feed(byte[] bytes, int from, int to, Bytes out) {
        int i = from;
        while (i < to) {
            int taken = waiting.complete(bytes, i, to);
            if (taken < 0) {
                return;
            }
            i += taken;
            EventFrame frame = EventFrame.of(waiting.array(), 0, waiting.length());
            if (frame.dataFrom() >= 0 && frame.dataFrom() < frame.dataTo()) {
                out.append(begun ? NEXT : OPEN);
                begun = true;
                out.append(frame.bytes(), frame.dataFrom(), frame.dataTo());
            }
            waiting.clear();
        }
    }

    /** Appends what closes the array; once. */
    public void close(Bytes out) {
        if (!closed) {
            closed = true;
            out.append(begun ? CLOSE : EMPTY);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
