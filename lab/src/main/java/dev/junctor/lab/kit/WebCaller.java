package dev.junctor.lab.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Somebody who calls the gateway over HTTP with a key. */
public final class WebCaller {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String url;
    private final String key;

    WebCaller(String url, String key) {
        this.url = url;
        this.key = key;
    }

    /** Posts a chat to {@code /api/v1}; {@code more} is header names and values in turn. */
    public Answer chat(String body, String... more) {
        return send("POST", "/api/v1/chat/completions", body, more);
    }

    /** Gets a path. */
    public Answer get(String path) {
        return send("GET", path, "");
    }

    /** Sends a body as JSON; {@code more} is header names and values in turn. */
    public Answer send(String method, String path, String body, String... more) {
        return send(method, path, body.getBytes(StandardCharsets.UTF_8), more);
    }

    /** Sends bytes as JSON; {@code more} is header names and values in turn. */
    public Answer send(String method, String path, byte[] body, String... more) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path))
                        .timeout(PATIENCE)
                        .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        if (body.length > 0) {
            request.setHeader("Content-Type", "application/json");
        }
        if (!key.isEmpty()) {
            request.setHeader("Authorization", "Bearer " + key);
        }
        for (int i = 0; i < more.length; i += 2) {
            request.setHeader(more[i], more[i + 1]);
        }
        try {
            HttpResponse<byte[]> response =
                    HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
