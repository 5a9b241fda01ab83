package dev.junctor.server.cli;

import dev.junctor.core.catalog.Catalog;
import dev.junctor.server.config.Config;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A shell in which a user types commands. */
final class Shell {
    static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private static final Catalog NOTHING = Catalog.of(List.of(), List.of(), List.of());
    private static final long TICK_NANOS = 250_000_000;

    private final Map<String, String> variables = new HashMap<>();
    private final List<Record> started = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong();
    private Path directory = Path.of("/nowhere");
    private Environment.Screen screen = Environment.Screen.PIPE;
    private String input = "";
    private Stock stock = new Stock(NOTHING, NOTHING, Map.of());

    /** What a command left behind. */
    record Result(int code, String out, String err) {
        JsonNode json() {
            return JsonMapper.builder().build().readTree(out);
        }
    }

    Shell set(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    Shell in(Path folder) {
        directory = folder;
        return this;
    }

    Shell onTerminal() {
        screen = Environment.Screen.TERMINAL;
        return this;
    }

    Shell typing(String text) {
        input = text;
        return this;
    }

    /** Options with which processes were started. */
    List<Record> started() {
        return started;
    }

    /** Runs a command line of words with single blanks between them. */
    Result type(String line) {
        return run(line.split(" ", -1));
    }

    /** Runs a command; each look at the clock finds it a quarter of a second later. */
    Result run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Environment environment =
                new Environment(
                        variables,
                        directory,
                        screen,
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        Clock.fixed(NOW, ZoneOffset.UTC),
                        () -> nanos.getAndAdd(TICK_NANOS));
        Console console =
                new Console(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
        int code = Cli.run(args, new Starts(), environment, console);
        return new Result(
                code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    Shell stocked(Stock offered) {
        stock = offered;
        return this;
    }

    private final class Starts implements Processes {
        @Override
        public Stock stock(Config config, Map<String, String> all) {
            return stock;
        }

        @Override
        public int demo(DemoOptions options, Console console) {
            started.add(options);
            return 0;
        }

        @Override
        public int serve(ServeOptions options, Console console) {
            started.add(options);
            return 0;
        }

        @Override
        public int simulator(SimulatorOptions options, Console console) {
            started.add(options);
            return 0;
        }
    }
}
