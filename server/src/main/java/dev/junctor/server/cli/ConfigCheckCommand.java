package dev.junctor.server.cli;

import dev.junctor.server.config.Config;
import dev.junctor.server.config.ConfigProblem;
import dev.junctor.server.config.ConfigResult;
import java.nio.file.Files;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code config check}. */
final class ConfigCheckCommand implements Command {
    private final Environment environment;
    private final Printer printer;

    ConfigCheckCommand(Environment environment, Printer printer) {
        this.environment = environment;
        this.printer = printer;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec =
                Syntax.command(
                        this,
                        "check",
                        "Check a configuration file without starting anything.",
                        "All mistakes are told at once, each with its line and what to write"
                                + " instead. Variables as ${NAME} are looked up in the environment.");
        spec.addPositional(
                PositionalParamSpec.builder()
                        .paramLabel("FILE")
                        .type(String.class)
                        .arity("0..1")
                        .description("The file (default: junctor.yaml).")
                        .build());
        spec.addOption(Syntax.json());
        Syntax.examples(
                spec,
                "config check",
                "Checks junctor.yaml of the working directory.",
                "config check prod.yaml --json",
                "The mistakes as a JSON array, empty when there are none.");
        return spec;
    }

    @Override
    public int run(ParseResult given) {
        ConfigFile file = ConfigFile.of(environment, given.matchedPositionalValue(0, ""));
        if (!Files.exists(file.path())) {
            throw new Failure(
                    file.path() + " is not there",
                    "Name another file; without one Junctor starts with what the environment says.");
        }
        ConfigResult result = file.read(environment.variables());
        switch (Syntax.output(given)) {
            case TEXT -> explain(file, result);
            case JSON ->
                    printer.json(problems(result).stream().map(ConfigCheckCommand::json).toList());
        }
        return problems(result).isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }

    private static List<ConfigProblem> problems(ConfigResult result) {
        return switch (result) {
            case ConfigResult.Valid _ -> List.of();
            case ConfigResult.Invalid(List<ConfigProblem> problems) -> problems;
        };
    }

    private void explain(ConfigFile file, ConfigResult result) {
        switch (result) {
            case ConfigResult.Valid(Config config) -> {
                printer.line(printer.paint(Printer.Style.GOOD, file.path() + " is valid."));
                printer.aside(
                        "listens on "
                                + config.listen()
                                + ", data in "
                                + config.data()
                                + ", "
                                + config.keys().size()
                                + " keys, "
                                + config.providers().size()
                                + " providers declared or changed");
            }
            case ConfigResult.Invalid(List<ConfigProblem> problems) -> {
                problems.forEach(problem ->
                        printer.line(
                                printer.paint(Printer.Style.BAD, file.path() + ": " + problem)));
                printer.aside(
                        problems.size()
                                + (problems.size() == 1 ? " mistake" : " mistakes")
                                + "; ./junctor config schema tells what may be written");
            }
        }
    }

    private static ObjectNode json(ConfigProblem problem) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("path", problem.path())
                .put("line", problem.line())
                .put("message", problem.message());
    }
}
