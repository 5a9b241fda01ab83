package dev.junctor.server.api;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Times as the API writes them, and the catalog's dates, which may be a day, a month or a year. */
final class Dates {
    private static final int YEAR_LENGTH = 4;
    private static final int MONTH_LENGTH = 7;
    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Dates() {}

    /** An instant in UTC with milliseconds, as {@code 2026-11-24T10:30:00.000Z}. */
    static String iso(long epochMillis) {
        return ISO.format(Instant.ofEpochMilli(epochMillis));
    }

    /** The first day that a date of the catalog can mean; empty when it says none. */
    static Optional<LocalDate> first(String date) {
        return read(date, 1);
    }

    /** The last day that a date of the catalog can mean; empty when it says none. */
    static Optional<LocalDate> last(String date) {
        return read(date, 31);
    }

    /** Seconds since 1970 of a date of the catalog; 0 when it says none. */
    static long epochSeconds(String date) {
        return first(date).map(day -> day.toEpochDay() * 86_400).orElse(0L);
    }

    private static Optional<LocalDate> read(String date, int dayOfMonth) {
        try {
            return switch (date.length()) {
                case 0 -> Optional.empty();
                case YEAR_LENGTH -> {
                    int year = Integer.parseInt(date);
                    yield Optional.of(
                            dayOfMonth == 1
                                    ? LocalDate.of(year, 1, 1)
                                    : LocalDate.of(year, 12, 31));
                }
                case MONTH_LENGTH -> {
                    YearMonth month = YearMonth.parse(date);
                    yield Optional.of(dayOfMonth == 1 ? month.atDay(1) : month.atEndOfMonth());
                }
                default -> Optional.of(LocalDate.parse(date));
            };
        } catch (DateTimeParseException | NumberFormatException unreadable) {
            return Optional.empty();
        }
    }
}
