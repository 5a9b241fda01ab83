package dev.junctor.core.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds where JSON values end, eight bytes at a time, without building anything.
 *
 * <p>Each method returns the offset behind what it found, or the complement ({@code ~offset}) of the first byte that
 * cannot stand where it stands; the offset is the limit when the bytes end too early. Inside nested values only
 * strings and brackets are checked: what is between them is for the one who reads it.
 */
public final class Scan {
    /** How many arrays and objects may be open at once. */
    public static final int MAX_DEPTH = 64;

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;
    private static final long QUOTES = ONES * '"';

    private Scan() {}

    /** How far text is looked at. */
    public enum Text {
        /** It is proven to be UTF-8: what comes from outside and is read by another parser behind us. */
        PROVEN,
        /** Only its end is looked for: what is passed on as it came. */
        TRUSTED
    }

    /** The offset of the first byte that is not white space. */
    public static int space(byte[] bytes, int from, int limit) {
        int i = from;
        while (i < limit && isSpace(bytes[i])) {
            i++;
        }
        return i;
    }

    /**
     * The end of the value that begins at {@code from}.
     *
     * @param depth how many arrays and objects are open around it
     */
    public static int value(byte[] bytes, int from, int limit, int depth, Text text) {
        if (from >= limit) {
            return ~limit;
        }
        return switch (bytes[from]) {
            case '"' -> string(bytes, from, limit, text);
            case '{', '[' -> container(bytes, from, limit, depth, text);
            case 't' -> literal(bytes, from, limit, "true");
            case 'f' -> literal(bytes, from, limit, "false");
            case 'n' -> literal(bytes, from, limit, "null");
            default -> number(bytes, from, limit);
        };
    }

    /** The end of the string whose opening quote is at {@code from}. */
    public static int string(byte[] bytes, int from, int limit, Text text) {
        return text == Text.PROVEN
                ? provenString(bytes, from + 1, limit)
                : trustedString(bytes, from + 1, limit);
    }

    /** The end of an array or object; its brackets must match. */
    private static int container(byte[] bytes, int from, int limit, int depth, Text text) {
        long objects = 0; // one bit for each open bracket, the innermost lowest
        int level = depth;
        int i = from;
        while (i < limit) {
            byte c = bytes[i];
            switch (c) {
                case '"' -> {
                    i = string(bytes, i, limit, text);
                    if (i < 0) {
                        return i;
                    }
                    continue;
                }
                case '{', '[' -> {
                    if (level == MAX_DEPTH) {
                        return ~i;
                    }
                    objects = objects << 1 | (c == '{' ? 1 : 0);
                    level++;
                }
                case '}', ']' -> {
                    if ((objects & 1) != (c == '}' ? 1 : 0)) {
                        return ~i;
                    }
                    objects >>>= 1;
                    level--;
                    if (level == depth) {
                        return i + 1;
                    }
                }
                default -> {
                    if (c < ' ' && !isSpace(c)) { // also all that is not ASCII
                        return ~i;
                    }
                }
            }
            i++;
        }
        return ~limit;
    }

    private static int provenString(byte[] bytes, int start, int limit) {
        int i = start;
        while (i < limit) {
            if (i + Long.BYTES <= limit) {
                long word = (long) LONG.get(bytes, i);
                long quotes = word ^ QUOTES;
                // the lowest set bit is exact
                long found = (((quotes - ONES) & ~quotes) | word) & HIGH;
                if (found == 0) {
                    i += Long.BYTES;
                    continue;
                }
                i += Long.numberOfTrailingZeros(found) >>> 3;
            }
            byte c = bytes[i];
            if (c == '"') {
                if (closes(bytes, start, i)) {
                    return i + 1;
                }
                i++;
            } else if (c < 0) {
                i = utf8(bytes, i, limit);
                if (i < 0) {
                    return i;
                }
            } else {
                i++;
            }
        }
        return ~limit;
    }

    private static int trustedString(byte[] bytes, int start, int limit) {
        int i = start;
        while (i < limit) {
            if (i + Long.BYTES <= limit) {
                long quotes = (long) LONG.get(bytes, i) ^ QUOTES;
                long found = (quotes - ONES) & ~quotes & HIGH;
                if (found == 0) {
                    i += Long.BYTES;
                    continue;
                }
                i += Long.numberOfTrailingZeros(found) >>> 3;
            }
            if (bytes[i] == '"' && closes(bytes, start, i)) {
                return i + 1;
            }
            i++;
        }
        return ~limit;
    }

    /** Whether the quote at {@code quote} ends its string: an even number of backslashes stands before it. */
    static boolean closes(byte[] bytes, int start, int quote) {
        int i = quote;
        while (i > start && bytes[i - 1] == '\\') {
            i--;
        }
        return (quote - i & 1) == 0;
    }

    /** The end of one character of two to four bytes (RFC 3629: no overlong forms, no surrogates, no more than 10FFFF). */
    private static int utf8(byte[] bytes, int i, int limit) {
        int first = bytes[i] & 0xFF;
        int length = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
        if (length == 0 || i + length > limit) {
            return ~i;
        }
        int second = bytes[i + 1] & 0xFF;
        int least =
                switch (first) {
                    case 0xE0 -> 0xA0;
                    case 0xF0 -> 0x90;
                    default -> 0x80;
                };
        int most =
                switch (first) {
                    case 0xED -> 0x9F;
                    case 0xF4 -> 0x8F;
                    default -> 0xBF;
                };
        if (second < least || second > most) {
            return ~i;
        }
        for (int k = 2; k < length; k++) {
            if ((bytes[i + k] & 0xC0) != 0x80) {
                return ~i;
            }
        }
        return i + length;
    }

    private static int literal(byte[] bytes, int from, int limit, String word) {
        for (int k = 0; k < word.length(); k++) {
            if (from + k >= limit) {
                return ~limit;
            }
            if (bytes[from + k] != word.charAt(k)) {
                return ~(from + k);
            }
        }
        return from + word.length();
    }

    /** RFC 8259, section 6: no leading zero, digits on both sides of the point. */
    private static int number(byte[] bytes, int from, int limit) {
        int i = from;
        if (bytes[i] == '-') {
            i++;
        }
        int whole = digits(bytes, i, limit);
        if (whole == i || (whole > i + 1 && bytes[i] == '0')) {
            return ~i;
        }
        i = whole;
        if (i < limit && bytes[i] == '.') {
            int fraction = digits(bytes, i + 1, limit);
            if (fraction == i + 1) {
                return ~fraction;
            }
            i = fraction;
        }
        if (i < limit && (bytes[i] == 'e' || bytes[i] == 'E')) {
            i++;
            if (i < limit && (bytes[i] == '+' || bytes[i] == '-')) {
                i++;
            }
            int exponent = digits(bytes, i, limit);
            if (exponent == i) {
                return ~i;
            }
            i = exponent;
        }
        return i;
    }

    static int digits(byte[] bytes, int from, int limit) {
        int i = from;
        while (i < limit && bytes[i] >= '0' && bytes[i] <= '9') {
            i++;
        }
        return i;
    }

    private static boolean isSpace(byte c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }
}
