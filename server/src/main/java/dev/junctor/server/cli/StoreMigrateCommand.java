package dev.junctor.server.cli;

import dev.junctor.server.store.StoreCopies;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code store migrate}. */
final class StoreMigrateCommand implements Command {
    private final StoreWork work;
    private final Printer printer;

    StoreMigrateCommand(StoreWork work, Printer printer) {
        this.work = work;
        this.printer = printer;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec =
                Syntax.command(
                        this,
                        "migrate",
                        "Bring the store's tables to this version.",
                        "Each start of a gateway does that too. A store has no way back to older"
                                + " tables: make a backup first.");
        StorePlace.addTo(spec);
        spec.addOption(Syntax.json());
        Syntax.examples(
                spec,
                "store migrate",
                "The store of ./junctor.yaml, with its gateway stopped.",
                "store migrate --data /var/lib/junctor",
                "The store of another folder.");
        return spec;
    }

    @Override
    public int run(ParseResult given) {
        StoreCopies.Versions versions = work.with(given, StoreCopies::migrate);
        switch (Syntax.output(given)) {
            case TEXT ->
                    printer.line(
                            versions.before() == versions.after()
                                    ? "The tables are of version " + versions.after() + " already."
                                    : "Brought the tables from version "
                                            + versions.before()
                                            + " to version "
                                            + versions.after()
                                            + ".");
            case JSON ->
                    printer.json(
                            JsonNodeFactory.instance
                                    .objectNode()
                                    .put("before", versions.before())
                                    .put("after", versions.after()));
        }
        return ExitCode.OK;
    }
}
