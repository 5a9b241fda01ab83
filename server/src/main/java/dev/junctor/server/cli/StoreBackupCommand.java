package dev.junctor.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code store backup}. */
final class StoreBackupCommand implements Command {
    private final StoreWork work;
    private final Printer printer;

    StoreBackupCommand(StoreWork work, Printer printer) {
        this.work = work;
        this.printer = printer;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec =
                Syntax.command(
                        this,
                        "backup",
                        "Write a backup of the store into a new file.",
                        "Of one moment, beside a running gateway; what waits in its journal at that"
                                + " moment is not in it. Of SQLite a copy of its file, of PostgreSQL"
                                + " an export.");
        spec.addPositional(Syntax.word("FILE", "Which file; it must not be there yet."));
        StorePlace.addTo(spec);
        spec.addOption(Syntax.json());
        Syntax.examples(
                spec,
                "store backup monday.db",
                "The store of ./junctor.yaml.",
                "store backup /backup/monday.gz --config /etc/junctor.yaml",
                "That of other settings; .gz compresses what comes from PostgreSQL.");
        return spec;
    }

    @Override
    public int run(ParseResult given) {
        Path file = work.file(given);
        work.with(
                given,
                store -> {
                    store.backup(file, work::progress);
                    return file;
                });
        switch (Syntax.output(given)) {
            case TEXT -> {
                printer.line("Wrote " + Figures.count(size(file)) + " bytes to " + file + ".");
                printer.aside("./junctor store restore takes it back");
            }
            case JSON ->
                    printer.json(
                            JsonNodeFactory.instance
                                    .objectNode()
                                    .put("file", file.toString())
                                    .put("bytes", size(file)));
        }
        return ExitCode.OK;
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException gone) {
            throw new Failure(file + " was written and is not there any more", "Do it again.");
        }
    }
}
