package dev.junctor.lab.money;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.lab.kit.Answer;
import dev.junctor.lab.kit.FleetDesk;
import dev.junctor.lab.kit.JunctorProcess;
import dev.junctor.lab.kit.RawCaller;
import dev.junctor.lab.kit.RunningGateway;
import dev.junctor.lab.kit.WebCaller;
import dev.junctor.server.Simulation;
import dev.junctor.server.kit.PostgresServer;
import dev.junctor.simulator.FleetOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A thousand requests at once against a budget for exactly five hundred of them: five hundred pass. */
final class BudgetOverWireTest {
    private static final int REQUESTS = 1_000;
    private static final int PAID = 500;
    private static final String ONE_USD = "0.001"; // 100 tokens at 10 dollars per million
    private static final String LIMIT_USD = "0.5";
    private static final String KEY = "budget-key-0123456789abcdef0123456789";
    private static final String MANAGEMENT_KEY = "budget-ops-0123456789abcdef0123456789";
    private static final int TRIES = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration LEASES_COME_BACK = Duration.ofSeconds(30);

    /** The answer is cut at max_tokens, so that it costs exactly the most it can; all of them are under way at once. */
    private static final byte[] BODY =
            """
            {"model":"acme/exact","max_tokens":100,"messages":[{"role":"user","content":"Count"}],
             "simulator":{"tokens":500,"fault":"slow_first_byte","delay_ms":400}}\
            """
                    .getBytes(StandardCharsets.UTF_8);

    @TempDir private Path folder = Path.of("");

    private final List<JunctorProcess> nodes = new ArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final List<Simulation> simulations = new ArrayList<>();

    @BeforeEach
    void simulate() {
        simulations.add(
                Simulation.open(RunningGateway.catalog(), FleetOptions.usual().withSpeedUp(0), 0));
    }

    @AfterEach
    void close() {
        nodes.forEach(JunctorProcess::close);
        simulations.forEach(Simulation::close);
    }

    @Test
    void halfOfThemPassOnSqlite() throws Exception {
        start("", 1);
        halfPass();
    }

    @Test
    void halfOfThemPassOnPostgres() throws Exception {
        start(PostgresServer.get().database().url(), 1);
        halfPass();
    }

    @Test
    void halfOfThemPassOnThreeProcessesOfOnePostgres() throws Exception {
        start(PostgresServer.get().database().url(), 3);
        List<String> answers = askAllAtOnce();
        int paid = with(answers, 200).size();
        assertThat(paid).as("never more than the limit pays for").isLessThanOrEqualTo(PAID);
        assertThat(paid + with(answers, 402).size())
                .as("every request is answered or refused for want of money: %s", odd(answers))
                .isEqualTo(REQUESTS);

        // What a node has leased and does not need comes back within seconds, for whoever asks
        // again.
        AtomicInteger passed = new AtomicInteger(paid);
        FleetDesk.comesTrue(
                LEASES_COME_BACK,
                () -> {
                    if (passed.get() < PAID) {
                        passed.addAndGet(with(List.of(askOnce()), 200).size());
                    }
                    return passed.get() == PAID;
                });
        assertThat(passed.get()).as("and in the end all that it pays for").isEqualTo(PAID);
        assertThat(with(List.of(askOnce()), 200)).isEmpty();
        for (JunctorProcess node : nodes) {
            booksAreExact(node);
        }
    }

    /** At the node whose turn it is. */
    private String askOnce() {
        int port = nodes.get(turn.getAndIncrement() % nodes.size()).port();
        return ask(port, new CountDownLatch(0));
    }

    /**
     * Starts processes that share a store.
     *
     * @param database URL; empty for SQLite
     */
    private void start(String database, int count) throws IOException, InterruptedException {
        for (int i = 0; i < count; i++) {
            Path config = folder.resolve("junctor-" + i + ".yaml");
            String yaml =
                    """
                    listen: 127.0.0.1:0
                    data: %s
                    keys:
                      - {name: half, key: %s, limit_usd: %s}
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
                            .formatted(
                                    folder.resolve("data-" + i),
                                    KEY,
                                    LIMIT_USD,
                                    MANAGEMENT_KEY,
                                    simulations.getFirst().url());
            String store = database.isEmpty() ? "" : "database: \"" + database + "\"\n";
            Files.writeString(config, store + yaml);
            nodes.add(JunctorProcess.start(config, folder.resolve("junctor-" + i + ".log")));
        }
    }

    private void halfPass() throws InterruptedException, ExecutionException {
        List<String> answers = askAllAtOnce();

        List<String> paid = with(answers, 200);
        List<String> refused = with(answers, 402);
        assertThat(paid.size() + refused.size())
                .as("every request is answered or refused for want of money: %s", odd(answers))
                .isEqualTo(REQUESTS);
        assertThat(paid.size()).as("as many pass as the limit pays for").isEqualTo(PAID);
        assertThat(paid)
                .allSatisfy(answer ->
                        assertThat(body(answer).at("/usage/cost").decimalValue())
                                .isEqualByComparingTo(ONE_USD));
        for (JunctorProcess node : nodes) {
            booksAreExact(node);
        }
    }

    private void booksAreExact(JunctorProcess node) throws InterruptedException {
        WebCaller key = node.callerWith(KEY);
        WebCaller manager = node.callerWith(MANAGEMENT_KEY);
        soon(() -> usd(key, "/key", "usage").equals(LIMIT_USD));
        assertThat(usd(key, "/key", "usage")).isEqualTo(LIMIT_USD);
        assertThat(usd(key, "/key", "limit_remaining")).isEqualTo("0");
        soon(() -> usd(manager, "/credits", "total_usage").equals(LIMIT_USD));
        assertThat(usd(manager, "/credits", "total_usage")).isEqualTo(LIMIT_USD);
        assertThat(usd(manager, "/accounts/default", "balance_usd")).isEqualTo("-" + LIMIT_USD);
        assertThat(usd(manager, "/accounts/default", "held_usd")).isEqualTo("0");
        assertThat(usd(manager, "/ledger/trial-balance", "sum_usd")).isEqualTo("0");
        assertThat(data(manager, "/ledger/check").path("problems")).isEmpty();
        assertThat(data(manager, "/ledger/holds")).isEmpty();
    }

    /** Nodes learn from the database what others have charged, so a sum may come a moment later. */
    private static void soon(BooleanSupplier condition) throws InterruptedException {
        FleetDesk.comesTrue(PATIENCE, condition); // what is asserted then says more
    }

    private static JsonNode data(WebCaller caller, String path) {
        Answer answer = caller.get("/api/v1" + path);
        for (int again = 0; answer.status() == 503 && again < TRIES; again++) {
            answer = caller.get("/api/v1" + path); // a busy database is told so, and to come again
        }
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json().path("data");
    }

    /** An amount without trailing zeros. */
    private static String usd(WebCaller caller, String path, String field) {
        return data(caller, path).path(field).decimalValue().stripTrailingZeros().toPlainString();
    }

    /** All connect, then all ask in the same moment, each at the next node in turn. */
    private List<String> askAllAtOnce() throws InterruptedException, ExecutionException {
        CountDownLatch connected = new CountDownLatch(REQUESTS);
        List<Future<String>> answers = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < REQUESTS; i++) {
                int port = nodes.get(i % nodes.size()).port();
                answers.add(callers.submit(() -> ask(port, connected)));
            }
            List<String> texts = new ArrayList<>();
            for (Future<String> answer : answers) {
                texts.add(answer.get());
            }
            return texts;
        }
    }

    private static String ask(int port, CountDownLatch connected) {
        try (RawCaller caller = RawCaller.to(port)) {
            connected.countDown();
            connected.await();
            caller.say(
                    "POST /v1/chat/completions HTTP/1.1\r\nHost: lab\r\nConnection: close\r\n"
                            + "Content-Type: application/json\r\nAuthorization: Bearer "
                            + KEY
                            + "\r\nContent-Length: "
                            + BODY.length
                            + "\r\n\r\n");
            return new String(caller.say(BODY).readAll(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static List<String> with(List<String> answers, int status) {
        return answers.stream().filter(answer -> answer.startsWith("HTTP/1.1 " + status)).toList();
    }

    private static List<String> odd(List<String> answers) {
        return answers.stream()
                .filter(answer -> !answer.startsWith("HTTP/1.1 200"))
                .filter(answer -> !answer.startsWith("HTTP/1.1 402"))
                .limit(3)
                .toList();
    }

    private static JsonNode body(String answer) {
        return Answer.JSON.readTree(answer.substring(answer.indexOf("\r\n\r\n") + 4));
    }
}
