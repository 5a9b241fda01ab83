package dev.junctor.server.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code version}. */
final class VersionCommand implements Command {
    private final Printer printer;

    VersionCommand(Printer printer) {
        this.printer = printer;
    }

    /** Version and Java on one line. */
    static String text() {
        return "junctor " + number() + " (Java " + Runtime.version() + ")";
    }

    /** The version's number, from the jar; {@code development} when classes are not run from one. */
    static String number() {
        String number = VersionCommand.class.getPackage().getImplementationVersion();
        return number == null ? "development" : number;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Syntax.command(this, "version", "Show the version of Junctor and Java.");
        spec.addOption(Syntax.json());
        Syntax.examples(spec, "version", "Name and number on one line.");
        return spec;
    }

    @Override
    public int run(ParseResult given) {
        switch (Syntax.output(given)) {
            case TEXT -> printer.line(text());
            case JSON -> {
                ObjectNode value = JsonNodeFactory.instance.objectNode();
                value.put("version", number()).put("java", Runtime.version().toString());
                printer.json(value);
            }
        }
        return ExitCode.OK;
    }
}
