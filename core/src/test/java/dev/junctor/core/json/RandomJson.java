package dev.junctor.core.json;

import dev.junctor.core.base.Seed;

/** JSON objects that a seed decides, with white space, escapes and nesting in odd places. */
public final class RandomJson {
    private static final String[] TEXTS = {
        "",
        "a",
        "\\n",
        "\\\"",
        "\\\\",
        "\\\\\\\"",
        "é",
        "漢字",
        "😀",
        "\\u0041",
        "{",
        "]",
        ",",
        ":",
        "x".repeat(40)
    };

    private Seed seed;

    private RandomJson(Seed seed) {
        this.seed = seed;
    }

    /** An object with distinct keys. */
    public static String object(Seed seed) {
        return new RandomJson(seed).object(0);
    }

    private String object(int depth) {
        StringBuilder json = new StringBuilder(space()).append('{').append(space());
        int count = below(6);
        for (int i = 0; i < count; i++) {
            json.append(i > 0 ? "," : "").append(space());
            json.append("\"k").append(i).append(below(2) == 0 ? "é" : "").append('"');
            json.append(space()).append(':').append(space()).append(value(depth)).append(space());
        }
        return json.append('}').append(space()).toString();
    }

    private String value(int depth) {
        return switch (below(depth < 4 ? 9 : 6)) {
            case 0 -> "true";
            case 1 -> "false";
            case 2 -> "null";
            case 3 -> new String[] {"0", "-1.5", "2e10", "12345678901234567890"}[below(4)];
            case 4, 5 -> text();
            case 6, 7 -> object(depth + 1).strip();
            default -> array(depth);
        };
    }

    private String array(int depth) {
        StringBuilder json = new StringBuilder("[").append(space());
        int count = below(4);
        for (int i = 0; i < count; i++) {
            json.append(i > 0 ? "," : "").append(value(depth + 1)).append(space());
        }
        return json.append(']').toString();
    }

    private String text() {
        StringBuilder json = new StringBuilder("\"");
        int count = below(4);
        for (int i = 0; i < count; i++) {
            json.append(TEXTS[below(TEXTS.length)]);
        }
        return json.append('"').toString();
    }

    private String space() {
        return new String[] {"", "", "", " ", "\n", "\t \r"}[below(6)];
    }

    private int below(int bound) {
        seed = seed.next();
        return seed.below(bound);
    }
}
