package dev.junctor.server.api;

import dev.junctor.core.fault.Fault;
import dev.junctor.server.http.Refused;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Days and times in queries, in UTC. */
final class Moments {
    private Moments() {}

    /**
     * A day, as its first moment, or a time, in milliseconds since 1970; {@code otherwise} when it is not given.
     *
     * @throws Refused when it is something else
     */
    static long read(QueryText query, String name, long otherwise) {
        if (!query.has(name)) {
            return otherwise;
        }
        String text = query.text(name);
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli()
                    : Instant.parse(text).toEpochMilli();
        } catch (DateTimeException | ArithmeticException notAMoment) {
            throw new Refused(
                    Fault.invalid(
                            name,
                            name
                                    + " must be a day as 2026-11-24 or a time as"
                                    + " 2026-11-24T12:00:00Z, in UTC."));
        }
    }
}
