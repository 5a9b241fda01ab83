package dev.junctor.server.api;

import dev.junctor.core.base.Nearest;
import java.util.Collection;

/** What is said of a word that is not known. */
final class Spelling {
    private Spelling() {}

    /** A value that a field cannot have. */
    static String value(String field, String given, Collection<String> valid) {
        return "%s cannot be \"%s\".%s".formatted(field, shortened(given), meant(given, valid));
    }

    /** A field that is not known. */
    static String field(String given, Collection<String> valid) {
        return "Unknown field \"%s\".%s".formatted(shortened(given), meant(given, valid));
    }

    private static String meant(String given, Collection<String> valid) {
        return Nearest.to(given, valid)
                .map(" Did you mean \"%s\"?"::formatted)
                .orElseGet(() -> " It may be one of: " + String.join(", ", valid) + ".");
    }

    private static String shortened(String given) {
        return given.length() <= 60 ? given : given.substring(0, 60) + "…";
    }
}
