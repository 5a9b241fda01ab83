package dev.junctor.core.dialect.openairesponses;

import dev.junctor.core.json.Scan;
import dev.junctor.core.json.Scan.Text;
import dev.junctor.core.json.Search;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The events of which a stream mostly consists, told by their first line and looked at for the length of their text. */
final class DeltaText {
    private static final byte[] LINE = ascii("event: response.");
    private static final byte[] END = ascii(".delta");
    private static final byte[] DATA = ascii("data: {");
    private static final byte[] KEY = ascii("\"delta\":\"");

    private DeltaText() {}

    /** How many bytes of text a delta in the usual spelling carries; −1 for every other event. */
    static int bytes(byte[] bytes, int from, int to) {
        if (!starts(bytes, from, to, LINE)) {
            return -1;
        }
        int lineEnd = Search.lineBreak(bytes, from + LINE.length, to);
        if (!starts(bytes, lineEnd - END.length, lineEnd, END)
                || !starts(bytes, lineEnd + 1, to, DATA)
                || Search.lineBreak(bytes, lineEnd + 1, to) < to - 2) {
            return -1;
        }
        int at = Search.find(bytes, lineEnd + DATA.length, to, KEY);
        if (at < 0) {
            return -1;
        }
        int open = at + KEY.length - 1;
        int end = Scan.string(bytes, open, to, Text.TRUSTED);
        return end < 0 ? -1 : end - open - 2;
    }

    private static boolean starts(byte[] bytes, int from, int to, byte[] with) {
        return to - from >= with.length
                && Arrays.mismatch(bytes, from, from + with.length, with, 0, with.length) < 0;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
