package dev.junctor.server.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * From when, inclusive, to when, exclusive, as it was typed; empty for no bound.
 *
 * @param from a day or a time in UTC
 * @param to a day or a time in UTC
 */
record Period(String from, String to) {
    /** Gives a command the options {@code --from} and {@code --to}. */
    static void addTo(CommandSpec spec) {
        spec.addOption(
                Syntax.option(
                        "--from",
                        "WHEN",
                        String.class,
                        "From this day or time in UTC on, as 2026-11-01 or 2026-11-01T08:00:00Z"
                                + " (default: since ever)."));
        spec.addOption(
                Syntax.option(
                        "--to",
                        "WHEN",
                        String.class,
                        "Up to the beginning of this day, or this time (default: now)."));
    }

    /** What was typed. */
    static Period of(ParseResult given) {
        Period period = new Period(Syntax.text(given, "--from"), Syntax.text(given, "--to"));
        Instant from = moment(given, "--from", period.from(), Instant.MIN);
        Instant to = moment(given, "--to", period.to(), Instant.MAX);
        if (!to.isAfter(from)) {
            throw Syntax.wrong(given, "--to must be after --from");
        }
        return period;
    }

    /** An address of what lies in it. */
    Address in(Address address) {
        return address.with("from", from).with("to", to);
    }

    private static Instant moment(
            ParseResult given, String option, String typed, Instant otherwise) {
        if (typed.isEmpty()) {
            return otherwise;
        }
        try {
            return typed.contains("T")
                    ? Instant.parse(typed)
                    : LocalDate.parse(typed).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException notAMoment) {
            throw Syntax.wrong(
                    given, option + " must be as 2026-11-01 or 2026-11-01T08:00:00Z, not " + typed);
        }
    }
}
