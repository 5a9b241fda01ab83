package dev.junctor.server.cli;

import dev.junctor.server.store.StoreCopies;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code store export}. */
final class StoreExportCommand implements Command {
    private final StoreWork work;
    private final Printer printer;

    StoreExportCommand(StoreWork work, Printer printer) {
        this.work = work;
        this.printer = printer;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec =
                Syntax.command(
                        this,
                        "export",
                        "Write all of the store as lines of JSON, for another database.",
                        "Of one moment. To move a store, end its gateway in order first: that brings"
                                + " in what only its journal has.");
        spec.addPositional(
                Syntax.word(
                        "FILE",
                        "Which file, compressed when its name ends in .gz; it must not"
                                + " be there yet."));
        StorePlace.addTo(spec);
        spec.addOption(Syntax.json());
        Syntax.examples(
                spec,
                "store export all.jsonl.gz",
                "The store of ./junctor.yaml.",
                "store export all.gz && JUNCTOR_DATABASE_URL=postgres://… ./junctor store import all.gz",
                "Moves from SQLite to PostgreSQL.");
        return spec;
    }

    @Override
    public int run(ParseResult given) {
        Path file = work.file(given);
        StoreCopies.Copied copied = work.with(given, store -> store.exportTo(file, work::progress));
        return new StoreSummary(file, copied, "in the store").tell(Syntax.output(given), printer);
    }
}
