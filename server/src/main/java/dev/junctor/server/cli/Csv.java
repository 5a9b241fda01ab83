package dev.junctor.server.cli;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Lines of comma-separated values, as RFC 4180 says. */
final class Csv {
    private Csv() {}

    /** A line, without its end. */
    static String line(String... values) {
        return Arrays.stream(values).map(Csv::quoted).collect(Collectors.joining(","));
    }

    private static String quoted(String value) {
        return value.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? '"' + value.replace("\"", "\"\"") + '"'
                : value;
    }
}
