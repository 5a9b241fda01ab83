package dev.junctor.server.cli;

import java.time.Clock;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import tools.jackson.databind.JsonNode;

/** {@code keys list}. */
final class KeysListCommand implements Command {
    private final Gateway gateway;
    private final Clock clock;
    private final Printer printer;

    KeysListCommand(Gateway gateway, Clock clock, Printer printer) {
        this.gateway = gateway;
        this.clock = clock;
        this.printer = printer;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec =
                Syntax.command(
                        this,
                        "list",
                        "List keys, who pays, what was spent with them and what is left.");
        spec.addOption(Syntax.json());
        Syntax.examples(
                spec,
                "keys list",
                "All keys; the keys themselves are not kept.",
                "keys list --json | jq -r '.[] | select(.usage > 1) | .name'",
                "Names of those with which more than a dollar was spent.");
        return spec;
    }

    @Override
    public int run(ParseResult given) {
        List<JsonNode> keys = gateway.allPages(Access.MANAGEMENT, KeyTable.ALL);
        switch (Syntax.output(given)) {
            case TEXT -> {
                if (!keys.isEmpty()) {
                    printer.table(KeyTable.of(keys, clock.instant()));
                }
                printer.aside(keys.size() + (keys.size() == 1 ? " key" : " keys"));
            }
            case JSON -> printer.json(keys);
        }
        return ExitCode.OK;
    }
}
