package dev.junctor.core.dialect;

import dev.junctor.core.json.Bytes;
import dev.junctor.core.json.Search;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One server-sent event as a place in bytes (WHATWG HTML, 9.2.6), with all its lines but comments.
 *
 * @param bytes where it stands; not kept, not changed
 * @param from offset of its first byte
 * @param to offset behind its blank line
 * @param dataFrom offset of its data; −1 when it has none
 * @param dataTo offset behind its data
 * @param name what its {@code event} line says; empty when it has none
 * @param made whether it is as it came
 */
@SuppressWarnings("ArrayRecordComponent") // a place in an array, never compared
public record EventFrame(
        byte[] bytes, int from, int to, int dataFrom, int dataTo, String name, Made made) {
    private static final byte[] DATA = "data:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EVENT = "event:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    /** Where the bytes of an event come from. */
    public enum Made {
        /** One line of data and a blank line, as they came. */
        PLAIN,
        /** Comments were left out, several lines of data made one, or other lines stand beside the data. */
        GATHERED
    }

    /**
     * Where the event that begins at {@code from} ends: behind its blank line.
     *
     * <p>Lines end with LF, CRLF or CR. A CR as the last byte is not taken for an end yet: the LF may follow.
     *
     * @param searched offset up to which no end was found before; {@code from} at first
     * @return −1 when the end has not come yet
     */
    public static int end(byte[] bytes, int from, int searched, int to) {
        int i = Math.max(from, searched - 3);
        if (i == from) {
            int blank = lineEnd(bytes, i, to);
            if (blank != 0) {
                return blank;
            }
        }
        while (true) {
            i = Search.lineBreak(bytes, i, to);
            int next = lineEnd(bytes, i, to);
            if (next <= 0) {
                return -1;
            }
            int blank = lineEnd(bytes, next, to);
            if (blank != 0) {
                return blank;
            }
            i = next;
        }
    }

    /** Behind the line break at {@code i}; 0 when another byte is there, −1 when that cannot be told yet. */
    private static int lineEnd(byte[] bytes, int i, int to) {
        if (i >= to) {
            return -1;
        }
        if (bytes[i] == '\n') {
            return i + 1;
        }
        if (bytes[i] != '\r') {
            return 0;
        }
        if (i + 1 == to) {
            return -1;
        }
        return bytes[i + 1] == '\n' ? i + 2 : i + 1;
    }

    /** Reads the event that stands from {@code from} to {@code to}, its blank line included. */
    public static EventFrame of(byte[] bytes, int from, int to) {
        if (starts(bytes, from, to, DATA)) {
            int lineEnd = Search.lineBreak(bytes, from, to);
            int blank = lineEnd < to && bytes[lineEnd] == '\r' && to - lineEnd > 2 ? 2 : 1;
            if (to - lineEnd == 2 * blank) {
                int data = value(bytes, from + DATA.length, lineEnd);
                return new EventFrame(bytes, from, to, data, lineEnd, "", Made.PLAIN);
            }
        }
        return gathered(bytes, from, to);
    }

    private static EventFrame gathered(byte[] bytes, int from, int to) {
        Bytes lines = new Bytes(to - from + 16);
        Bytes data = new Bytes(to - from);
        int count = 0;
        String name = "";
        int i = starts(bytes, from, to, MARK) ? from + MARK.length : from;
        while (i < to) {
            int lineEnd = Search.lineBreak(bytes, i, to);
            if (starts(bytes, i, lineEnd, DATA)) {
                if (count++ > 0) {
                    data.append(new byte[] {'\n'});
                }
                data.append(bytes, value(bytes, i + DATA.length, lineEnd), lineEnd);
            } else if (lineEnd > i && bytes[i] != ':') {
                lines.append(bytes, i, lineEnd);
                lines.append(new byte[] {'\n'});
                if (starts(bytes, i, lineEnd, EVENT)) {
                    int value = value(bytes, i + EVENT.length, lineEnd);
                    name = new String(bytes, value, lineEnd - value, StandardCharsets.UTF_8);
                }
            }
            i = lineEnd + 1;
        }
        if (count == 0) {
            return new EventFrame(bytes, from, to, -1, -1, name, Made.GATHERED);
        }
        return joined(lines, data, name);
    }

    /** A line break in the data can only be white space of the JSON, so that a space may stand for it. */
    private static EventFrame joined(Bytes lines, Bytes data, String name) {
        for (int i = 0; i < data.length(); i++) {
            if (data.array()[i] == '\n') {
                data.array()[i] = ' ';
            }
        }
        lines.append(DATA);
        lines.append(new byte[] {' '});
        int dataFrom = lines.length();
        lines.append(data.array(), 0, data.length());
        int dataTo = lines.length();
        lines.append(new byte[] {'\n', '\n'});
        return new EventFrame(
                lines.array(), 0, lines.length(), dataFrom, dataTo, name, Made.GATHERED);
    }

    private static int value(byte[] bytes, int from, int to) {
        return from < to && bytes[from] == ' ' ? from + 1 : from;
    }

    private static boolean starts(byte[] bytes, int from, int to, byte[] with) {
        return to - from >= with.length
                && Arrays.mismatch(bytes, from, from + with.length, with, 0, with.length) < 0;
    }
}
