package dev.junctor.server.telemetry;

import java.util.regex.Pattern;

/**
 * Takes keys out of what is logged: the second lock, after {@link dev.junctor.server.secret.Secret}, for texts of others
 * such as an exception of a library.
 */
final class Masking {
    private static final Pattern KEYS =
            Pattern.compile(
                    "(?i)\\b(?:bearer|basic)\\s+[^\\s\"',;]+"
                            + "|\\b(?:sk|pk|gsk|xai|key|r8|hf|nvapi|AIza)[-_]?[A-Za-z0-9_-]{16,}"
                            + "|\\bAKIA[0-9A-Z]{12,}");

    private Masking() {}

    /** The text with {@code ***} in place of what looks like a key. */
    static String mask(String text) {
        return KEYS.matcher(text).replaceAll("***");
    }
}
