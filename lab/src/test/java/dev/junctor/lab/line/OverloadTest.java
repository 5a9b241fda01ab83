package dev.junctor.lab.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.engine.admit.ApiKey;
import dev.junctor.lab.kit.Answer;
import dev.junctor.lab.kit.BusyProvider;
import dev.junctor.lab.kit.RawCaller;
import dev.junctor.lab.kit.RunningGateway;
import dev.junctor.lab.kit.WebCaller;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A process that has as many requests as it may, over real sockets. */
final class OverloadTest {
    private static final String BODY =
            "{\"model\":\"acme/tiny\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    private static final long PATIENCE_NANOS = 20_000_000_000L;

    private final BusyProvider.Held work = new BusyProvider.Held();
    private final BusyProvider provider = new BusyProvider(100, work);
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private RunningGateway gateway;
    private WebCaller manager;

    @BeforeEach
    void open() {
        gateway =
                RunningGateway.serving(
                        """
                        limits: {requests_in_flight: 2, queue: 2, queue_wait: 60s}
                        keys:
                          - {name: narrow, key: narrow-key, requests_in_flight: 1}
                          - {name: urgent, key: urgent-key, priority: high}
                        providers:
                          acme:
                            dialect: openai-chat
                            base_url: %s
                            api_key: none
                            models:
                              - {id: acme/tiny, upstream: tiny, context: 1000, max_output: 100,
                                 price: {input: 1, output: 1}}
                        """
                                .formatted(provider.url()),
                        Map.of());
        manager =
                gateway.callerWith(
                        gateway.newKey(
                                ApiKey.Kind.MANAGEMENT, ApiKey.Standing.ENABLED, Long.MAX_VALUE));
    }

    @AfterEach
    void close() {
        boolean more = true;
        while (more) { // a test that failed leaves nobody waiting
            more = work.release();
        }
        callers.close();
        gateway.close();
        provider.close();
    }

    private Future<Answer> ask(WebCaller caller, String... headers) {
        return callers.submit(() -> caller.chat(BODY, headers));
    }

    private String metric(String name) {
        return manager.get("/metrics")
                .text()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> line.substring(name.length() + 1))
                .findFirst()
                .orElse("");
    }

    private static void await(BooleanSupplier cause) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE_NANOS;
        while (!cause.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(until);
            Thread.sleep(5);
        }
    }

    private void awaitMetric(String name, String value) throws InterruptedException {
        await(() -> metric(name).equals(value));
    }

    @Test
    void twoAreServedTwoWaitTheFifthIsSentAwayAndAllPlacesComeBack() throws Exception {
        List<Future<Answer>> answers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            answers.add(ask(gateway.caller()));
        }
        await(() -> provider.atWork() == 2);
        for (int i = 0; i < 2; i++) {
            answers.add(ask(gateway.caller()));
        }
        awaitMetric("junctor_requests_waiting", "2.0");

        Answer fifth = gateway.caller().chat(BODY);
        assertThat(fifth.status()).isEqualTo(503);
        assertThat(fifth.header("Retry-After")).isEqualTo("1");
        assertThat(fifth.json().at("/error/code").intValue()).isEqualTo(503);
        assertThat(fifth.json().at("/error/message").stringValue())
                .contains("limits.requests_in_flight", "limits.queue");
        assertThat(metric("junctor_requests_shed_total{reason=\"queue_full\"}")).isEqualTo("1.0");

        for (int i = 0; i < 4; i++) {
            await(work::release);
        }
        for (Future<Answer> answer : answers) {
            assertThat(answer.get().status()).isEqualTo(200);
        }
        assertThat(provider.most()).isEqualTo(2);
        awaitMetric("junctor_requests_in_flight", "0.0");
    }

    @Test
    void anUrgentKeyTakesThePlaceInLineOfWhoCanWait() throws Exception {
        List<Future<Answer>> answers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            answers.add(ask(gateway.caller()));
        }
        await(() -> provider.atWork() == 2);
        Future<Answer> low = ask(gateway.caller(), "X-Junctor-Priority", "low");
        awaitMetric("junctor_requests_waiting", "1.0");
        answers.add(ask(gateway.caller()));
        awaitMetric("junctor_requests_waiting", "2.0");
        answers.add(ask(gateway.callerWith("urgent-key")));

        assertThat(low.get().status()).isEqualTo(503);
        for (int i = 0; i < 4; i++) {
            await(work::release);
        }
        for (Future<Answer> answer : answers) {
            assertThat(answer.get().status()).isEqualTo(200);
        }
    }

    @Test
    void aKeyHasItsOwnBoundAndWhoHangsUpInLineIsForgotten() throws Exception {
        Future<Answer> first = ask(gateway.callerWith("narrow-key"));
        await(() -> provider.atWork() == 1);
        try (RawCaller leaver = RawCaller.to(gateway.port())) {
            leaver.chat("narrow-key", BODY);
            awaitMetric("junctor_requests_waiting", "1.0");
        }
        awaitMetric("junctor_requests_waiting", "0.0");
        assertThat(metric("junctor_requests_shed_total{reason=\"left\"}")).isEqualTo("1.0");

        Future<Answer> other = ask(gateway.caller());
        await(() -> provider.atWork() == 2); // the narrow key holds up nobody else
        await(work::release);
        await(work::release);
        assertThat(first.get().status()).isEqualTo(200);
        assertThat(other.get().status()).isEqualTo(200);
        awaitMetric("junctor_requests_in_flight", "0.0");
    }

    @Test
    void aKeyMayBeGivenItsBoundsOverTheApi() {
        Answer made =
                manager.send(
                        "POST",
                        "/api/v1/keys",
                        "{\"name\":\"batch\",\"priority\":\"low\",\"requests_per_minute\":6}");
        assertThat(made.status()).isEqualTo(201);
        WebCaller batch = gateway.callerWith(made.json().get("key").stringValue());
        assertThat(batch.chat("{}").status()).isEqualTo(400);
        Answer second = batch.chat(BODY);
        assertThat(second.status()).isEqualTo(429);
        assertThat(Integer.parseInt(second.header("Retry-After"))).isBetween(1, 10);
        assertThat(second.json().at("/error/message").stringValue())
                .contains("requests_per_minute");
    }
}
