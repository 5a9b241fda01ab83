package dev.junctor.lab.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.catalog.Catalog;
import dev.junctor.core.catalog.Endpoint;
import dev.junctor.lab.kit.RunningGateway;
import dev.junctor.server.Simulation;
import dev.junctor.simulator.FleetOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where the demo's providers are reached: each in the protocols of its entry in the catalog. */
final class SimulatedDoorsTest {
    private static final String HELLO = "[{\"role\":\"user\",\"content\":\"Hello\"}]";

    private static final Map<String, String> BODIES =
            Map.of(
                    "openai-chat",
                    "{\"model\":\"%s\",\"messages\":" + HELLO + "}",
                    "openai-responses",
                    "{\"model\":\"%s\",\"input\":" + HELLO + "}",
                    "anthropic-messages",
                    "{\"model\":\"%s\",\"max_tokens\":50,\"messages\":" + HELLO + "}",
                    "gemini",
                    "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Hello\"}]}]}");

    @Test
    void each_provider_answers_in_the_protocol_of_its_endpoints() throws Exception {
        Catalog known = RunningGateway.catalog();
        try (Simulation simulation =
                        Simulation.open(known, FleetOptions.usual().withSpeedUp(0), 0);
                HttpClient client = HttpClient.newHttpClient()) {
            Map<String, Endpoint> asked = new LinkedHashMap<>();
            for (Endpoint endpoint : simulation.providers().catalog().endpoints()) {
                if (endpoint.isServed() && endpoint.type().equals("chat")) {
                    asked.putIfAbsent(
                            endpoint.provider().slug() + " " + endpoint.dialect(), endpoint);
                }
            }
            assertThat(asked.values().stream().map(Endpoint::dialect)).containsAll(BODIES.keySet());
            for (Endpoint endpoint : asked.values()) {
                HttpResponse<String> answer =
                        client.send(request(endpoint), HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode())
                        .as(endpoint.key() + " " + endpoint.dialect() + " " + answer.body())
                        .isEqualTo(200);
            }
        }
    }

    private static HttpRequest request(Endpoint endpoint) {
        String base = endpoint.provider().dialects().get(endpoint.dialect());
        String path =
                switch (endpoint.dialect()) {
                    case "openai-responses" -> "/responses";
                    case "anthropic-messages" -> "/messages";
                    case "gemini" -> "/models/" + endpoint.upstreamId() + ":generateContent";
                    default -> "/chat/completions";
                };
        String body = BODIES.getOrDefault(endpoint.dialect(), "").formatted(endpoint.upstreamId());
        return HttpRequest.newBuilder(URI.create(base + path))
                .header("Authorization", "Bearer any")
                .header("x-goog-api-key", "any")
                .header("anthropic-version", "2023-06-01")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }
}
