package dev.junctor.lab.process;

import dev.junctor.core.catalog.Catalog;
import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Provider;
import dev.junctor.lab.kit.Answer;
import dev.junctor.lab.kit.FleetDesk;
import dev.junctor.lab.kit.JunctorProcess;
import dev.junctor.server.Installation;
import dev.junctor.server.Simulation;
import dev.junctor.server.config.CatalogFolder;
import dev.junctor.simulator.FleetOptions;
import dev.junctor.simulator.habit.ErrorShape;
import dev.junctor.simulator.habit.HabitBook;
import dev.junctor.simulator.habit.Habits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
    private volatile List<String> providers;
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
        HabitBook habits = HabitBook.shipped();
        List<String> providers =
                catalog.endpointsOf(MODEL).stream()
                        .filter(endpoint -> endpoint.dialect().equals(DIALECT))
                        .filter(endpoint -> endpoint.type().equals("chat"))
                        .filter(Endpoint::isServed)
                        .map(Endpoint::provider)
                        .filter(provider -> plain(habits.of(provider)))
                        .map(Provider::slug)
                        .distinct()
                        .limit(PROVIDERS)
                        .toList();
        Simulation simulation = Simulation.open(catalog, FleetOptions.usual().withSpeedUp(0), 0);
        try {
            Files.createDirectories(folder);
            Path config = folder.resolve("junctor.yaml");
            Files.writeString(config, yaml(folder, simulation.url(), providers, certificate));
            JunctorProcess process = JunctorProcess.begin(config, folder.resolve("log.txt"), FLAGS);
            return new House(simulation, process, providers, certificate.map(PemFiles::context));
        } catch (IOException e) {
            simulation.close();
            throw new UncheckedIOException(e);
        }
    }

    /** Whose errors have the usual form, and whose streams have usage and an end: what happens then is documented. */
    private static boolean plain(Habits habits) {
        return habits.errors() == ErrorShape.NESTED && habits.ending() == Habits.Ending.DONE;
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
                        deadlines: {connect: 2s, first_byte: 4s, idle: 4s, total: 30s}
                        limits: {head_timeout: 1s, body_timeout: 1s, idle_timeout: 75s, send_timeout: 2s}
                        """
                                .formatted(folder.resolve("data"), KEY, MANAGEMENT_KEY));
        tls.ifPresent(files ->
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

    /** Asks each provider until it answers, and warms the process; leaves out those that do not. */
    void warm(int requests) throws IOException {
        List<String> answering = new ArrayList<>();
        try (Talk talk = talk()) {
            for (String provider : providers) {
                for (String stream : List.of("false", "true")) {
                    String body = plainRequest(provider, stream);
                    Talk.Reply reply = talk.ask("POST", CHAT, KEY, body);
                    if (reply.status() == 200 && stream.equals("true")) {
                        answering.add(provider);
                    }
                }
            }
            for (int i = 0; i < requests && !answering.isEmpty(); i++) {
                String provider = answering.get(i % answering.size());
                talk.ask("POST", CHAT, KEY, plainRequest(provider, i % 2 == 0 ? "true" : "false"));
            }
        }
        if (answering.isEmpty()) {
            throw new IllegalStateException("no provider answers");
        }
        providers = List.copyOf(answering);
    }

    /** A request with nothing wrong. */
    static String plainRequest(String provider, String stream) {
        return "{\"model\":\""
                + MODEL
                + "\",\"stream\":"
                + stream
                + ",\"provider\":{\"only\":[\""
                + provider
                + "\"]},\"messages\":[{\"role\":\"user\",\"content\":\"Say hello\"}]}";
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

    /** A connection of a caller for whom the system takes only so many bytes. */
    Talk talk(int receiveBytes) throws IOException {
        return Talk.to(port(), tls, receiveBytes);
    }

    /** What the management API says; the data of a successful answer. */
    JsonNode data(String path) {
        return Answer.JSON.readTree(text(path)).path("data");
    }

    /** The body of a successful answer to the management key. */
    String text(String path) {
        Talk.Reply reply = get(path, MANAGEMENT_KEY);
        if (reply.status() != 200) {
            throw new IllegalStateException(path + " was answered " + reply);
        }
        return reply.body();
    }

    /** What is kept of a request, as the caller that asked sees it; a missing node when nothing is. */
    JsonNode generation(String id) {
        return Answer.JSON.readTree(get("/api/v1/generation?id=" + id, KEY).body()).path("data");
    }

    private Talk.Reply get(String path, String key) {
        try (Talk talk = talk()) {
            return talk.ask("GET", path, key, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until nothing is under way; whether that came true. */
    boolean comesToRest(Duration patience) throws InterruptedException {
        return FleetDesk.comesTrue(
                patience,
                () ->
                        Gauges.of(text("/metrics")).sum("junctor_requests_active") == 0
                                && data("/api/v1/ledger/holds").isEmpty());
    }

    @Override
    public void close() {
        process.close();
        simulation.close();
    }
}
