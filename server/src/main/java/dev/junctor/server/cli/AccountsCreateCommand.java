package dev.junctor.server.cli;

import java.math.BigDecimal;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code accounts create}. */
final class AccountsCreateCommand implements Command {
    private static final String PREPAID = "prepaid";
    private static final String UNLIMITED = "unlimited";
    private static final List<String> BALANCES = List.of(PREPAID, UNLIMITED);

    private final Gateway gateway;
    private final Printer printer;

    AccountsCreateCommand(Gateway gateway, Printer printer) {
        this.gateway = gateway;
        this.printer = printer;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec =
                Syntax.command(
                        this,
                        "create",
                        "Make an account, which pays for the keys that belong to it.",
                        "A prepaid one spends what it was given and its credit line; of an unlimited"
                                + " one only the keys have limits.");
        spec.addPositional(
                Syntax.word(
                        "ID",
                        "Lower-case letters, digits, dots, dashes and underscores, as acme-inc."));
        spec.addOption(
                Syntax.option("--name", "NAME", String.class, "For people (default: the id)."));
        spec.addOption(
                Syntax.choice(
                        "--balance",
                        "KIND",
                        BALANCES,
                        "Whether it can run out (default: prepaid)"));
        spec.addOption(
                Syntax.option(
                        "--credit-line",
                        "USD",
                        BigDecimal.class,
                        "How far a prepaid one may fall below zero (default: 0)."));
        spec.addOption(Syntax.json());
        Syntax.examples(
                spec,
                "accounts create acme --name 'Acme Inc' --credit-line 100",
                "May owe a hundred dollars.",
                "accounts create research --balance unlimited",
                "Every cost is counted, nothing runs out.");
        return spec;
    }

    @Override
    public int run(ParseResult given) {
        Syntax.oneOf(given, "--balance", BALANCES);
        JsonNode made = gateway.post(Access.MANAGEMENT, "/accounts", request(given)).path("data");
        switch (Syntax.output(given)) {
            case TEXT -> {
                String id = made.path("id").asString("");
                printer.table(AccountTable.of(List.of(made)));
                printer.aside("./junctor keys create NAME --account " + id + " makes it a key");
                if (made.path("balance").asString("").equals(PREPAID)) {
                    printer.aside(
                            "./junctor credits add AMOUNT_USD --account "
                                    + id
                                    + " gives it credit");
                }
            }
            case JSON -> printer.json(made);
        }
        return ExitCode.OK;
    }

    private static ObjectNode request(ParseResult given) {
        String balance = Syntax.text(given, "--balance");
        ObjectNode request =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("id", given.matchedPositionalValue(0, ""))
                        .put("balance", balance.isEmpty() ? PREPAID : balance);
        String name = Syntax.text(given, "--name");
        if (!name.isEmpty()) {
            request.put("name", name);
        }
        if (given.hasMatchedOption("--credit-line")) {
            BigDecimal line = given.matchedOptionValue("--credit-line", BigDecimal.ZERO);
            if (line.signum() < 0) {
                throw Syntax.wrong(given, "--credit-line must be 0 or more, not " + line);
            }
            if (balance.equals(UNLIMITED)) {
                throw Syntax.wrong(given, "--credit-line has no meaning with --balance unlimited");
            }
            request.put("credit_line_usd", line);
        }
        return request;
    }
}
