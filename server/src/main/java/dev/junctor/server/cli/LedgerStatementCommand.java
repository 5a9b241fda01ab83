package dev.junctor.server.cli;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import tools.jackson.databind.JsonNode;

/** {@code ledger statement}. */
final class LedgerStatementCommand implements Command {
    private static final int MOST_AT_ONCE = 1_000;

    private final Gateway gateway;
    private final Printer printer;

    LedgerStatementCommand(Gateway gateway, Printer printer) {
        this.gateway = gateway;
        this.printer = printer;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec =
                Syntax.command(
                        this,
                        "statement",
                        "Show what moved an account's credit, the newest first.");
        spec.addOption(Syntax.option("--account", "ID", String.class, "default", "Which account"));
        Period.addTo(spec);
        spec.addOption(Syntax.option("--limit", "N", int.class, "100", "Show at most N movements"));
        spec.addOption(Syntax.json());
        Syntax.examples(
                spec,
                "ledger statement",
                "The last hundred movements of the account default.",
                "ledger statement --account acme --from 2026-11-01 --to 2026-11-30 --limit 100000",
                "A month of acme.");
        return spec;
    }

    @Override
    public int run(ParseResult given) {
        Period period = Period.of(given);
        int limit = given.commandSpec().findOption("--limit").getValue();
        if (limit < 1) {
            throw Syntax.wrong(given, "--limit must be 1 or more, not " + limit);
        }
        Address address =
                period.in(
                        Address.of("ledger", "statement")
                                .with("account", Syntax.text(given, "--account")));
        List<JsonNode> movements = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode part = part(address, cursor, limit - movements.size());
            part.path("data").forEach(movements::add);
            cursor = part.path("next_cursor").asString("");
        } while (!cursor.isEmpty() && movements.size() < limit);
        switch (Syntax.output(given)) {
            case TEXT -> {
                show(movements);
                if (!cursor.isEmpty()) {
                    printer.aside("there are older ones: --limit shows more, --to ends earlier");
                }
            }
            case JSON -> printer.json(movements);
        }
        return ExitCode.OK;
    }

    private JsonNode part(Address address, String cursor, int rest) {
        return gateway.get(
                Access.MANAGEMENT,
                address.with("limit", Integer.toString(Math.min(rest, MOST_AT_ONCE)))
                        .with("cursor", cursor)
                        .text());
    }

    private void show(List<JsonNode> movements) {
        Table table =
                new Table(
                        Table.Column.text("TIME"),
                        Table.Column.text("KIND"),
                        Table.Column.amount("AMOUNT"),
                        Table.Column.amount("BALANCE"),
                        Table.Column.text("ID"),
                        Table.Column.text("NOTE"));
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode movement : movements) {
            sum = sum.add(movement.path("amount_usd").asDecimal(BigDecimal.ZERO));
            table.row(
                    movement.path("created_at").asString(""),
                    movement.path("kind").asString(""),
                    Usd.of(movement.path("amount_usd")),
                    Usd.of(movement.path("balance_usd")),
                    movement.path("id").asString(""),
                    note(movement));
        }
        if (!movements.isEmpty()) {
            table.row(Printer.Style.BOLD, "", "sum", Usd.of(sum), "", "", "");
            printer.table(table);
        }
        printer.aside(movements.size() + (movements.size() == 1 ? " movement" : " movements"));
    }

    /** What was written to it, and the request that it is about unless it is that request's own. */
    private static String note(JsonNode movement) {
        String note = movement.path("note").asString("");
        String generation = movement.path("generation_id").asString("");
        return generation.isEmpty() || generation.equals(movement.path("id").asString(""))
                ? note
                : (note + " (" + generation + ")").strip();
    }
}
