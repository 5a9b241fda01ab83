package dev.junctor.lab.kit;

import dev.junctor.core.catalog.Catalog;
import dev.junctor.engine.admit.ApiKey;
import dev.junctor.engine.admit.ApiKey.Kind;
import dev.junctor.engine.admit.ApiKey.Standing;
import dev.junctor.engine.admit.LimitReset;
import dev.junctor.server.Gateway;
import dev.junctor.server.Installation;
import dev.junctor.server.Simulation;
import dev.junctor.server.config.CatalogFolder;
import dev.junctor.server.config.Config;
import dev.junctor.server.config.ConfigReader;
import dev.junctor.server.config.ConfigResult;
import dev.junctor.server.config.OperatorCatalog;
import dev.junctor.server.config.ProviderAccess;
import dev.junctor.server.secret.KeyMaker;
import dev.junctor.server.store.Account;
import dev.junctor.simulator.FleetOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A gateway that listens on a free port, with a folder of its own that goes when it is closed. */
public final class RunningGateway implements AutoCloseable {
    private static final KeyMaker KEYS = new KeyMaker(new SecureRandom());

    private final Gateway gateway;
    private final Optional<Simulation> simulation;
    private final Path folder;
    private final String key;

    private RunningGateway(Gateway gateway, Optional<Simulation> simulation, Path folder) {
        this.gateway = gateway;
        this.simulation = simulation;
        this.folder = folder;
        this.key = newKey(Kind.INFERENCE, Standing.ENABLED, Long.MAX_VALUE);
    }

    /** The catalog of the repository is read once for all tests of a JVM. */
    private static final class Whole {
        static final Catalog CATALOG =
                CatalogFolder.read(List.of(Installation.catalog())).catalog();
    }

    /** The catalog that comes with Junctor. */
    public static Catalog catalog() {
        return Whole.CATALOG;
    }

    /**
     * All providers of the catalog, simulated without delays.
     *
     * @param yaml the gateway's configuration; empty for none
     */
    public static RunningGateway simulated(String yaml) {
        Path folder = folder();
        Config config = config(yaml, folder, Map.of());
        Simulation simulation = Simulation.open(catalog(), FleetOptions.usual().withSpeedUp(0), 0);
        try {
            Gateway gateway = Gateway.open(config, simulation.providers());
            return new RunningGateway(gateway, Optional.of(simulation), folder);
        } catch (RuntimeException refused) {
            simulation.close();
            throw refused;
        }
    }

    /**
     * The providers that a configuration and an environment enable, as {@code junctor serve} does.
     *
     * @param environment variables by name
     */
    public static RunningGateway serving(String yaml, Map<String, String> environment) {
        Path folder = folder();
        Config config = config(yaml, folder, environment);
        List<Path> folders = new ArrayList<>(List.of(Installation.catalog()));
        folders.addAll(config.catalog());
        Catalog base =
                config.catalog().isEmpty() ? catalog() : CatalogFolder.read(folders).catalog();
        OperatorCatalog.Laid laid = OperatorCatalog.lay(base, config);
        if (!laid.problems().isEmpty()) {
            throw new IllegalArgumentException(laid.problems().toString());
        }
        ProviderAccess access = ProviderAccess.of(laid.catalog(), config, environment);
        return new RunningGateway(Gateway.open(config, access), Optional.empty(), folder);
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("junctor-lab-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Config config(String yaml, Path folder, Map<String, String> environment) {
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("JUNCTOR_LISTEN", "127.0.0.1:0");
        return switch (ConfigReader.parse(yaml, folder, variables)) {
            case ConfigResult.Valid valid -> valid.config();
            case ConfigResult.Invalid invalid ->
                    throw new IllegalArgumentException(invalid.problems().toString());
        };
    }

    /** Where it listens, without a path. */
    public String url() {
        return gateway.url();
    }

    /** The port it listens on. */
    public int port() {
        return Integer.parseInt(url().substring(url().lastIndexOf(':') + 1));
    }

    /** A key that opens models. */
    public String key() {
        return key;
    }

    /** Another key, shown this once. */
    public String newKey(Kind kind, Standing standing, long expiresMillis) {
        return newKey(ApiKey.DEFAULT_ACCOUNT, kind, standing, expiresMillis);
    }

    /** A key of another customer, whose account is made for it. */
    public String newKeyOf(String account) {
        gateway.store()
                .accounts()
                .create(new Account(account, account, Account.UNLIMITED, ApiKey.Origin.STORE, 0));
        return newKey(account, Kind.INFERENCE, Standing.ENABLED, Long.MAX_VALUE);
    }

    private String newKey(String account, Kind kind, Standing standing, long expiresMillis) {
        KeyMaker.NewKey made = KEYS.make();
        gateway.store()
                .keys()
                .create(
                        new ApiKey(
                                made.id(),
                                "lab",
                                made.label(),
                                kind,
                                standing,
                                ApiKey.Origin.STORE,
                                account,
                                ApiKey.UNLIMITED,
                                LimitReset.NEVER,
                                0,
                                expiresMillis));
        return made.key().reveal();
    }

    /** A caller with the usual key. */
    public WebCaller caller() {
        return new WebCaller(url(), key);
    }

    /** A caller with this key; empty for none. */
    public WebCaller callerWith(String otherKey) {
        return new WebCaller(url(), otherKey);
    }

    /** What stands behind it, when that is the simulated fleet. */
    public FleetDesk fleet() {
        return new FleetDesk(simulation.orElseThrow().url());
    }

    @Override
    public void close() {
        gateway.close();
        simulation.ifPresent(Simulation::close);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
