package dev.junctor.server.cli;

import java.time.DateTimeException;
import java.time.LocalDate;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * From which day in UTC to which, both inclusive, as it was typed; empty for no bound.
 *
 * @param from since ever when it is empty
 * @param to today when it is empty
 */
record Period(String from, String to) {
    /** Gives a command the options {@code --from} and {@code --to}. */
    static void addTo(CommandSpec spec) {
        spec.addOption(
                Syntax.option(
                        "--from",
                        "DATE",
                        String.class,
                        "From this day in UTC on, as 2026-11-01 (default: since ever)."));
        spec.addOption(
                Syntax.option(
                        "--to",
                        "DATE",
                        String.class,
                        "Up to this day and with it (default: today)."));
    }

    /** What was typed. */
    static Period of(ParseResult given) {
        Period period = new Period(Syntax.text(given, "--from"), Syntax.text(given, "--to"));
        LocalDate from = day(given, "--from", period.from(), LocalDate.MIN);
        LocalDate to = day(given, "--to", period.to(), LocalDate.MAX);
        if (to.isBefore(from)) {
            throw Syntax.wrong(given, "--to must not be before --from");
        }
        return period;
    }

    /** An address of what lies in it. */
    Address in(Address address) {
        return address.with("from", from).with("to", to);
    }

    private static LocalDate day(
            ParseResult given, String option, String typed, LocalDate otherwise) {
        try {
            return typed.isEmpty() ? otherwise : LocalDate.parse(typed);
        } catch (DateTimeException notADay) {
            throw Syntax.wrong(given, option + " must be a day as 2026-11-01, not " + typed);
        }
    }
}
