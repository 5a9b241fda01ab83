package dev.junctor.server.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers on a loopback port as it was told to, and keeps what it was asked. */
final class FakeGateway implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Queue<Answer>> answers = new HashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    FakeGateway() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    /** What it was asked. */
    record Asked(
            String method,
            String target,
            String authorization,
            String idempotencyKey,
            String body) {
        JsonNode json() {
            return JsonMapper.builder().build().readTree(body);
        }
    }

    private record Answer(int status, String type, String body, List<String> fields) {}

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<Asked> asked() {
        return asked;
    }

    /** Answers a request, as {@code GET /api/v1/models}, with JSON; several are given in turn, the last one again and again. */
    FakeGateway on(String request, int status, String json) {
        return add(request, new Answer(status, "application/json", json, List.of()));
    }

    /** Answers a request with a stream and more header names and values. */
    FakeGateway onStream(String request, String events, String... fields) {
        return add(request, new Answer(200, "text/event-stream", events, List.of(fields)));
    }

    private FakeGateway add(String request, Answer answer) {
        answers.computeIfAbsent(request, key -> new ArrayDeque<>()).add(answer);
        return this;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        String idempotencyKey = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        asked.add(
                new Asked(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().toString(),
                        authorization == null ? "" : authorization,
                        idempotencyKey == null ? "" : idempotencyKey,
                        body));
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        Queue<Answer> planned = answers.getOrDefault(request, new ArrayDeque<>());
        Answer answer = planned.size() > 1 ? planned.remove() : planned.peek();
        if (answer == null) {
            answer = new Answer(404, "text/plain", "nothing planned for " + request, List.of());
        }
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        for (int i = 0; i < answer.fields().size(); i += 2) {
            exchange.getResponseHeaders().set(answer.fields().get(i), answer.fields().get(i + 1));
        }
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
