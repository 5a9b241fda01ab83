package dev.junctor.server.cli;

import java.math.BigDecimal;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import tools.jackson.databind.JsonNode;

/** {@code credits show}. */
final class CreditsShowCommand implements Command {
    private final Gateway gateway;
    private final Printer printer;

    CreditsShowCommand(Gateway gateway, Printer printer) {
        this.gateway = gateway;
        this.printer = printer;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec =
                Syntax.command(
                        this,
                        "show",
                        "Show what an account was given, used and has left.",
                        "A key for models sees its own account, a management key sees each.");
        spec.addOption(
                Syntax.option("--account", "ID", String.class, "Which (default: the key's own)."));
        spec.addOption(Syntax.json());
        Syntax.examples(
                spec,
                "credits show",
                "The account of the key.",
                "credits show --account acme",
                "The account acme.");
        return spec;
    }

    @Override
    public int run(ParseResult given) {
        Access access = gateway.hasKey(Access.MANAGEMENT) ? Access.MANAGEMENT : Access.INFERENCE;
        Address address = Address.of("credits").with("account", Syntax.text(given, "--account"));
        JsonNode credits = gateway.get(access, address.text()).path("data");
        switch (Syntax.output(given)) {
            case TEXT -> {
                BigDecimal total = credits.path("total_credits").asDecimal(BigDecimal.ZERO);
                BigDecimal used = credits.path("total_usage").asDecimal(BigDecimal.ZERO);
                Table table =
                        new Table(
                                Table.Column.amount("GIVEN"),
                                Table.Column.amount("USED"),
                                Table.Column.amount("LEFT"));
                table.row(Usd.of(total), Usd.of(used), Usd.of(total.subtract(used)));
                printer.table(table);
            }
            case JSON -> printer.json(credits);
        }
        return ExitCode.OK;
    }
}
