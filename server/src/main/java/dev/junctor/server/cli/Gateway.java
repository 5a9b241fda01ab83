package dev.junctor.server.cli;

import dev.junctor.server.secret.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** The running gateway that commands talk to, over its public API. */
final class Gateway {
    static final String USUAL_URL = "http://127.0.0.1:8080";

    private static final int PAGE = 100;
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final Duration DOWNLOAD = Duration.ofMinutes(10);
    private static final int PIECE_BYTES = 64 * 1_024;

    private final String url;
    private final Environment environment;

    /** The one that the environment names. */
    Gateway(Environment environment) {
        this(root(environment.variable("JUNCTOR_URL")), environment);
    }

    private Gateway(String url, Environment environment) {
        this.url = url;
        this.environment = environment;
    }

    /** One at another address. */
    static Gateway at(String url, Environment environment) {
        return new Gateway(url, environment);
    }

    /** Its address, without a path. */
    String url() {
        return url;
    }

    /** Whether there is a key to show. */
    boolean hasKey(Access access) {
        return !keys().of(access).isEmpty();
    }

    /** What a GET of a path of the whole server answers, without a key. */
    JsonNode open(String path) {
        return exchange(
                Access.OPEN, HttpRequest.newBuilder(address(path)).timeout(ANSWER).GET().build());
    }

    /** What a GET below {@code /api/v1} answers. */
    JsonNode get(Access access, String path) {
        return exchange(access, request(access, path).timeout(ANSWER).GET().build());
    }

    /** The {@code data} of all pages of a list that is asked for with {@code offset}, 100 at a time. */
    List<JsonNode> allPages(Access access, String path) {
        List<JsonNode> all = new ArrayList<>();
        String join = path.contains("?") ? "&" : "?";
        int before;
        do {
            before = all.size();
            get(access, path + (before == 0 ? "" : join + "offset=" + before))
                    .path("data")
                    .forEach(all::add);
        } while (all.size() - before >= PAGE);
        return all;
    }

    /** What a POST below {@code /api/v1} answers. */
    JsonNode post(Access access, String path, JsonNode body) {
        return exchange(access, posting(access, path, body).timeout(ANSWER).build());
    }

    /** What a POST answers that is done once however often it is sent with the same key. */
    JsonNode postOnce(Access access, String path, String idempotencyKey, JsonNode body) {
        return exchange(
                access,
                posting(access, path, body)
                        .timeout(ANSWER)
                        .header("Idempotency-Key", idempotencyKey)
                        .build());
    }

    /** Copies what a GET below {@code /api/v1} answers, however long that is. */
    void download(Access access, String path, OutputStream to) {
        HttpResponse<InputStream> answer =
                send(
                        request(access, path).timeout(DOWNLOAD).GET().build(),
                        BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            if (answer.statusCode() >= 300) {
                throw refused(
                        access,
                        answer.statusCode(),
                        new String(body.readAllBytes(), StandardCharsets.UTF_8));
            }
            byte[] piece = new byte[PIECE_BYTES];
            for (int read = read(body, piece); read >= 0; read = read(body, piece)) {
                to.write(piece, 0, read);
            }
            to.flush();
        } catch (IOException unwritable) {
            throw new Failure(
                    "what the gateway sent could not be written: " + unwritable.getMessage(),
                    "Name another file, or make room.");
        }
    }

    private int read(InputStream body, byte[] piece) {
        try {
            return body.read(piece);
        } catch (IOException broken) {
            throw broken();
        }
    }

    /** What a DELETE below {@code /api/v1} answers. */
    JsonNode delete(Access access, String path) {
        return exchange(access, request(access, path).timeout(ANSWER).DELETE().build());
    }

    /** Posts, and gives the lines of the stream that answers as they come; to be closed. */
    HttpResponse<Stream<String>> stream(Access access, String path, JsonNode body) {
        HttpResponse<Stream<String>> answer =
                send(
                        posting(access, path, body).header("Accept", "text/event-stream").build(),
                        BodyHandlers.ofLines());
        if (answer.statusCode() >= 300) {
            try (Stream<String> lines = answer.body()) {
                throw refused(access, answer.statusCode(), lines.collect(Collectors.joining("\n")));
            }
        }
        return answer;
    }

    private JsonNode exchange(Access access, HttpRequest request) {
        HttpResponse<String> answer = send(request, BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw refused(access, answer.statusCode(), answer.body());
        }
        try {
            return Json.read(answer.body().isBlank() ? "{}" : answer.body());
        } catch (JacksonException notJson) {
            throw new Failure(
                    "what answers at " + url + " is not a Junctor gateway",
                    "Set JUNCTOR_URL to the gateway's address.");
        }
    }

    private HttpRequest.Builder posting(Access access, String path, JsonNode body) {
        return request(access, path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()));
    }

    private HttpRequest.Builder request(Access access, String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address("/api/v1" + path));
        Secret key = keys().of(access);
        if (!key.isEmpty()) {
            request.header("Authorization", "Bearer " + key.reveal());
        }
        return request;
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> reader) {
        try {
            return Client.SHARED.send(request, reader);
        } catch (ConnectException | HttpConnectTimeoutException unreachable) {
            throw new Failure(
                    "no gateway answers at " + url,
                    "Start one with ./junctor demo, or set JUNCTOR_URL to where yours is.");
        } catch (HttpTimeoutException late) {
            throw new Failure(
                    "the gateway at "
                            + url
                            + " gave no answer within "
                            + request.timeout().orElse(ANSWER).toSeconds()
                            + " s",
                    "See ./junctor doctor.");
        } catch (IOException broken) {
            throw broken();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Failure("stopped", "");
        }
    }

    private Failure broken() {
        return new Failure(
                "the connection to the gateway at " + url + " broke", "See ./junctor doctor.");
    }

    /** The gateway's own words say what to do, except which variable holds the key. */
    private Refused refused(Access access, int status, String body) {
        return new Refused(
                "the gateway at " + url + " answered " + status + ": " + message(body),
                status == 401 ? AccessKeys.remedy(access) : "",
                body);
    }

    /** The gateway understood and said no. */
    static final class Refused extends Failure {
        private static final long serialVersionUID = 1L;

        private final String body;

        Refused(String problem, String remedy, String body) {
            super(problem, remedy);
            this.body = body;
        }

        /** What else it said, beside the message. */
        JsonNode metadata() {
            try {
                return Json.read(body).at("/error/metadata");
            } catch (JacksonException notJson) {
                return MissingNode.getInstance();
            }
        }
    }

    /** The message of an error body; the start of the body when it has another shape. */
    private static String message(String body) {
        try {
            String message = Json.read(body).at("/error/message").asString("");
            if (!message.isEmpty()) {
                return message;
            }
        } catch (JacksonException notJson) {
            // Then it is text of something that stands between.
        }
        String text = body.strip().replaceAll("\\s+", " ");
        return text.isEmpty() ? "(nothing)" : text.substring(0, Math.min(200, text.length()));
    }

    /** Read when needed: most commands that fail, fail before. */
    private AccessKeys keys() {
        return AccessKeys.of(environment, url);
    }

    private URI address(String path) {
        try {
            URI address = new URI(url + path);
            if (address.getHost() != null && address.getScheme().matches("https?")) {
                return address;
            }
        } catch (URISyntaxException notOne) {
            // Said below.
        }
        throw new Failure(
                "JUNCTOR_URL is not an address: " + url, "Write it as " + USUAL_URL + ".");
    }

    private static String root(String typed) {
        String url = typed.isBlank() ? USUAL_URL : typed.strip();
        if (!url.contains("://")) {
            url = "http://" + url;
        }
        return url.replaceFirst("/+$", "").replaceFirst("(/api)?/v1$", "");
    }

    /** Made only when a command really connects: it costs 100 ms. */
    private static final class Client {
        private static final HttpClient SHARED =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT)
                        .build();
    }
}
