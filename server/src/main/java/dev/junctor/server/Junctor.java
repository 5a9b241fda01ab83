package dev.junctor.server;

import dev.junctor.core.catalog.Catalog;
import dev.junctor.core.catalog.CatalogException;
import dev.junctor.server.cli.Console;
import dev.junctor.server.cli.DemoOptions;
import dev.junctor.server.cli.Environment;
import dev.junctor.server.cli.Processes;
import dev.junctor.server.cli.ServeOptions;
import dev.junctor.server.cli.SimulatorOptions;
import dev.junctor.server.cli.Stock;
import dev.junctor.server.config.Changes;
import dev.junctor.server.config.Config;
import dev.junctor.server.config.ConfigProblem;
import dev.junctor.server.config.ConfigReader;
import dev.junctor.server.config.ConfigResult;
import dev.junctor.server.config.OperatorCatalog;
import dev.junctor.server.config.ProviderAccess;
import dev.junctor.server.journal.JournalException;
import dev.junctor.server.secret.KeyMaker;
import dev.junctor.server.store.DemoKeys;
import dev.junctor.server.store.FirstKeys;
import dev.junctor.server.store.StoreException;
import dev.junctor.simulator.FleetOptions;
import dev.junctor.wire.AddressInUse;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;

/** The processes that the command line can start, each until it is told to stop. */
final class Junctor implements Processes {
    private static final int DONE = 0;
    private static final int FAILED = 1;

    private final Environment environment;

    Junctor(Environment environment) {
        this.environment = environment;
    }

    @Override
    public int demo(DemoOptions options, Console console) {
        return running(
                console,
                () -> {
                    Config config =
                            configured(
                                    Map.of(
                                            "JUNCTOR_LISTEN",
                                            "127.0.0.1:" + options.port(),
                                            "JUNCTOR_DATA",
                                            options.data().toString()));
                    Shutdown shutdown = new Shutdown(Shutdown.HangUp.ENDS);
                    try (Simulation simulation =
                                    Simulation.open(
                                            FileSource.catalog(List.of()),
                                            FleetOptions.usual().withSpeedUp(options.speed()),
                                            0);
                            Gateway gateway = Gateway.open(config, simulation.providers())) {
                        DemoKeys keys =
                                DemoKeys.in(
                                        gateway.store(),
                                        new KeyMaker(new SecureRandom()),
                                        System.currentTimeMillis());
                        new Greeting(gateway, console)
                                .demo(options.output(), keys, simulation.url());
                        shutdown.await();
                    }
                });
    }

    @Override
    public int serve(ServeOptions options, Console console) {
        return running(
                console,
                () -> {
                    Source source = new FileSource(options::read, environment.variables());
                    Changes.Whole whole = valid(source);
                    Shutdown shutdown = new Shutdown(hangUp());
                    try (Gateway gateway =
                            Gateway.open(whole.config(), whole.providers(), source)) {
                        shutdown.onReload(gateway::reload);
                        new Greeting(gateway, console)
                                .serve(
                                        FirstKeys.in(
                                                gateway.store().keys(),
                                                new KeyMaker(new SecureRandom()),
                                                System.currentTimeMillis()));
                        shutdown.await();
                    }
                });
    }

    @Override
    public int simulator(SimulatorOptions options, Console console) {
        return running(
                console,
                () -> {
                    FleetOptions fleet =
                            FleetOptions.usual()
                                    .withSpeedUp(options.speed())
                                    .withSeed(options.seed());
                    Shutdown shutdown = new Shutdown(Shutdown.HangUp.ENDS);
                    try (Simulation simulation =
                            Simulation.open(FileSource.catalog(List.of()), fleet, options.port())) {
                        Greeting.simulator(simulation, options.output(), console);
                        shutdown.await();
                    }
                });
    }

    @Override
    public Stock stock(Config config, Map<String, String> variables) {
        Catalog everything = FileSource.catalog(config.catalog());
        ProviderAccess providers = providers(everything, config, variables);
        return new Stock(everything, providers.catalog(), providers.bySlug());
    }

    /** Without a file: the demo is the same everywhere. */
    private static Config configured(Map<String, String> overrides) {
        return valid(ConfigReader.parse("", Path.of("").toAbsolutePath(), overrides));
    }

    private static Config valid(ConfigResult result) {
        return switch (result) {
            case ConfigResult.Valid valid -> valid.config();
            case ConfigResult.Invalid invalid -> throw notValid(invalid.problems());
        };
    }

    /** A terminal that is closed ends what runs in it; elsewhere nobody closes one. */
    private Shutdown.HangUp hangUp() {
        return switch (environment.screen()) {
            case TERMINAL -> Shutdown.HangUp.ENDS;
            case PIPE -> Shutdown.HangUp.RELOADS;
        };
    }

    private static Changes.Whole valid(Source source) {
        return switch (source.read()) {
            case Source.Reading.Fresh(Changes.Whole whole) -> whole;
            case Source.Reading.Wrong(List<ConfigProblem> problems) -> throw notValid(problems);
            case Source.Reading.Fixed fixed ->
                    throw new IllegalStateException("there is nothing to read");
        };
    }

    private static ProviderAccess providers(
            Catalog everything, Config config, Map<String, String> variables) {
        OperatorCatalog.Laid laid = OperatorCatalog.lay(everything, config);
        if (!laid.problems().isEmpty()) {
            throw notValid(laid.problems());
        }
        return ProviderAccess.of(laid.catalog(), config, variables);
    }

    private static IllegalArgumentException notValid(List<ConfigProblem> problems) {
        StringBuilder text = new StringBuilder("the configuration is not valid");
        problems.forEach(problem -> text.append("\n  ").append(problem));
        return new IllegalArgumentException(text.toString());
    }

    private interface Life {
        void run() throws InterruptedException;
    }

    /** What an operator can mend is one sentence, never a stack trace. */
    private static int running(Console console, Life life) {
        try {
            life.run();
            return DONE;
        } catch (AddressInUse busy) {
            console.err()
                    .println(
                            "junctor: port "
                                    + busy.address().getPort()
                                    + " is in use. Stop what listens there, or choose another"
                                    + " (--port; for serve --listen).");
        } catch (StoreException
                | JournalException
                | CatalogException
                | UncheckedIOException
                | IllegalArgumentException
                | IllegalStateException refused) {
            console.err().println("junctor: " + refused.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return DONE;
        }
        return FAILED;
    }
}
