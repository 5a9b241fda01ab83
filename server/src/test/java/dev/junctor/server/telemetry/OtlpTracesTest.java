package dev.junctor.server.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.junctor.core.record.Outcome;
import dev.junctor.server.secret.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class OtlpTracesTest {
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<String> headers = new CopyOnWriteArrayList<>();
    private HttpServer receiver;

    @BeforeEach
    void start() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext(
                "/v1/traces",
                exchange -> {
                    headers.add(String.valueOf(exchange.getRequestHeaders().getFirst("x-key")));
                    byte[] body = exchange.getRequestBody().readAllBytes();
                    bodies.add(new String(body, StandardCharsets.ISO_8859_1));
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        receiver.start();
    }

    @AfterEach
    void stop() {
        receiver.stop(0);
    }

    private TraceSink open(double ratio) {
        return OtlpTraces.open(
                "http://127.0.0.1:" + receiver.getAddress().getPort(),
                Map.of("x-key", Secret.of("abc")),
                ratio);
    }

    @Test
    void aRequestAndItsAttemptsAreSent() {
        try (TraceSink traces = open(1)) {
            traces.record(TelemetryRecords.served("acme", "acme/tiny"));
            traces.record(TelemetryRecords.record("", "", Outcome.FAILED, 502));
        }
        assertThat(headers).containsOnly("abc");
        assertThat(String.join("", bodies))
                .contains("junctor")
                .contains("chat whatever-the-caller-wrote")
                .contains("chat acme/m")
                .contains("gen_ai.operation.name")
                .contains("gen_ai.request.model")
                .contains("gen_ai.response.model")
                .contains("gen_ai.usage.input_tokens")
                .contains("gen_ai.usage.output_tokens")
                .contains("gen_ai.provider.name")
                .contains("gen-1795521600-aaaaaaaaaaaaaaaaaaaa")
                .contains("rate_limited")
                .contains("upstream_error")
                .contains("0.0025")
                .doesNotContain("abab");
    }

    @Test
    void withoutAShareNothingIsSent() {
        try (TraceSink traces = open(0)) {
            traces.record(TelemetryRecords.served("acme", "acme/tiny"));
        }
        assertThat(bodies).isEmpty();
    }

    @Test
    void aReceiverThatIsGoneCostsNothingButTheTraces() {
        receiver.stop(0);
        try (TraceSink traces = open(1)) {
            for (int i = 0; i < 10; i++) {
                traces.record(TelemetryRecords.served("acme", "acme/tiny"));
            }
            assertThat(traces.dropped()).isZero();
        }
        assertThat(bodies).isEmpty();
    }
}
