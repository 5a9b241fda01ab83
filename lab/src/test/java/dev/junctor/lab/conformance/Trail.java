package dev.junctor.lab.conformance;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the gateway said of its translations while a client did one thing. */
final class Trail {
    private final Set<String> dropped = new TreeSet<>();
    private final Set<String> mapped = new TreeSet<>();
    private boolean translated;

    /** An answer's values of {@code X-Junctor-Conversion}: none where nothing was translated. */
    void heard(List<String> headers) {
        for (String header : headers) {
            translated = true;
            Set<String> names = header.startsWith("dropped") ? dropped : mapped;
            int paths = header.indexOf("paths=");
            if (paths >= 0) {
                String list = header.substring(paths + "paths=".length());
                names.addAll(Arrays.asList(list.split(",")));
            }
        }
    }

    /** In words for the table. */
    String told() {
        if (!translated) {
            return "as sent";
        }
        if (dropped.isEmpty() && mapped.isEmpty()) {
            return "kept";
        }
        return dropped.isEmpty()
                ? "mapped: " + code(mapped)
                : "dropped: "
                        + code(dropped)
                        + (mapped.isEmpty() ? "" : "; mapped: " + code(mapped));
    }

    private static String code(Set<String> paths) {
        return "`" + String.join("`, `", paths) + "`";
    }
}
