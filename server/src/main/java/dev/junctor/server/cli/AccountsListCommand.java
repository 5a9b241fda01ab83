package dev.junctor.server.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import tools.jackson.databind.JsonNode;

/** {@code accounts list}. */
final class AccountsListCommand implements Command {
    private final Gateway gateway;
    private final Printer printer;

    AccountsListCommand(Gateway gateway, Printer printer) {
        this.gateway = gateway;
        this.printer = printer;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec =
                Syntax.command(this, "list", "List accounts, what each has left and may spend.");
        spec.addOption(Syntax.json());
        Syntax.examples(
                spec,
                "accounts list",
                "All accounts; what requests under way hold may not be spent twice.",
                "accounts list --json | jq -r '.[] | select(.balance_usd < 0) | .id'",
                "Those that owe.");
        return spec;
    }

    @Override
    public int run(ParseResult given) {
        List<JsonNode> accounts =
                gateway.get(Access.MANAGEMENT, "/accounts").path("data").valueStream().toList();
        switch (Syntax.output(given)) {
            case TEXT -> {
                if (!accounts.isEmpty()) {
                    printer.table(AccountTable.of(accounts));
                }
                printer.aside(accounts.size() + (accounts.size() == 1 ? " account" : " accounts"));
            }
            case JSON -> printer.json(accounts);
        }
        return ExitCode.OK;
    }
}
