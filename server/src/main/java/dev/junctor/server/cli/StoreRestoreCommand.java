package dev.junctor.server.cli;

import dev.junctor.server.store.StoreCopies;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code store restore}. */
final class StoreRestoreCommand implements Command {
    private final StoreWork work;
    private final Printer printer;

    StoreRestoreCommand(StoreWork work, Printer printer) {
        this.work = work;
        this.printer = printer;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec =
                Syntax.command(
                        this,
                        "restore",
                        "Take a backup or an export back, with the gateway stopped.",
                        "All of it or nothing; counts and trial balance are compared before it holds.");
        spec.addPositional(Syntax.word("FILE", "Which backup, from whichever database."));
        spec.addOption(
                Syntax.flag("--replace", "Delete what the store has; otherwise it must be empty."));
        StorePlace.addTo(spec);
        spec.addOption(Syntax.json());
        Syntax.examples(
                spec,
                "store restore monday.db --data ./new",
                "Into a new folder.",
                "store restore monday.db --replace",
                "In place of all that the store has.");
        return spec;
    }

    @Override
    public int run(ParseResult given) {
        Path file = work.file(given);
        StoreCopies.IfNotEmpty ifNotEmpty =
                given.hasMatchedOption("--replace")
                        ? StoreCopies.IfNotEmpty.REPLACE
                        : StoreCopies.IfNotEmpty.REFUSE;
        StoreCopies.Copied copied =
                work.with(given, store -> store.restore(file, ifNotEmpty, work::progress));
        return new StoreSummary(file, copied, "in the file and in the store")
                .tell(Syntax.output(given), printer);
    }
}
