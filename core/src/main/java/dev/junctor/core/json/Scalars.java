package dev.junctor.core.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalLong;

/** Reads scalar values where they stand. */
public final class Scalars {
    private static final int MAX_DIGITS = 18;

    private Scalars() {}

    /**
     * The text of a string.
     *
     * @param from offset of its opening quote
     * @param to offset behind its closing quote
     */
    public static String string(byte[] bytes, int from, int to) {
        for (int i = from + 1; i < to - 1; i++) {
            if (bytes[i] == '\\') {
                return unescape(new String(bytes, from + 1, to - from - 2, StandardCharsets.UTF_8));
            }
        }
        return new String(bytes, from + 1, to - from - 2, StandardCharsets.UTF_8);
    }

    /** Whether the value from {@code from} to {@code to} is spelled so; quotes included, as {@code "stop"}. */
    public static boolean spelled(byte[] bytes, int from, int to, byte[] value) {
        return Arrays.mismatch(bytes, from, to, value, 0, value.length) < 0;
    }

    /** A value's own spelling: a number as it was written. */
    public static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    /**
     * A whole number of at most 18 digits, written without point and exponent; empty for all else.
     *
     * @param from offset of its first byte
     * @param to offset behind its last byte
     */
    public static OptionalLong integer(byte[] bytes, int from, int to) {
        boolean negative = from < to && bytes[from] == '-';
        int i = negative ? from + 1 : from;
        if (i == to || to - i > MAX_DIGITS) {
            return OptionalLong.empty();
        }
        long value = 0;
        for (; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return OptionalLong.empty();
            }
            value = value * 10 + digit;
        }
        return OptionalLong.of(negative ? -value : value);
    }

    /** Replaces escapes; one that is malformed stays as it is written. */
    private static String unescape(String raw) {
        StringBuilder text = new StringBuilder(raw.length());
        int i = 0;
        while (i < raw.length()) {
            char c = raw.charAt(i++);
            if (c != '\\' || i == raw.length()) {
                text.append(c);
                continue;
            }
            char escape = raw.charAt(i++);
            switch (escape) {
                case 'b' -> text.append('\b');
                case 'f' -> text.append('\f');
                case 'n' -> text.append('\n');
                case 'r' -> text.append('\r');
                case 't' -> text.append('\t');
                case 'u' -> {
                    int unit = hex(raw, i);
                    if (unit < 0) {
                        text.append("\\u");
                    } else {
                        text.append((char) unit);
                        i += 4;
                    }
                }
                default -> text.append(escape);
            }
        }
        return text.toString();
    }

    private static int hex(String raw, int from) {
        if (from + 4 > raw.length()) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < from + 4; i++) {
            int digit = Character.digit(raw.charAt(i), 16);
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }
}
