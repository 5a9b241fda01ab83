package dev.junctor.server.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code usage}: what was asked and what it cost. */
final class UsageCommand implements Command {
    private static final String DAY = "day";
    private static final String MODEL = "model";
    private static final String KEY = "key";
    private static final String PROVIDER = "provider";
    private static final List<String> GROUPS = List.of(MODEL, KEY, PROVIDER, DAY);

    /** The gateway tells of the last 30 completed days, and of today. */
    private static final int MOST_DAYS = 31;

    private static final int SHOWN_OF_ALL = 10;

    private final Gateway gateway;
    private final Clock clock;
    private final Printer printer;

    UsageCommand(Gateway gateway, Clock clock, Printer printer) {
        this.gateway = gateway;
        this.clock = clock;
        this.printer = printer;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec =
                Syntax.command(
                        this,
                        "usage",
                        "Show what was asked and what it cost, day by day.",
                        "Today, the last days, by model and by key; bars show what was spent each"
                                + " day, the oldest first. Days are those of UTC.");
        spec.addOption(
                Syntax.choice(
                        "--by", "WHAT", GROUPS, "Only this, and all of it, the dearest first"));
        spec.addOption(
                Syntax.option(
                        "--days",
                        "N",
                        int.class,
                        "7",
                        "How many days, today the last of them, at most " + MOST_DAYS));
        spec.addOption(Syntax.json());
        spec.addOption(
                Syntax.flag("--csv", "Print lines of comma-separated values, by day unless --by."));
        Syntax.examples(
                spec,
                "usage",
                "Today and the last seven days.",
                "usage --by model --days 30",
                "The models of the last thirty days.",
                "usage --by key --csv > keys.csv",
                "For a spreadsheet.",
                "usage --json | jq .today.usage_usd",
                "What was spent today.");
        return spec;
    }

    @Override
    public int run(ParseResult given) {
        Syntax.oneOf(given, "--by", GROUPS);
        int days = given.commandSpec().findOption("--days").getValue();
        if (days < 1 || days > MOST_DAYS) {
            throw Syntax.wrong(given, "--days must be from 1 to " + MOST_DAYS + ", not " + days);
        }
        boolean csv = given.hasMatchedOption("--csv");
        if (csv && given.hasMatchedOption("--json")) {
            throw Syntax.wrong(given, "--json and --csv exclude one another");
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Days asked = new Days(today.minusDays(days - 1L), today);
        String by = Syntax.text(given, "--by");
        if (csv) {
            String title = by.isEmpty() ? DAY : by;
            printer.line(title + UsageSum.CSV_HEAD);
            groups(title, rows(title, asked), asked).forEach(sum -> printer.line(sum.csv()));
            return ExitCode.OK;
        }
        switch (Syntax.output(given)) {
            case TEXT -> {
                if (by.isEmpty()) {
                    overview(asked);
                } else {
                    List<UsageRow> rows = rows(by, asked);
                    sums(by, groups(by, rows, asked), asked.sum(rows), Integer.MAX_VALUE);
                }
            }
            case JSON -> printer.json(by.isEmpty() ? overviewJson(asked) : json(by, asked));
        }
        return ExitCode.OK;
    }

    /** Days that are asked for, from the first to the last. */
    private record Days(LocalDate from, LocalDate to) {
        List<LocalDate> each() {
            return from.datesUntil(to.plusDays(1)).toList();
        }

        UsageSum sum(List<UsageRow> rows) {
            return UsageSum.of("all", rows, each());
        }

        int count() {
            return each().size();
        }
    }

    /** The completed days, and today, which the gateway tells only when it is named. */
    private List<UsageRow> rows(String by, Days days) {
        Address activity = Address.of("activity").with("group_by", by.equals(KEY) ? KEY : "");
        Stream<UsageRow> before =
                days.from().equals(days.to())
                        ? Stream.of()
                        : rows(activity)
                                .filter(row ->
                                        !row.day().isBefore(days.from())
                                                && row.day().isBefore(days.to()));
        return Stream.concat(before, rows(activity.with("date", days.to().toString()))).toList();
    }

    private Stream<UsageRow> rows(Address address) {
        return gateway.get(Access.MANAGEMENT, address.text())
                .path("data")
                .valueStream()
                .map(UsageRow::of);
    }

    private static List<UsageSum> groups(String by, List<UsageRow> rows, Days days) {
        return switch (by) {
            case DAY -> UsageSum.byDay(rows, days.each());
            case KEY -> UsageSum.by(UsageRow::key, rows, days.each());
            case PROVIDER -> UsageSum.by(UsageRow::provider, rows, days.each());
            default -> UsageSum.by(UsageRow::model, rows, days.each());
        };
    }

    private void overview(Days days) {
        List<UsageRow> rows = rows(MODEL, days);
        List<UsageRow> ofKeys = rows(KEY, days);
        UsageSum today = new Days(days.to(), days.to()).sum(ofToday(rows, days));
        UsageSum all = days.sum(rows);
        Bars bars = days.count() > 1 ? Bars.SHOWN : Bars.NONE;
        Table periods = table("PERIOD", bars);
        row(periods, bars, "today", today, all, Printer.Style.PLAIN);
        if (days.count() > 1) {
            String title = "last " + days.count() + " days";
            row(periods, bars, title, all, all, Printer.Style.PLAIN);
        }
        printer.table(periods);
        for (String by : List.of(MODEL, KEY)) {
            List<UsageRow> shown = by.equals(KEY) ? ofKeys : rows;
            if (!shown.isEmpty()) {
                printer.line("");
                sums(by, groups(by, shown, days), days.sum(shown), SHOWN_OF_ALL);
            }
        }
        printer.aside(days.from() + " to " + days.to() + ", days of UTC");
    }

    private static List<UsageRow> ofToday(List<UsageRow> rows, Days days) {
        return rows.stream().filter(row -> row.day().equals(days.to())).toList();
    }

    /** Whether a table shows each day's share as bars. */
    private enum Bars {
        SHOWN,
        NONE
    }

    private void sums(String by, List<UsageSum> sums, UsageSum all, int most) {
        Bars bars = by.equals(DAY) || all.daily().size() < 2 ? Bars.NONE : Bars.SHOWN;
        Table table = table(by.toUpperCase(Locale.ROOT), bars);
        sums.stream()
                .limit(most)
                .forEach(sum -> row(table, bars, sum.name(), sum, all, Printer.Style.PLAIN));
        row(table, bars, "all", all, all, Printer.Style.BOLD);
        printer.table(table);
        if (sums.size() > most) {
            printer.aside(
                    (sums.size() - most) + " more: ./junctor usage --by " + by + " shows them");
        }
    }

    private static Table table(String title, Bars bars) {
        List<Table.Column> columns =
                new ArrayList<>(
                        List.of(
                                Table.Column.text(title),
                                Table.Column.number("REQUESTS"),
                                Table.Column.number("FAILED"),
                                Table.Column.number("TOKENS IN"),
                                Table.Column.number("TOKENS OUT"),
                                Table.Column.amount("SPENT"),
                                Table.Column.number("SHARE")));
        if (bars == Bars.SHOWN) {
            columns.add(Table.Column.text("DAYS"));
        }
        return new Table(columns.toArray(Table.Column[]::new));
    }

    private static void row(
            Table table, Bars bars, String name, UsageSum sum, UsageSum all, Printer.Style style) {
        List<String> cells =
                new ArrayList<>(
                        List.of(
                                name.isEmpty() ? "-" : name,
                                Figures.count(sum.counts().requests()),
                                Figures.count(sum.counts().failures()),
                                Figures.count(sum.counts().tokensIn()),
                                Figures.count(sum.counts().tokensOut()),
                                "$" + Figures.usd(sum.spent()),
                                share(sum.spent(), all.spent())));
        if (bars == Bars.SHOWN) {
            cells.add(Sparkline.of(sum.daily()));
        }
        table.row(style, cells.toArray(String[]::new));
    }

    private static String share(BigDecimal part, BigDecimal all) {
        return all.signum() == 0
                ? ""
                : part.movePointRight(2).divide(all, 0, RoundingMode.HALF_UP).toPlainString() + "%";
    }

    private ObjectNode json(String by, Days days) {
        List<UsageRow> rows = rows(by, days);
        ObjectNode value = span(days);
        value.set("total", days.sum(rows).json("name"));
        value.set("by_" + by, array(by, groups(by, rows, days)));
        return value;
    }

    private ObjectNode overviewJson(Days days) {
        List<UsageRow> rows = rows(MODEL, days);
        ObjectNode value = span(days);
        value.set("today", new Days(days.to(), days.to()).sum(ofToday(rows, days)).json("name"));
        value.set("total", days.sum(rows).json("name"));
        for (String by : List.of(DAY, MODEL, PROVIDER, KEY)) {
            List<UsageRow> told = by.equals(KEY) ? rows(KEY, days) : rows;
            value.set("by_" + by, array(by, groups(by, told, days)));
        }
        return value;
    }

    private static ObjectNode span(Days days) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("from", days.from().toString())
                .put("to", days.to().toString());
    }

    private static ArrayNode array(String by, List<UsageSum> sums) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        sums.forEach(sum -> array.add(sum.json(by)));
        return array;
    }
}
