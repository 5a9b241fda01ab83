package dev.junctor.server.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How people say until when: {@code 90m, 12h, 30d, 2w}, a date, or a time as in ISO 8601. */
final class Span {
    private static final Pattern LENGTH = Pattern.compile("([1-9][0-9]{0,5})([mhdw])");

    private Span() {}

    /** The end of it, in UTC; empty when it cannot be understood. */
    static Optional<Instant> end(String typed, Instant now) {
        Matcher length = LENGTH.matcher(typed);
        if (length.matches()) {
            return Optional.of(
                    now.plus(unit(length.group(2)).multipliedBy(Long.parseLong(length.group(1)))));
        }
        try {
            return Optional.of(
                    typed.contains("T")
                            ? Instant.parse(typed)
                            : LocalDate.parse(typed).atStartOfDay(ZoneOffset.UTC).toInstant());
        } catch (DateTimeException neither) {
            return Optional.empty();
        }
    }

    private static Duration unit(String letter) {
        return switch (letter) {
            case "m" -> Duration.ofMinutes(1);
            case "h" -> Duration.ofHours(1);
            case "d" -> Duration.ofDays(1);
            default -> Duration.ofDays(7);
        };
    }
}
