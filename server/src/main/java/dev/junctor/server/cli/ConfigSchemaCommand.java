package dev.junctor.server.cli;

import dev.junctor.server.config.ConfigSchema;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code config schema}. */
final class ConfigSchemaCommand implements Command {
    private final Printer printer;

    ConfigSchemaCommand(Printer printer) {
        this.printer = printer;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Syntax.command(this, "schema", "Print the JSON schema of junctor.yaml.");
        Syntax.examples(
                spec,
                "config schema > junctor.schema.json",
                "For an editor that checks while you type: put"
                        + " \"# yaml-language-server: $schema=junctor.schema.json\" on the first"
                        + " line of junctor.yaml.");
        return spec;
    }

    @Override
    public int run(ParseResult given) {
        printer.part(ConfigSchema.json());
        return ExitCode.OK;
    }
}
