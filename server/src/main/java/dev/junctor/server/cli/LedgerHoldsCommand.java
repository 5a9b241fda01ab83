package dev.junctor.server.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import tools.jackson.databind.JsonNode;

/** {@code ledger holds}. */
final class LedgerHoldsCommand implements Command {
    private final Gateway gateway;
    private final Printer printer;

    LedgerHoldsCommand(Gateway gateway, Printer printer) {
        this.gateway = gateway;
        this.printer = printer;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec =
                Syntax.command(
                        this,
                        "holds",
                        "Show what is held for requests under way.",
                        "Of each account and key with a limit, what its requests can cost at most.");
        spec.addOption(Syntax.json());
        Syntax.examples(spec, "ledger holds", "Nothing when no request is under way.");
        return spec;
    }

    @Override
    public int run(ParseResult given) {
        List<JsonNode> holds =
                gateway.get(Access.MANAGEMENT, "/ledger/holds").path("data").valueStream().toList();
        switch (Syntax.output(given)) {
            case TEXT -> {
                Table table =
                        new Table(
                                Table.Column.text("OF"),
                                Table.Column.amount("HELD"),
                                Table.Column.text("BUDGET"));
                holds.forEach(hold ->
                        table.row(
                                hold.path("scope").asString(""),
                                Usd.of(hold.path("held_usd")),
                                hold.path("budget").asString("")));
                if (!holds.isEmpty()) {
                    printer.table(table);
                }
                printer.aside(
                        holds.isEmpty()
                                ? "nothing is held"
                                : holds.size() + (holds.size() == 1 ? " budget" : " budgets"));
            }
            case JSON -> printer.json(holds);
        }
        return ExitCode.OK;
    }
}
