package dev.junctor.server.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code ledger export}. */
final class LedgerExportCommand implements Command {
    private static final String STANDARD_OUTPUT = "-";
    private static final List<String> FORMATS = List.of("csv", "jsonl");

    private final Gateway gateway;
    private final Environment environment;
    private final Console console;
    private final Printer printer;

    LedgerExportCommand(
            Gateway gateway, Environment environment, Console console, Printer printer) {
        this.gateway = gateway;
        this.environment = environment;
        this.console = console;
        this.printer = printer;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec =
                Syntax.command(
                        this,
                        "export",
                        "Write what moved in the books to a file.",
                        "A line for each entry of each posting; the entries of a posting have one"
                                + " id and sum up to zero.");
        spec.addPositional(
                Syntax.word(
                        "FILE", "Which file, replaced when it is there; - for standard output."));
        Period.addTo(spec);
        spec.addOption(
                Syntax.choice(
                        "--format",
                        "FORMAT",
                        FORMATS,
                        "Its form (default: as the file's name ends, else jsonl)"));
        spec.addOption(Syntax.json());
        Syntax.examples(
                spec,
                "ledger export november.csv --from 2026-11-01 --to 2026-11-30",
                "A month for a spreadsheet.",
                "ledger export - | jq -r 'select(.kind == \"deposit\") | .amount_usd'",
                "Every entry of a deposit, each amount beside its opposite.");
        return spec;
    }

    @Override
    public int run(ParseResult given) {
        Syntax.oneOf(given, "--format", FORMATS);
        String file = given.matchedPositionalValue(0, "");
        boolean toOutput = file.equals(STANDARD_OUTPUT);
        if (toOutput && given.hasMatchedOption("--json")) {
            throw Syntax.wrong(given, "--json tells of the file; with - say --format jsonl");
        }
        String format = format(given, file);
        Address address =
                Period.of(given).in(Address.of("ledger", "export").with("format", format));
        if (toOutput) {
            gateway.download(Access.MANAGEMENT, address.text(), console.out());
            return ExitCode.OK;
        }
        Path path = Syntax.path(environment, file);
        long bytes = write(address, path);
        switch (Syntax.output(given)) {
            case TEXT -> printer.aside("wrote " + Figures.count(bytes) + " bytes to " + path);
            case JSON ->
                    printer.json(
                            JsonNodeFactory.instance
                                    .objectNode()
                                    .put("file", path.toString())
                                    .put("format", format)
                                    .put("bytes", bytes));
        }
        return ExitCode.OK;
    }

    private static String format(ParseResult given, String file) {
        String typed = Syntax.text(given, "--format");
        if (!typed.isEmpty()) {
            return typed;
        }
        return file.endsWith(".csv") ? "csv" : "jsonl";
    }

    /** Under another name until it is whole, so that a part is never taken for all. */
    private long write(Address address, Path path) {
        Path part = path.resolveSibling(path.getFileName() + ".part");
        try {
            try (OutputStream out = Files.newOutputStream(part)) {
                gateway.download(Access.MANAGEMENT, address.text(), out);
            } catch (Failure failed) {
                Files.deleteIfExists(part);
                throw failed;
            }
            long bytes = Files.size(part);
            replace(part, path);
            return bytes;
        } catch (IOException unwritable) {
            throw new Failure(
                    path + " could not be written", "Name a file in a folder that can be written.");
        }
    }

    private static void replace(Path part, Path path) throws IOException {
        try {
            Files.move(part, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException elsewhere) {
            Files.move(part, path, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
