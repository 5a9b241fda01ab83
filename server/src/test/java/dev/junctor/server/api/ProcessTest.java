package dev.junctor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.dialect.openaichat.OpenAiChat;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.fault.FaultKind;
import dev.junctor.server.http.ApiErrors;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProcessTest {
    @TempDir private Path folder;
    private ApiHouse house;

    @BeforeEach
    void open() {
        house = new ApiHouse(folder);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void theRootSaysWhereToGo() {
        assertThat(house.get("/").at("/links/openai_base_url").stringValue()).isEqualTo("/v1");
        assertThat(house.get("/").at("/version").stringValue()).isEqualTo("9.9.9");
    }

    @Test
    void healthIsNotReadiness() {
        assertThat(house.get("/readyz").status()).isEqualTo(200);
        house.readiness.set(new ApiParts.Readiness.NotReady("draining"));
        assertThat(house.get("/readyz").status()).isEqualTo(503);
        assertThat(house.get("/readyz").at("/reason").stringValue()).isEqualTo("draining");
        assertThat(house.get("/healthz").at("/status").stringValue()).isEqualTo("ok");
    }

    @Test
    void metricsAreWhatPrometheusReads() {
        ApiHouse.Reply reply = house.get("/metrics");
        assertThat(reply.contentType()).startsWith("text/plain; version=0.0.4");
        assertThat(reply.text()).isEqualTo("junctor_requests_total 3\n");
    }

    @Test
    void anErrorSaysWhenToComeAgain() {
        Fault fault = Fault.gateway(FaultKind.OVERLOADED, "Too much at once.").retryAfter(7);
        assertThat(ApiErrors.answer(new OpenAiChat(), fault).fields())
                .containsExactly("Retry-After", "7");
        assertThat(ApiErrors.answer(new OpenAiChat(), fault).status()).isEqualTo(503);
    }
}
