package dev.junctor.server;

import dev.junctor.server.config.CatalogFolder;
import dev.junctor.server.config.Config;
import dev.junctor.server.config.ConfigReader;
import dev.junctor.server.config.ConfigResult;
import dev.junctor.server.secret.KeyMaker;
import dev.junctor.server.store.DemoKeys;
import dev.junctor.simulator.FleetOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A short life on free ports, so that the JVM can write down what it loaded and what ran hot. */
final class Rehearsal {
    private static final int REQUESTS = 2_000;
    private static final String UNARY =
            "{\"model\":\"openai/gpt-4o-mini\",\"max_tokens\":8,\"messages\":"
                    + "[{\"role\":\"user\",\"content\":\"Say hello\"}]}";
    private static final String STREAM = UNARY.replace("{\"model\"", "{\"stream\":true,\"model\"");

    private Rehearsal() {}

    /**
     * Starts the demo without delays, asks it and stops it.
     *
     * @return the exit code
     */
    static int run(PrintStream err) {
        try {
            Path data = Files.createTempDirectory("junctor-rehearsal");
            try {
                rehearse(data);
                return 0;
            } finally {
                delete(data);
            }
        } catch (IOException | RuntimeException failed) {
            err.println("junctor: the rehearsal failed: " + failed.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return 1;
    }

    private static void rehearse(Path data) throws IOException, InterruptedException {
        Map<String, String> settings =
                Map.of("JUNCTOR_LISTEN", "127.0.0.1:0", "JUNCTOR_DATA", data.toString());
        if (!(ConfigReader.parse("", data, settings) instanceof ConfigResult.Valid valid)) {
            throw new IllegalStateException("an empty configuration is valid");
        }
        Config config = valid.config();
        try (Simulation simulation =
                        Simulation.open(
                                CatalogFolder.read(List.of(Installation.catalog())).catalog(),
                                FleetOptions.usual().withSpeedUp(0),
                                0);
                Gateway gateway = Gateway.open(config, simulation.providers());
                HttpClient client = HttpClient.newHttpClient()) {
            DemoKeys keys =
                    DemoKeys.in(
                            gateway.store(),
                            new KeyMaker(new SecureRandom()),
                            System.currentTimeMillis());
            URI chat = URI.create(gateway.url() + "/v1/chat/completions");
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(chat)
                            .header("Content-Type", "application/json")
                            .header("Authorization", "Bearer " + keys.inference().reveal());
            for (int i = 0; i < REQUESTS; i++) {
                String body = i % 4 == 3 ? STREAM : UNARY;
                client.send(
                        request.POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                        HttpResponse.BodyHandlers.discarding());
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
