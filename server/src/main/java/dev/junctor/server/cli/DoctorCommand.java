package dev.junctor.server.cli;

import dev.junctor.server.config.Config;
import dev.junctor.server.config.ConfigProblem;
import dev.junctor.server.config.ConfigReader;
import dev.junctor.server.config.ConfigResult;
import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code doctor}: looks at everything a gateway needs and says what to do about what it finds. */
final class DoctorCommand implements Command {
    /** Of one kind about one subject; the rest are counted. */
    private static final int MOST_ALIKE = 5;

    private final Processes processes;
    private final Environment environment;
    private final Printer printer;

    DoctorCommand(Processes processes, Environment environment, Printer printer) {
        this.processes = processes;
        this.environment = environment;
        this.printer = printer;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec =
                Syntax.command(
                        this,
                        "doctor",
                        "Look for what is missing, wrong or outdated.",
                        "Java, configuration, data folder, port, the running gateway and its keys,"
                                + " the providers: reachable, priced, about to be shut down. Each"
                                + " finding comes with its remedy. Fails when there is a problem.");
        spec.addOption(
                Syntax.option(
                        "--config",
                        "FILE",
                        String.class,
                        "Settings (default: junctor.yaml, when it is there)."));
        spec.addOption(Syntax.flag("--offline", "Do not ask the providers."));
        spec.addOption(Syntax.json());
        Syntax.examples(
                spec,
                "doctor",
                "Looks at everything.",
                "doctor --offline --json | jq '.[] | select(.level == \"problem\")'",
                "Problems only, without asking the providers.");
        return spec;
    }

    @Override
    public int run(ParseResult given) {
        ConfigFile file = ConfigFile.of(environment, Syntax.text(given, "--config"));
        List<Diagnosis> found = new ArrayList<>();
        Config config = configuration(file, found);
        found.addAll(new MachineCheck(environment).look(config.listen(), config.data()));
        found.addAll(new GatewayCheck(new Gateway(environment)).look());
        Stock stock = processes.stock(config, environment.variables());
        found.addAll(new StockCheck(stock, environment.variables()).look(text(file)));
        if (!given.hasMatchedOption("--offline")) {
            found.addAll(new ReachCheck(stock, config.proxy()).look());
        }
        LocalDate today = LocalDate.ofInstant(environment.clock().instant(), ZoneOffset.UTC);
        found.addAll(new LifecycleCheck(stock, today).look());
        switch (Syntax.output(given)) {
            case TEXT -> explain(found);
            case JSON -> printer.json(found.stream().map(Diagnosis::toJson).toList());
        }
        return count(found, Diagnosis.Level.PROBLEM) == 0 ? ExitCode.OK : ExitCode.FAILED;
    }

    /** The settings; when they are wrong, what holds without any, so that the rest can still be looked at. */
    private Config configuration(ConfigFile file, List<Diagnosis> found) {
        return switch (file.read(environment.variables())) {
            case ConfigResult.Valid(Config config) -> {
                found.add(
                        Diagnosis.ok(
                                "config",
                                file.path().toString(),
                                Files.exists(file.path())
                                        ? "is valid"
                                        : "is not there, and need not be"));
                yield config;
            }
            case ConfigResult.Invalid(List<ConfigProblem> problems) -> {
                problems.forEach(problem ->
                        found.add(
                                Diagnosis.problem(
                                        "config",
                                        file.path().toString(),
                                        problem.toString(),
                                        "See ./junctor config schema for what may be written.")));
                yield switch (ConfigReader.parse("", environment.directory(), Map.of())) {
                    case ConfigResult.Valid(Config usual) -> usual;
                    case ConfigResult.Invalid invalid ->
                            throw new IllegalStateException("nothing said is valid: " + invalid);
                };
            }
        };
    }

    private static String text(ConfigFile file) {
        try {
            return Files.readString(file.path());
        } catch (IOException absentOrUnreadable) {
            return "";
        }
    }

    private void explain(List<Diagnosis> found) {
        Table table =
                new Table(
                        Table.Column.text("LEVEL"),
                        Table.Column.text("TOPIC"),
                        Table.Column.text("SUBJECT"),
                        Table.Column.text("FINDING"));
        Map<String, Integer> alike = new HashMap<>();
        int left = 0;
        for (Diagnosis one : found) {
            int number =
                    alike.merge(
                            one.topic() + " " + one.level() + " " + one.subject(), 1, Integer::sum);
            if (number > MOST_ALIKE) {
                left++;
                continue;
            }
            table.row(
                    one.level().style(),
                    one.level().word(),
                    one.topic(),
                    one.subject(),
                    one.finding() + (one.remedy().isEmpty() ? "" : "\n→ " + one.remedy()));
        }
        printer.table(table);
        if (left > 0) {
            printer.aside(left + " more of the same kinds; --json lists all");
        }
        printer.aside(
                count(found, Diagnosis.Level.PROBLEM)
                        + " problems, "
                        + count(found, Diagnosis.Level.WARNING)
                        + " warnings, "
                        + count(found, Diagnosis.Level.HINT)
                        + " hints");
    }

    private static long count(List<Diagnosis> found, Diagnosis.Level level) {
        return found.stream().filter(one -> one.level() == level).count();
    }
}
