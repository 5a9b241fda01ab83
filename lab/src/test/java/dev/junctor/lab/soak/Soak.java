package dev.junctor.lab.soak;

import dev.junctor.core.base.Seed;
import dev.junctor.lab.kit.Answer;
import dev.junctor.lab.kit.FleetDesk;
import dev.junctor.lab.kit.JunctorProcess;
import dev.junctor.lab.kit.RunningGateway;
import dev.junctor.lab.kit.WebCaller;
import dev.junctor.server.Simulation;
import dev.junctor.simulator.FleetOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * Runs the real process with simulated providers under mixed load, looks at it at regular times, and fails when
 * something grows. {@code lab/soak.sh} runs it.
 */
final class Soak {
    private static final double SPEED_UP = 20;
    private static final double DEFAULT_MINUTES = 10;
    private static final double SAMPLE_SECONDS = 10;
    private static final int CALLERS = 24;
    private static final Duration QUIET = Duration.ofSeconds(30);
    private static final String CALLER_KEY = "soak-key-of-the-callers-0123456789abcdef";
    private static final String MANAGER_KEY = "soak-key-of-the-manager-0123456789abcdef";
    private static final List<String> PROVIDERS =
            List.of("openai", "groq", "deepinfra", "fireworks-ai", "nebius");

    private final PrintStream out;
    private final Path folder;
    private final double minutes;
    private final List<Sample> samples = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();

    private Soak(PrintStream out, Path folder, double minutes) {
        this.out = out;
        this.folder = folder;
        this.minutes = minutes;
    }

    /** {@code [MINUTES [FOLDER]]}; exits with 1 when something grows or fails. */
    public static void main(String[] words) throws IOException, InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        double minutes = words.length > 0 ? Double.parseDouble(words[0]) : DEFAULT_MINUTES;
        Path folder =
                words.length > 1 ? Path.of(words[1]) : Files.createTempDirectory("junctor-soak.");
        Files.createDirectories(folder);
        Soak soak = new Soak(out, folder, minutes);
        soak.run();
        soak.report();
        System.exit(soak.wrong.isEmpty() ? 0 : 1);
    }

    private void run() throws IOException, InterruptedException {
        FleetOptions fleet = FleetOptions.usual().withSpeedUp(SPEED_UP);
        Path config = folder.resolve("junctor.yaml");
        Path data = folder.resolve("data");
        try (Simulation simulation = Simulation.open(RunningGateway.catalog(), fleet, 0)) {
            Files.writeString(config, yaml(data, simulation.url()));
            try (JunctorProcess process =
                            JunctorProcess.start(config, folder.resolve("junctor.log"));
                    Probe probe = Probe.attach(process, data)) {
                out.printf(
                        Locale.ROOT,
                        "%.1f minutes, %d callers, a look each %.0f s; everything is in %s%n",
                        minutes,
                        CALLERS,
                        SAMPLE_SECONDS,
                        folder);
                Load load = Load.start(process.url(), CALLER_KEY, CALLERS, new Seed(1));
                look(process, probe, load);
                load.stop();
                load.failures().forEach(failure -> out.println("  failed: " + failure));
                afterwards(process, probe);
            }
        }
    }

    private void look(JunctorProcess process, Probe probe, Load load) throws InterruptedException {
        long begun = System.nanoTime();
        long looks = Math.round(minutes * 60 / SAMPLE_SECONDS);
        load.window();
        for (long look = 1; look <= looks; look++) {
            long due = begun + (long) (look * SAMPLE_SECONDS * 1e9);
            TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
            if (!process.isAlive()) {
                wrong.add("the process ended by itself; its log is " + folder);
                return;
            }
            Load.Window window = load.window();
            Sample sample =
                    new Sample(
                            (System.nanoTime() - begun) / 1e9,
                            probe.heapBytes(),
                            probe.rssBytes(),
                            probe.handles(),
                            probe.threads(),
                            window.p50Millis(),
                            window.p99Millis(),
                            window.requests(),
                            window.errors(),
                            probe.backlog(),
                            probe.segments(),
                            probe.databaseBytes());
            samples.add(sample);
            out.println(sample.line());
        }
    }

    /** When nobody asks any more, nothing may be left over. */
    private void afterwards(JunctorProcess process, Probe probe) throws InterruptedException {
        if (!process.isAlive()) {
            return;
        }
        WebCaller manager = process.callerWith(MANAGER_KEY);
        expect(
                "money is still held for requests that have ended",
                () -> manager.get("/api/v1/ledger/holds").json().path("data").isEmpty());
        expect("records wait for the database although nobody asks", () -> probe.backlog() == 0);
        expect(
                "requests are under way although nobody asks",
                () -> metric(process, "junctor_requests_active ") == 0);
        expect(
                "the books do not balance",
                () -> manager.get("/api/v1/ledger/check").json().at("/data/problems").isEmpty());
    }

    private void expect(String otherwise, BooleanSupplier condition) throws InterruptedException {
        if (!FleetDesk.comesTrue(QUIET, condition)) {
            wrong.add(otherwise);
        }
    }

    private static double metric(JunctorProcess process, String name) {
        return process.callerWith("")
                .get("/metrics")
                .text()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .findFirst()
                .orElse(Double.NaN);
    }

    private void report() throws IOException {
        List<String> csv = new ArrayList<>(List.of(Sample.HEAD));
        samples.forEach(sample -> csv.add(sample.csv()));
        Files.write(folder.resolve("soak.csv"), csv);
        if (wrong.isEmpty()) {
            wrong.addAll(Verdict.of(samples));
        }
        ObjectNode json = Answer.JSON.createObjectNode();
        json.put("minutes", minutes);
        json.put("requests", samples.stream().mapToLong(Sample::requests).sum());
        json.put("errors", samples.stream().mapToLong(Sample::errors).sum());
        wrong.forEach(json.putArray("wrong")::add);
        List<String> trends = Verdict.trends(samples);
        trends.forEach(json.putArray("trends")::add);
        Files.writeString(folder.resolve("soak.json"), json.toPrettyString() + "\n");
        trends.forEach(out::println);
        out.printf(
                Locale.ROOT,
                "%s: %,d requests in %.1f minutes, %d errors; %s%n",
                wrong.isEmpty() ? "all is right" : "NOT right",
                json.path("requests").asLong(),
                minutes,
                json.path("errors").asLong(),
                wrong.isEmpty() ? "nothing grows" : String.join("; ", wrong));
    }

    private static String yaml(Path data, String simulator) {
        StringBuilder yaml =
                new StringBuilder(
                        """
                        listen: 127.0.0.1:0
                        data: %s
                        keys:
                          - {name: callers, key: %s}
                          - {name: manager, key: %s, kind: management}
                        deadlines: {connect: 2s, first_byte: 4s, idle: 4s, total: 15s}
                        providers:
                        """
                                .formatted(data, CALLER_KEY, MANAGER_KEY));
        for (String slug : PROVIDERS) {
            yaml.append(
                    "  %s: {base_url: \"%s/%s/v1\", api_key: simulated}%n"
                            .formatted(slug, simulator, slug));
        }
        return yaml.toString();
    }
}
