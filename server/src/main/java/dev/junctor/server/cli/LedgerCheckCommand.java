package dev.junctor.server.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import tools.jackson.databind.JsonNode;

/** {@code ledger check}. */
final class LedgerCheckCommand implements Command {
    private final Gateway gateway;
    private final Printer printer;

    LedgerCheckCommand(Gateway gateway, Printer printer) {
        this.gateway = gateway;
        this.printer = printer;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec =
                Syntax.command(
                        this,
                        "check",
                        "Recompute the books and say whether they balance.",
                        "Each account from its days, each day from its records and postings. The"
                                + " command fails when anything is wrong.");
        spec.addOption(Syntax.json());
        Syntax.examples(
                spec,
                "ledger check",
                "One line for each thing that is wrong.",
                "ledger check || mail -s 'books' ops@example.com",
                "For a timer.");
        return spec;
    }

    @Override
    public int run(ParseResult given) {
        JsonNode found = gateway.get(Access.MANAGEMENT, "/ledger/check").path("data");
        List<String> problems =
                found.path("problems").valueStream().map(problem -> problem.asString("")).toList();
        boolean balanced = found.path("balanced").asBoolean(false) && problems.isEmpty();
        switch (Syntax.output(given)) {
            case TEXT -> {
                problems.forEach(
                        problem -> printer.line(printer.paint(Printer.Style.BAD, problem)));
                if (balanced) {
                    printer.line(printer.paint(Printer.Style.GOOD, "The books balance."));
                } else {
                    printer.aside(
                            problems.size()
                                    + (problems.size() == 1 ? " problem" : " problems")
                                    + "; ./junctor ledger export keeps what the books are made of");
                }
            }
            case JSON -> printer.json(found);
        }
        return balanced ? ExitCode.OK : ExitCode.FAILED;
    }
}
