package dev.junctor.simulator;

import dev.junctor.wire.Listener;
import dev.junctor.wire.ListenerOptions;
import dev.junctor.wire.Loops;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A fleet that listens, and a client for it. */
final class RunningFleet implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    final Fleet fleet;
    private final EventLoopGroup loops = Loops.start(2);
    private final Listener listener;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    RunningFleet(double speedUp) {
        this.fleet =
                new Fleet(
                        SmallCatalog.catalog(),
                        new FleetOptions(7, speedUp, InstantSource.fixed(NOW)));
        this.listener = Listener.open(loops, ListenerOptions.loopback(0), fleet::service);
    }

    int port() {
        return listener.port();
    }

    Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port());
    }

    HttpResponse<byte[]> send(String method, String path, String body, String... fields)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                        .timeout(Duration.ofSeconds(30))
                        .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (fields.length > 0) {
            request.headers(fields);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    HttpResponse<byte[]> post(String path, String body) throws IOException, InterruptedException {
        return send("POST", path, body, "Authorization", "Bearer any");
    }

    HttpResponse<byte[]> chat(String provider, String body)
            throws IOException, InterruptedException {
        return post("/" + provider + "/v1/chat/completions", body);
    }

    static JsonNode json(HttpResponse<byte[]> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    /** The data of each event. */
    static List<String> events(String stream) {
        List<String> events = new ArrayList<>();
        for (String line : stream.lines().toList()) {
            if (line.startsWith("data: ")) {
                events.add(line.substring("data: ".length()));
            }
        }
        return events;
    }

    static List<JsonNode> chunks(HttpResponse<byte[]> response) {
        return events(text(response)).stream()
                .filter(event -> !event.equals("[DONE]"))
                .map(JsonMapper.shared()::readTree)
                .toList();
    }

    /** Waits until something is so, at most five seconds. */
    static boolean comesTrue(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 500 && !condition.getAsBoolean(); i++) {
            Thread.sleep(10);
        }
        return condition.getAsBoolean();
    }

    @Override
    public void close() {
        listener.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
