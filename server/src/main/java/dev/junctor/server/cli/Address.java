package dev.junctor.server.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * A path below {@code /api/v1} with its query, each typed word encoded.
 *
 * @param text as it is asked for
 */
record Address(String text) {
    /** A path of words. */
    static Address of(String... words) {
        StringBuilder path = new StringBuilder();
        for (String word : words) {
            path.append('/').append(encoded(word).replace("+", "%20"));
        }
        return new Address(path.toString());
    }

    /** The same with one more value in its query, where there is a value. */
    Address with(String name, String value) {
        return value.isEmpty()
                ? this
                : new Address(
                        text + (text.contains("?") ? "&" : "?") + name + "=" + encoded(value));
    }

    private static String encoded(String word) {
        return URLEncoder.encode(word, StandardCharsets.UTF_8);
    }
}
