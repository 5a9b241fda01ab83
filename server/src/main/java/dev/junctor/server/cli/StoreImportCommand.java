package dev.junctor.server.cli;

import dev.junctor.server.store.StoreCopies;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code store import}. */
final class StoreImportCommand implements Command {
    private final StoreWork work;
    private final Printer printer;

    StoreImportCommand(StoreWork work, Printer printer) {
        this.work = work;
        this.printer = printer;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec =
                Syntax.command(
                        this,
                        "import",
                        "Take an export into an empty store, with the gateway stopped.",
                        "All of it or nothing; counts and trial balance are compared before it holds.");
        spec.addPositional(Syntax.word("FILE", "What store export wrote."));
        StorePlace.addTo(spec);
        spec.addOption(Syntax.json());
        Syntax.examples(
                spec,
                "store import all.jsonl.gz",
                "Into the store of ./junctor.yaml, or of JUNCTOR_DATABASE_URL.");
        return spec;
    }

    @Override
    public int run(ParseResult given) {
        Path file = work.file(given);
        StoreCopies.Copied copied =
                work.with(given, store -> store.importFrom(file, work::progress));
        return new StoreSummary(file, copied, "in the file and in the store")
                .tell(Syntax.output(given), printer);
    }
}
