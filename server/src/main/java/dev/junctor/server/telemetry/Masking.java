package dev.junctor.server.telemetry;

import java.util.regex.Pattern;

/**
 * Takes keys out of what is logged: the second lock, after {@link dev.junctor.server.secret.Secret}, for texts of others
 * such as an exception of a library.
 */
final class Masking {
    /** What is announced as a key, what begins as one, and any run of 24 letters and digits that has both. */
    private static final Pattern KEYS =
            Pattern.compile(
                    "(?i)\\b(?:bearer|basic)\\s+[^\\s\"',;]+"
                            + "|\\bsk-[a-z0-9_-]{16,}"
                            + "|\\b(?:[a-z0-9]{1,12}[-_])*"
                            + "(?=[a-z]*[0-9])(?=[0-9]*[a-z])[a-z0-9]{24,}[a-z0-9_-]*");

    private Masking() {}

    /** The text with {@code ***} in place of what looks like a key. */
    static String mask(String text) {
        return KEYS.matcher(text).replaceAll("***");
    }
}
