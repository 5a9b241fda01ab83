package dev.junctor.simulator.ask;

import java.util.ArrayList;
import java.util.List;

/**
 * The simulator's tokenizer, the same for all models: simple, reversible, and near the real ones in numbers (about
 * four bytes of English a token).
 *
 * <p>A token is one of: up to 8 ASCII letters, up to 3 digits, up to 2 other letters, each with the one space before
 * it; a run of white space; any other single character.
 */
public final class Tokens {
    private static final int LETTERS = 8;
    private static final int DIGITS = 3;
    private static final int OTHERS = 2;

    private Tokens() {}

    /** Cuts a text into tokens; joined again they are the text. */
    public static List<String> split(CharSequence text) {
        List<String> tokens = new ArrayList<>();
        for (int from = 0; from < text.length(); ) {
            int to = end(text, from);
            tokens.add(text.subSequence(from, to).toString());
            from = to;
        }
        return tokens;
    }

    /** How many tokens a text has. */
    public static int count(CharSequence text) {
        int count = 0;
        for (int at = 0; at < text.length(); at = end(text, at)) {
            count++;
        }
        return count;
    }

    /** Where the token ends that begins at {@code from}. */
    static int end(CharSequence text, int from) {
        char first = text.charAt(from);
        if (Character.isWhitespace(first)) {
            return space(text, from, first);
        }
        return word(text, from);
    }

    private static int space(CharSequence text, int from, char first) {
        int to = from + 1;
        while (to < text.length() && Character.isWhitespace(text.charAt(to))) {
            to++;
        }
        boolean beforeWord = to < text.length() && Character.isLetterOrDigit(text.charAt(to));
        if (beforeWord && text.charAt(to - 1) == ' ') {
            return to - from == 1 && first == ' ' ? word(text, to) : to - 1;
        }
        return to;
    }

    private static int word(CharSequence text, int from) {
        char first = text.charAt(from);
        if (isAsciiLetter(first)) {
            int to = from + 1;
            int limit = Math.min(text.length(), from + LETTERS);
            while (to < limit && isAsciiLetter(text.charAt(to))) {
                to++;
            }
            return to;
        }
        if (first >= '0' && first <= '9') {
            int to = from + 1;
            int limit = Math.min(text.length(), from + DIGITS);
            while (to < limit && text.charAt(to) >= '0' && text.charAt(to) <= '9') {
                to++;
            }
            return to;
        }
        return others(text, from);
    }

    private static int others(CharSequence text, int from) {
        int to = from;
        for (int n = 0; n < OTHERS && to < text.length(); n++) {
            int point = Character.codePointAt(text, to);
            boolean letter = point > 0x7F && Character.isLetter(point);
            if (n > 0 && !letter) {
                return to;
            }
            to += Character.charCount(point);
            if (!letter) {
                return to;
            }
        }
        return to;
    }

    private static boolean isAsciiLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
