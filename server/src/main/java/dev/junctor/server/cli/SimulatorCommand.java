package dev.junctor.server.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code simulator}. */
final class SimulatorCommand implements Command {
    private final Processes processes;
    private final Console console;

    SimulatorCommand(Processes processes, Console console) {
        this.processes = processes;
        this.console = console;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec =
                Syntax.command(
                        this,
                        "simulator",
                        "Start the simulated providers alone.",
                        "To test a gateway or a client against them. Ctrl-C ends them.");
        spec.addOption(
                Syntax.option("--port", "PORT", int.class, "8090", "Port; 0 for any free one."));
        spec.addOption(
                Syntax.option(
                        "--speed",
                        "FACTOR",
                        double.class,
                        "1",
                        "How many times faster than real providers they answer."));
        spec.addOption(
                Syntax.option(
                        "--seed",
                        "N",
                        long.class,
                        "1",
                        "The same number gives the same answers and times."));
        spec.addOption(
                Syntax.flag("--json", "When ready, print one line of JSON instead of text."));
        Syntax.examples(
                spec,
                "simulator",
                "All providers of the catalog on http://127.0.0.1:8090.",
                "simulator --port 9000 --speed 50 --seed 7",
                "Fast, and the same at every start.");
        return spec;
    }

    @Override
    public int run(ParseResult given) {
        long seed = given.commandSpec().findOption("--seed").getValue();
        return processes.simulator(
                new SimulatorOptions(
                        Syntax.port(given), Syntax.speed(given), seed, Syntax.output(given)),
                console);
    }
}
