package dev.junctor.core.dialect;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** When a provider says to come again, in its headers. */
final class RetryHints {
    private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s|m|h|d)?");
    private static final int MAX_LENGTH = 40;
    private static final long MAX_SECONDS = 86_400;

    private RetryHints() {}

    /**
     * Whole seconds, rounded up; 0 when nothing is said. A date says nothing without a clock.
     *
     * @param headers from a lower-case header name to its value; empty when absent
     */
    static long seconds(UnaryOperator<String> headers) {
        String millis = headers.apply("retry-after-ms");
        if (!millis.isEmpty()) {
            return duration(millis + "ms");
        }
        String after = headers.apply("retry-after");
        if (!after.isEmpty()) {
            return duration(after);
        }
        for (String what : new String[] {"requests", "tokens"}) {
            if (headers.apply("x-ratelimit-remaining-" + what).equals("0")) {
                return duration(headers.apply("x-ratelimit-reset-" + what));
            }
        }
        return 0;
    }

    /** Reads {@code 6m0s}, {@code 20ms}, {@code 1.5} (seconds) and the like, rounded up; 0 for all else. */
    static long duration(String text) {
        String rest = text.strip();
        if (rest.isEmpty() || rest.length() > MAX_LENGTH) {
            return 0;
        }
        double seconds = 0;
        Matcher part = PART.matcher(rest);
        int at = 0;
        while (at < rest.length()) {
            if (!part.find(at) || part.start() != at) {
                return 0;
            }
            seconds += Double.parseDouble(part.group(1)) * unit(part.group(2));
            at = part.end();
        }
        return (long) Math.min(MAX_SECONDS, Math.ceil(seconds));
    }

    private static double unit(@Nullable String unit) {
        return switch (unit == null ? "s" : unit) {
            case "ms" -> 0.001;
            case "m" -> 60;
            case "h" -> 3_600;
            case "d" -> 86_400;
            default -> 1;
        };
    }
}
