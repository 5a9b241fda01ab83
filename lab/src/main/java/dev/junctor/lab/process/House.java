package dev.junctor.lab.process;

import dev.junctor.core.catalog.Catalog;
import dev.junctor.core.catalog.Endpoint;
import dev.junctor.lab.kit.Answer;
import dev.junctor.lab.kit.FleetDesk;
import dev.junctor.lab.kit.JunctorProcess;
import dev.junctor.lab.kit.WebCaller;
import dev.junctor.server.Installation;
import dev.junctor.server.Simulation;
import dev.junctor.server.config.CatalogFolder;
import dev.junctor.simulator.FleetOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import tools.jackson.databind.JsonNode;

/** The real program as a process of its own, before a simulated fleet without delays. */
final class House implements AutoCloseable {
    static final String MODEL = "meta-llama/llama-3.3-70b-instruct";
    static final String CHAT = "/v1/chat/completions";
    static final String KEY = "lab-caller-0123456789abcdef0123456789abcdef";
    private static final String MANAGEMENT_KEY = "lab-management-0123456789abcdef0123456789ab";
    private static final String DIALECT = "openai-chat";
    private static final int PROVIDERS = 6;

    /** The heap is small and the buffers are watched: what leaks is to show. */
    private static final List<String> FLAGS =
            List.of("-Xmx256m", "-Dio.netty.leakDetection.level=advanced");

    private final Simulation simulation;
    private final JunctorProcess process;
    private final List<String> providers;
    private final Optional<SSLContext> tls;

    private House(
            Simulation simulation,
            JunctorProcess process,
            List<String> providers,
            Optional<SSLContext> tls) {
        this.simulation = simulation;
        this.process = process;
        this.providers = providers;
        this.tls = tls;
    }

    /**
     * Starts it; does not wait.
     *
     * @param folder for its configuration, data and log
     */
    static House begin(Path folder, Optional<PemFiles> certificate) {
        Catalog catalog = CatalogFolder.read(List.of(Installation.catalog())).catalog();
        List<String> providers =
                catalog.endpointsOf(MODEL).stream()
                        .filter(endpoint -> endpoint.dialect().equals(DIALECT))
                        .filter(endpoint -> endpoint.type().equals("chat"))
                        .map(Endpoint::provider)
                        .map(provider -> provider.slug())
                        .distinct()
                        .limit(PROVIDERS)
                        .toList();
        Simulation simulation = Simulation.open(catalog, FleetOptions.usual().withSpeedUp(0), 0);
        try {
            Files.createDirectories(folder);
            Path config = folder.resolve("junctor.yaml");
            Files.writeString(config, yaml(folder, simulation.url(), providers, certificate));
            JunctorProcess process =
                    JunctorProcess.begin(config, folder.resolve("log.txt"), FLAGS);
            return new House(
                    simulation, process, providers, certificate.map(PemFiles::context));
        } catch (IOException e) {
            simulation.close();
            throw new UncheckedIOException(e);
        }
    }

    private static String yaml(
            Path folder, String simulator, List<String> providers, Optional<PemFiles> tls) {
        StringBuilder yaml =
                new StringBuilder(
                        """
                        listen: 127.0.0.1:0
                        data: %s
                        keys:
                          - {name: caller, key: %s, account: lab}
                          - {name: ops, key: %s, kind: management}
                        accounts:
                          - {id: lab, balance: prepaid}
                        deadlines: {connect: 2s, first_byte: 600ms, idle: 600ms, total: 30s}
                        limits: {head_timeout: 1s, body_timeout: 1s, idle_timeout: 75s, send_timeout: 2s}
                        """
                                .formatted(folder.resolve("data"), KEY, MANAGEMENT_KEY));
        tls.ifPresent(
                files ->
                        yaml.append(
                                "tls: {certificate: %s, key: %s}%n"
                                        .formatted(files.certificate(), files.key())));
        yaml.append("providers:\n");
        for (String slug : providers) {
            yaml.append(
                    "  %s: {base_url: \"%s/%s/v1\", api_key: simulated}%n"
                            .formatted(slug, simulator, slug));
        }
        return yaml.toString();
    }

    /** Waits until it listens, and pays in. */
    void awaitReady() throws InterruptedException {
        try {
            process.awaitReady();
        } catch (TimeoutException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
        try (Talk desk = Talk.to(port(), tls)) {
            Talk.Reply paid =
                    desk.ask(
                            "POST",
                            "/api/v1/accounts/lab/credits",
                            MANAGEMENT_KEY,
                            "{\"kind\":\"deposit\",\"amount_usd\":100000}");
            if (paid.status() != 201) {
                throw new IllegalStateException("a deposit was answered " + paid);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return process.port();
    }

    Optional<SSLContext> tls() {
        return tls;
    }

    JunctorProcess process() {
        return process;
    }

    /** Providers of the model, by slug. */
    List<String> providers() {
        return providers;
    }

    /** What stands behind it. */
    FleetDesk fleet() {
        return new FleetDesk(simulation.url());
    }

    /** A connection of a caller. */
    Talk talk() throws IOException {
        return Talk.to(port(), tls);
    }

    /** What the management API says; the data of a successful answer. */
    JsonNode data(String path) {
        return answer(path).json().path("data");
    }

    /** What a path is answered, to the management key. */
    Answer answer(String path) {
        WebCaller manager = process.callerWith(MANAGEMENT_KEY);
        Answer answer = manager.get(path);
        if (answer.status() != 200) {
            throw new IllegalStateException(path + " was answered " + answer);
        }
        return answer;
    }

    /** What is kept of a request, as the caller that asked sees it; a missing node when nothing is. */
    JsonNode generation(String id) {
        return process.callerWith(KEY).get("/api/v1/generation?id=" + id).json().path("data");
    }

    /** Waits until nothing is under way; whether that came true. */
    boolean comesToRest(Duration patience) throws InterruptedException {
        return FleetDesk.comesTrue(
                patience,
                () ->
                        Gauges.of(answer("/metrics").text()).sum("junctor_requests_active") == 0
                                && data("/api/v1/ledger/holds").isEmpty());
    }

    @Override
    public void close() {
        process.close();
        simulation.close();
    }
}
