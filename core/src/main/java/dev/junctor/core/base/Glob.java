package dev.junctor.core.base;

import java.util.Locale;

/**
 * A pattern for names, as ids of models: {@code *} stands for any number of characters, everything else for itself, in any case.
 *
 * @param pattern in lower case, matched against the whole name
 */
public record Glob(String pattern) {
    public Glob {
        pattern = pattern.toLowerCase(Locale.ROOT);
    }

    /** Whether the pattern fits the whole of a lower-case text. */
    public boolean matches(String text) {
        int at = 0;
        int next = 0;
        int star = -1;
        int resume = 0;
        while (at < text.length()) {
            if (next < pattern.length() && pattern.charAt(next) == '*') {
                star = next++;
                resume = at;
            } else if (next < pattern.length() && pattern.charAt(next) == text.charAt(at)) {
                next++;
                at++;
            } else if (star >= 0) {
                next = star + 1;
                at = ++resume;
            } else {
                return false;
            }
        }
        while (next < pattern.length() && pattern.charAt(next) == '*') {
            next++;
        }
        return next == pattern.length();
    }
}
