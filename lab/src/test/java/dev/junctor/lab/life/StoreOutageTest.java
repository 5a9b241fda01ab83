package dev.junctor.lab.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.lab.kit.Answer;
import dev.junctor.lab.kit.FleetDesk;
import dev.junctor.lab.kit.JunctorProcess;
import dev.junctor.lab.kit.RunningGateway;
import dev.junctor.server.Simulation;
import dev.junctor.server.kit.PostgresServer;
import dev.junctor.simulator.FleetOptions;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The database goes away for a while, and comes back; the process stays. */
final class StoreOutageTest {
    private static final String FREE = "an-unlimited-key-of-the-lab";
    private static final String POOR = "a-key-of-the-lab-with-a-limit";
    private static final String MANAGEMENT = "a-management-key-of-the-lab";
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int REQUESTS = 20;
    private static final String BODY =
            "{\"model\":\"acme/exact\",\"max_tokens\":10,\"simulator\":{\"tokens\":10},"
                    + "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";

    @TempDir private Path folder = Path.of("");

    private final Simulation simulation =
            Simulation.open(RunningGateway.catalog(), FleetOptions.usual().withSpeedUp(0), 0);

    @AfterEach
    void close() {
        simulation.close();
    }

    @Test
    void postgresIsStoppedAndStartedAgain() throws Exception {
        PostgresServer server = PostgresServer.get();
        PostgresServer.TestDatabase database = server.database();
        try (JunctorProcess junctor =
                JunctorProcess.start(config(database.url()), folder.resolve("log"))) {
            assertThat(junctor.callerWith(FREE).chat(BODY).status()).isEqualTo(200);
            assertThat(junctor.callerWith(POOR).chat(BODY).status()).isEqualTo(200);

            server.shut(database);
            for (int i = 0; i < REQUESTS; i++) {
                Answer answer = junctor.callerWith(FREE).chat(BODY);
                assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            }
            Answer leased = junctor.callerWith(POOR).chat(BODY);
            assertThat(leased.status()).as(leased.text()).isIn(200, 503);
            isToldOf(junctor);

            server.reopen(database);
            assertThat(FleetDesk.comesTrue(SOON, () -> status(junctor).equals("ready"))).isTrue();
            int answered = 2 + REQUESTS + (leased.status() == 200 ? 1 : 0);
            assertThat(FleetDesk.comesTrue(SOON, () -> booked(junctor) == answered))
                    .as("%s are booked, not %s", answered, booked(junctor))
                    .isTrue();
            assertThat(
                            FleetDesk.comesTrue(
                                    SOON,
                                    () -> junctor.callerWith(POOR).chat(BODY).status() == 200))
                    .isTrue();
            assertThat(
                            junctor.callerWith(MANAGEMENT)
                                    .send("POST", "/api/v1/keys", "{\"name\":\"later\"}")
                                    .status())
                    .isEqualTo(201);
            JsonNode check = junctor.callerWith(MANAGEMENT).get("/api/v1/ledger/check").json();
            assertThat(check.at("/data/balanced").asBoolean()).as(check.toString()).isTrue();
        }
    }

    /** Who watches it and who wants to change something. */
    private static void isToldOf(JunctorProcess junctor) throws InterruptedException {
        Answer made =
                junctor.callerWith(MANAGEMENT).send("POST", "/api/v1/keys", "{\"name\":\"later\"}");
        assertThat(made.status()).as(made.text()).isEqualTo(503);
        assertThat(made.header("Retry-After")).isEqualTo("1");
        assertThat(FleetDesk.comesTrue(SOON, () -> status(junctor).equals("degraded"))).isTrue();
    }

    private static String status(JunctorProcess junctor) {
        Answer answer = junctor.callerWith("").get("/readyz");
        assertThat(answer.status()).isEqualTo(200);
        return answer.json().path("status").asString();
    }

    /** How many answers stand in the books. */
    private static int booked(JunctorProcess junctor) {
        Answer credits = junctor.callerWith(MANAGEMENT).get("/api/v1/credits?account=default");
        if (credits.status() != 200) {
            return -1; // its readers have not found the database yet
        }
        BigDecimal spent = credits.json().at("/data/total_usage").decimalValue();
        return spent.divide(new BigDecimal("0.0001")).intValueExact();
    }

    private Path config(String database) throws IOException {
        return Files.writeString(
                folder.resolve("junctor.yaml"),
                """
                listen: 127.0.0.1:0
                database: '%s'
                keys:
                - {name: free, key: %s}
                - {name: poor, key: %s, limit_usd: 1}
                - {name: ops, key: %s, kind: management}
                providers:
                  acme:
                    dialect: openai-chat
                    base_url: %s/openai/v1
                    api_key: simulated
                    models:
                    - {id: acme/exact, upstream: gpt-4o-mini, context: 100000, max_output: 1000,
                       price: {input: 0, output: 10}}
                """
                        .formatted(database, FREE, POOR, MANAGEMENT, simulation.url()));
    }
}
