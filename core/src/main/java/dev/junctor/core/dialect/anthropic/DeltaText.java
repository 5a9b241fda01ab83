package dev.junctor.core.dialect.anthropic;

import dev.junctor.core.json.Scan;
import dev.junctor.core.json.Scan.Text;
import dev.junctor.core.json.Search;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The events of which a stream mostly consists, told by their first line and looked at for the length of their text. */
final class DeltaText {
    private static final byte[] LINE = ascii("event: content_block_delta\ndata: {");
    private static final byte[][] KEYS = {
        ascii("_delta\",\"text\":\""),
        ascii("_delta\",\"partial_json\":\""),
        ascii("_delta\",\"thinking\":\""),
        ascii("_delta\",\"signature\":\""),
    };

    private DeltaText() {}

    /** How many bytes of text a delta in the usual spelling carries; −1 for every other event. */
    static int bytes(byte[] bytes, int from, int to) {
        if (to - from < LINE.length
                || Arrays.mismatch(bytes, from, from + LINE.length, LINE, 0, LINE.length) >= 0
                || Search.lineBreak(bytes, from + LINE.length, to) < to - 2) {
            return -1;
        }
        for (byte[] key : KEYS) {
            int at = Search.find(bytes, from + LINE.length, to, key);
            if (at >= 0) {
                int open = at + key.length - 1;
                int end = Scan.string(bytes, open, to, Text.TRUSTED);
                return end < 0 ? -1 : end - open - 2;
            }
        }
        return -1;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
