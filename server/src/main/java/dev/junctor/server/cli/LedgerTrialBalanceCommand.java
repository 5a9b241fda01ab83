package dev.junctor.server.cli;

import java.math.BigDecimal;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import tools.jackson.databind.JsonNode;

/** {@code ledger trial-balance}. */
final class LedgerTrialBalanceCommand implements Command {
    private final Gateway gateway;
    private final Printer printer;

    LedgerTrialBalanceCommand(Gateway gateway, Printer printer) {
        this.gateway = gateway;
        this.printer = printer;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec =
                Syntax.command(
                        this,
                        "trial-balance",
                        "Show what stands in each account of the books.",
                        "The sum is zero; otherwise the command fails.");
        spec.addOption(Syntax.json());
        Syntax.examples(spec, "ledger trial-balance", "All accounts of the books and their sum.");
        return spec;
    }

    @Override
    public int run(ParseResult given) {
        JsonNode books = gateway.get(Access.MANAGEMENT, "/ledger/trial-balance").path("data");
        BigDecimal sum = books.path("sum_usd").asDecimal(BigDecimal.ONE);
        boolean balanced = sum.signum() == 0;
        switch (Syntax.output(given)) {
            case TEXT -> {
                Table table =
                        new Table(Table.Column.text("ACCOUNT"), Table.Column.amount("BALANCE"));
                books.path("accounts")
                        .forEach(one ->
                                table.row(
                                        one.path("ledger_account").asString(""),
                                        Usd.of(one.path("balance_usd"))));
                table.row(
                        balanced ? Printer.Style.GOOD : Printer.Style.BAD,
                        "sum",
                        Usd.of(books.path("sum_usd")));
                printer.table(table);
                if (!balanced) {
                    printer.aside("the books do not balance; ./junctor ledger check tells where");
                }
            }
            case JSON -> printer.json(books);
        }
        return balanced ? ExitCode.OK : ExitCode.FAILED;
    }
}
