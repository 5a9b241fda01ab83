package dev.junctor.server.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code serve}. */
final class ServeCommand implements Command {
    private final Processes processes;
    private final Environment environment;
    private final Console console;

    ServeCommand(Processes processes, Environment environment, Console console) {
        this.processes = processes;
        this.environment = environment;
        this.console = console;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec =
                Syntax.command(
                        this,
                        "serve",
                        "Start Junctor with real providers.",
                        "Each provider whose API key is in the environment is enabled. Ctrl-C ends it.");
        spec.addOption(
                Syntax.option(
                        "--config",
                        "FILE",
                        String.class,
                        "Settings (default: junctor.yaml, when it is there)."));
        spec.addOption(
                Syntax.option(
                        "--listen",
                        "HOST:PORT",
                        String.class,
                        "Address (default: as the settings say, else 127.0.0.1:8080)."));
        spec.addOption(
                Syntax.option(
                        "--data",
                        "DIR",
                        String.class,
                        "Folder for keys and records (default: as the settings say, else ./data)."));
        Syntax.examples(
                spec,
                "serve",
                "With the API keys of the environment and ./junctor.yaml, when it is there.",
                "serve --config prod.yaml --listen 127.0.0.1:9090",
                "With the settings of another file, on another port.");
        return spec;
    }

    @Override
    public int run(ParseResult given) {
        String data = Syntax.text(given, "--data");
        return processes.serve(
                new ServeOptions(
                        ConfigFile.of(environment, Syntax.text(given, "--config")),
                        Syntax.text(given, "--listen"),
                        data.isEmpty() ? "" : Syntax.path(environment, data).toString()),
                console);
    }
}
