package dev.junctor.server.cli;

import dev.junctor.server.config.Config;
import dev.junctor.server.config.ConfigProblem;
import dev.junctor.server.config.ConfigResult;
import dev.junctor.server.store.DatabaseUrl;
import dev.junctor.server.store.StoreCopies;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** The store that {@code serve} would use with the same options; no gateway is asked. */
final class StorePlace {
    private StorePlace() {}

    /** Gives a command the options that say where the store is, as {@code serve} has them. */
    static void addTo(CommandSpec spec) {
        spec.addOption(
                Syntax.option(
                        "--config",
                        "FILE",
                        String.class,
                        "Settings (default: junctor.yaml, when it is there)."));
        spec.addOption(
                Syntax.option(
                        "--data",
                        "DIR",
                        String.class,
                        "Folder for keys and records (default: as the settings say, else ./data)."));
    }

    /** What copies the store that was meant. */
    static StoreCopies of(Environment environment, ParseResult given) {
        String data = Syntax.text(given, "--data");
        ServeOptions options =
                new ServeOptions(
                        ConfigFile.of(environment, Syntax.text(given, "--config")),
                        "",
                        data.isEmpty() ? "" : Syntax.path(environment, data).toString());
        return switch (options.read(environment.variables())) {
            case ConfigResult.Valid(Config config) ->
                    new StoreCopies(config.data(), DatabaseUrl.parse(config.database().reveal()));
            case ConfigResult.Invalid(List<ConfigProblem> problems) ->
                    throw new Failure(
                            problems.stream()
                                    .map(ConfigProblem::toString)
                                    .collect(
                                            Collectors.joining(
                                                    "\n  ",
                                                    "the configuration is not valid\n  ",
                                                    "")),
                            "./junctor config check tells more.");
        };
    }
}
