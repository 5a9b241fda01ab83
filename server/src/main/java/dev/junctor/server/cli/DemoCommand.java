package dev.junctor.server.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code demo}. */
final class DemoCommand implements Command {
    /** A folder of its own, so that the keys which the demo keeps in clear open no real provider. */
    static final String USUAL_DATA = "data/demo";

    private final Processes processes;
    private final Environment environment;
    private final Console console;

    DemoCommand(Processes processes, Environment environment, Console console) {
        this.processes = processes;
        this.environment = environment;
        this.console = console;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec =
                Syntax.command(
                        this,
                        "demo",
                        "Start Junctor with simulated providers.",
                        "No key and no account are needed. Ctrl-C ends it.");
        spec.addOption(
                Syntax.option("--port", "PORT", int.class, "8080", "Port; 0 for any free one."));
        spec.addOption(
                Syntax.option(
                        "--data",
                        "DIR",
                        String.class,
                        "Folder for keys and records (default: JUNCTOR_DATA, else ./data/demo)."));
        spec.addOption(
                Syntax.option(
                        "--speed",
                        "FACTOR",
                        double.class,
                        "1",
                        "How many times faster than real providers the simulated ones answer."));
        spec.addOption(
                Syntax.flag("--json", "When ready, print one line of JSON instead of text."));
        Syntax.examples(
                spec,
                "demo",
                "On http://127.0.0.1:8080, data in ./data/demo.",
                "demo --port 0 --json",
                "On a free port, which the line of JSON names.",
                "demo --speed 20",
                "Answers twenty times faster than real providers do.");
        return spec;
    }

    private String data(ParseResult given) {
        String typed = Syntax.text(given, "--data");
        return typed.isEmpty()
                ? environment.variables().getOrDefault("JUNCTOR_DATA", USUAL_DATA)
                : typed;
    }

    @Override
    public int run(ParseResult given) {
        return processes.demo(
                new DemoOptions(
                        Syntax.port(given),
                        Syntax.path(environment, data(given)),
                        Syntax.output(given),
                        Syntax.speed(given)),
                console);
    }
}
