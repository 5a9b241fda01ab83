package dev.junctor.core.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Looks for bytes, eight at a time. */
public final class Search {
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;
    private static final long QUOTES = ONES * '"';
    private static final long LINE_FEEDS = ONES * '\n';
    private static final long CARRIAGE_RETURNS = ONES * '\r';
    private static final long SPACES = ONES * ' ';

    private Search() {}

    /** Where the first line feed or carriage return is; {@code to} when there is none. */
    public static int lineBreak(byte[] bytes, int from, int to) {
        int i = from;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            long word = (long) LONG.get(bytes, i);
            long feeds = word ^ LINE_FEEDS;
            long returns = word ^ CARRIAGE_RETURNS;
            long found = (((feeds - ONES) & ~feeds) | ((returns - ONES) & ~returns)) & HIGH;
            if (found != 0) {
                return i + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        while (i < to && bytes[i] != '\n' && bytes[i] != '\r') {
            i++;
        }
        return i;
    }

    /**
     * Where a string's closing quote is, when the string has no raw control character.
     *
     * @param from offset behind the opening quote
     * @return the offset of the quote, or −1 when a control character or {@code to} comes first
     */
    public static int plainStringEnd(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to) {
            if (i + Long.BYTES <= to) {
                long word = (long) LONG.get(bytes, i);
                long quotes = word ^ QUOTES;
                long found = (((quotes - ONES) & ~quotes) | ((word - SPACES) & ~word)) & HIGH;
                if (found == 0) {
                    i += Long.BYTES;
                    continue;
                }
                i += Long.numberOfTrailingZeros(found) >>> 3;
            }
            byte c = bytes[i];
            if (c == '"') {
                if (Scan.closes(bytes, from, i)) {
                    return i;
                }
            } else if (c >= 0 && c < ' ') {
                return -1;
            }
            i++;
        }
        return -1;
    }

    /** Where the first digit run that begins at {@code from} ends; {@code from} when no digit is there. */
    public static int digitsEnd(byte[] bytes, int from, int to) {
        return Scan.digits(bytes, from, to);
    }

    /** Where {@code needle} first stands as a whole; −1 when nowhere. */
    public static int find(byte[] bytes, int from, int to, byte[] needle) {
        long pattern = ONES * (needle[0] & 0xFF);
        int last = to - needle.length;
        int i = from;
        while (i <= last) {
            if (i + Long.BYTES <= to) {
                long word = (long) LONG.get(bytes, i) ^ pattern;
                long found = (word - ONES) & ~word & HIGH;
                if (found == 0) {
                    i += Long.BYTES;
                    continue;
                }
                i += Long.numberOfTrailingZeros(found) >>> 3;
                if (i > last) {
                    return -1;
                }
            }
            if (Arrays.mismatch(bytes, i, i + needle.length, needle, 0, needle.length) < 0) {
                return i;
            }
            i++;
        }
        return -1;
    }
}
