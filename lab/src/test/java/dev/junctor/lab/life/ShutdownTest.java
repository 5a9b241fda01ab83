package dev.junctor.lab.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.lab.kit.FleetDesk;
import dev.junctor.lab.kit.JunctorProcess;
import dev.junctor.lab.kit.RawCaller;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A process that is told to end. */
final class ShutdownTest {
    private static final String KEY = "an-inference-key-of-the-lab";
    private static final Pattern GENERATION =
            Pattern.compile("x-generation-id: (\\S+)", Pattern.CASE_INSENSITIVE);
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String BODY =
            "{\"model\":\"acme/one\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";

    private final HeldProvider provider = new HeldProvider();

    @TempDir private Path folder = Path.of("");

    @AfterEach
    void close() {
        provider.close();
    }

    private JunctorProcess start(String shutdown) throws IOException, InterruptedException {
        Path file =
                Files.writeString(
                        folder.resolve("junctor.yaml"),
                        """
                        listen: 127.0.0.1:0
                        shutdown: %s
                        keys: [{name: lab, key: %s}]
                        providers:
                          held:
                            dialect: openai-chat
                            base_url: %s
                            api_key: abc
                            models: [{id: acme/one, context: 1000, max_output: 100, price: {input: 1, output: 1}}]
                        """
                                .formatted(shutdown, KEY, provider.url("held")));
        return JunctorProcess.start(file, folder.resolve("log"));
    }

    private static RawCaller streaming(JunctorProcess junctor) throws IOException {
        RawCaller caller = RawCaller.to(junctor.port());
        caller.chat(KEY, BODY);
        caller.readUntil("data: ");
        return caller;
    }

    /** The name of its generation. */
    private static String begun(RawCaller caller) throws IOException {
        caller.chat(KEY, BODY);
        Matcher named = GENERATION.matcher(caller.readUntil("data: "));
        assertThat(named.find()).isTrue();
        return named.group(1);
    }

    private static String rest(RawCaller caller) throws IOException {
        return new String(caller.readAll(), StandardCharsets.UTF_8);
    }

    private static boolean isNotReady(JunctorProcess junctor) {
        return junctor.callerWith("").get("/readyz").status() == 503;
    }

    @Test
    void itIsNotReadyFirstThenTakesNothingNewAndLetsWhatIsUnderWayEnd() throws Exception {
        try (JunctorProcess junctor = start("{grace: 1500ms, drain: 1m}");
                RawCaller early = streaming(junctor)) {
            junctor.signal("TERM");
            assertThat(FleetDesk.comesTrue(SOON, () -> isNotReady(junctor))).isTrue();
            try (RawCaller late = streaming(junctor)) {
                assertThat(FleetDesk.comesTrue(SOON, () -> isClosed(junctor))).isTrue();
                assertThat(FleetDesk.comesTrue(SOON, () -> junctor.log().contains("waits for 2")))
                        .isTrue();
                assertThat(junctor.log()).contains("2 requests (2 of them streams", "connections");
                provider.end();
                assertThat(rest(early)).contains("data: [DONE]");
                assertThat(rest(late)).contains("data: [DONE]");
            }
            assertThat(junctor.awaitEnd()).isZero();
        }
    }

    private static boolean isClosed(JunctorProcess junctor) {
        try (RawCaller caller = RawCaller.to(junctor.port())) {
            caller.say("GET /healthz HTTP/1.1\r\nHost: lab\r\n\r\n");
            return caller.readAll().length == 0;
        } catch (IOException refused) {
            return true;
        }
    }

    @Test
    void whatDoesNotEndInTimeIsCutInTheCallersOwnWordsAndWrittenDown() throws Exception {
        String generation;
        try (JunctorProcess junctor = start("{drain: 100ms}");
                RawCaller caller = RawCaller.to(junctor.port())) {
            generation = begun(caller);
            junctor.signal("INT");
            String rest = rest(caller);
            assertThat(rest).contains("\"error\"", "shutting down").endsWith("\r\n0\r\n\r\n");
            assertThat(junctor.awaitEnd()).isZero();
            assertThat(junctor.log()).contains("cut after 0.1 s: 1 request ");
        }
        try (JunctorProcess again = start("{drain: 100ms}")) {
            JsonNode record =
                    again.callerWith(KEY)
                            .get("/api/v1/generation?id=" + generation)
                            .json()
                            .path("data");
            assertThat(record.path("billing").asString()).isEqualTo("void");
            assertThat(record.path("total_cost").decimalValue()).isZero();
            assertThat(again.log()).doesNotContain("were in the journal only");
        }
    }

    @Test
    void aSecondSignalEndsItAtOnce() throws Exception {
        try (JunctorProcess junctor = start("{drain: 1h}");
                RawCaller caller = streaming(junctor)) {
            junctor.signal("TERM");
            assertThat(FleetDesk.comesTrue(SOON, () -> isClosed(junctor))).isTrue();
            junctor.signal("TERM");
            assertThat(junctor.awaitEnd()).isEqualTo(143);
            assertThat(junctor.log()).contains("told a second time");
            assertThat(caller).isNotNull();
        }
    }
}
