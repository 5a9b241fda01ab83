package dev.junctor.core.json;

import java.nio.charset.StandardCharsets;

/** Writes text as JSON strings. */
public final class Quoted {
    private static final String HEX = "0123456789abcdef";

    private Quoted() {}

    /** The text as a JSON string with its quotes, in UTF-8. */
    public static byte[] bytes(String text) {
        return string(text).getBytes(StandardCharsets.UTF_8);
    }

    /** The text as a JSON string with its quotes. */
    public static String string(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> {
                    if (c < ' ' || isAlone(text, i)) {
                        unit(json, c);
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        return json.append('"').toString();
    }

    /** Half of a pair cannot be written in UTF-8, only as an escape. */
    private static boolean isAlone(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(c)
                && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }

    private static void unit(StringBuilder json, char c) {
        json.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            json.append(HEX.charAt(c >>> shift & 0xF));
        }
    }
}
