package dev.junctor.lab.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.lab.kit.Answer;
import dev.junctor.lab.kit.FleetDesk;
import dev.junctor.lab.kit.JunctorProcess;
import dev.junctor.lab.kit.RawCaller;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A configuration that is read again, in a process of its own, while requests go on. */
final class ReloadTest {
    private static final String KEY = "an-inference-key-of-the-lab";
    private static final String MANAGEMENT = "a-management-key-of-the-lab";
    private static final String OTHER = "another-key-of-the-lab";
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int STREAMS = 1_000;

    private final HeldProvider provider = new HeldProvider();

    @TempDir private Path folder = Path.of("");
    private Path file = Path.of("");

    @BeforeEach
    void place() {
        file = folder.resolve("junctor.yaml");
    }

    @AfterEach
    void close() {
        provider.close();
    }

    /** One provider, and with {@code more} what else stands in the file. */
    private void write(String key, String more) throws IOException {
        Files.writeString(
                file,
                """
                listen: 127.0.0.1:0
                keys:
                - {name: lab, key: %s}
                - {name: boss, key: %s, kind: management}
                providers:
                  stays: %s
                """
                                .formatted(KEY, MANAGEMENT, entry("stays", key, "acme/one"))
                        + more);
    }

    private String entry(String name, String key, String... models) {
        List<String> declared = new ArrayList<>();
        for (String model : models) {
            declared.add(
                    "{id: %s, upstream: m, context: 1000, max_output: 100, price: {input: 1, output: 1}}"
                            .formatted(model));
        }
        return "{dialect: openai-chat, base_url: '%s', api_key: %s, models: [%s]}"
                .formatted(provider.url(name), key, String.join(", ", declared));
    }

    private String goes(String... models) {
        return "  goes: " + entry("goes", "key-of-goes", models) + "\n";
    }

    private static String body(String model) {
        return "{\"model\":\"%s\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"
                .formatted(model);
    }

    private static JsonNode reload(JunctorProcess junctor) {
        Answer answer = junctor.callerWith(MANAGEMENT).send("POST", "/api/v1/config/reload", "");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().path("data");
    }

    private static List<String> names(JsonNode list) {
        List<String> names = new ArrayList<>();
        list.forEach(name -> names.add(name.asString()));
        return names;
    }

    @Test
    void aThousandStreamsOutliveFiveReloadsByteForByte() throws Exception {
        write("first-key", goes("acme/two"));
        List<RawCaller> callers = new ArrayList<>();
        try (JunctorProcess junctor = JunctorProcess.start(file, folder.resolve("log"))) {
            for (int i = 0; i < STREAMS; i++) {
                RawCaller caller = RawCaller.to(junctor.port());
                callers.add(caller);
                caller.chat(KEY, body(i % 2 == 0 ? "acme/one" : "acme/two"));
            }
            assertThat(FleetDesk.comesTrue(SOON, () -> provider.open() == STREAMS)).isTrue();

            String expected = "first";
            for (int turn = 1; turn <= 5; turn++) {
                boolean without = turn % 2 == 1;
                write(
                        "key-" + turn,
                        without
                                ? "  comes: " + entry("comes", "k", "acme/three") + "\n"
                                : goes("acme/two"));
                JsonNode done = reload(junctor);
                assertThat(done.path("generation").asInt()).isEqualTo(turn + 1);
                JsonNode providers = done.at("/changed/providers");
                assertThat(names(providers.path(without ? "removed" : "added")))
                        .containsExactly("goes");
                assertThat(names(providers.path("changed"))).containsExactly("stays");
                assertThat(names(done.at("/changed/models").path(without ? "added" : "removed")))
                        .containsExactly("acme/three");
                provider.say("word" + turn);
                expected += "word" + turn;
            }

            assertThat(junctor.callerWith(KEY).get("/v1/models").text())
                    .contains("acme/three")
                    .doesNotContain("acme/two");
            assertThat(junctor.callerWith(KEY).chat(body("acme/two")).status()).isEqualTo(404);
            try (RawCaller fresh = RawCaller.to(junctor.port())) {
                fresh.chat(KEY, body("acme/three"));
                fresh.readUntil("first");
                provider.end();
            }
            for (RawCaller caller : callers) {
                assertThat(words(whole(caller))).isEqualTo(expected);
            }
            assertThat(provider.gone()).isZero();
            assertThat(provider.asked("goes", "key-of-goes")).isEqualTo(STREAMS / 2);
            assertThat(provider.asked("stays", "first-key")).isEqualTo(STREAMS / 2);
        } finally {
            for (RawCaller caller : callers) {
                caller.close();
            }
        }
    }

    /** An answer up to its last chunk. */
    private static String whole(RawCaller caller) throws IOException {
        byte[] room = new byte[8_192];
        StringBuilder heard = new StringBuilder();
        while (!heard.toString().endsWith("\r\n0\r\n\r\n")) {
            int count = caller.read(room);
            assertThat(count).as("closed after %s", heard).isPositive();
            heard.append(new String(room, 0, count, StandardCharsets.US_ASCII));
        }
        return heard.toString();
    }

    /** All that was said in a stream that ended as it should. */
    private static String words(String answer) {
        assertThat(answer).startsWith("HTTP/1.1 200").contains("data: [DONE]");
        StringBuilder words = new StringBuilder();
        String mark = "\"content\":\"";
        for (int at = answer.indexOf(mark); at >= 0; at = answer.indexOf(mark, at + 1)) {
            int from = at + mark.length();
            words.append(answer, from, answer.indexOf('"', from));
        }
        return words.toString();
    }

    @Test
    void everyKindOfReloadIsToldAsItIs() throws Exception {
        write("first-secret", "");
        try (JunctorProcess junctor = JunctorProcess.start(file, folder.resolve("log"))) {
            anInvalidFileChangesNothing(junctor);
            whatNeedsARestartIsSaid(junctor);
            keysAndTheirLimitsChangeWithSighup(junctor);
            assertThat(junctor.log())
                    .contains("providers; changed 1: stays", "the configuration is not valid")
                    .doesNotContain("first-secret")
                    .doesNotContain("second-secret")
                    .doesNotContain(KEY);
        }
    }

    private void anInvalidFileChangesNothing(JunctorProcess junctor) throws IOException {
        Files.writeString(file, "listen: 127.0.0.1:0\nprovider: {}\nretention_days: -1\n");
        Answer refused = junctor.callerWith(MANAGEMENT).send("POST", "/api/v1/config/reload", "");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().at("/error/metadata/problems")).hasSize(2);
        assertThat(refused.text()).contains("line 2", "line 3").doesNotContain(KEY);
        assertThat(junctor.callerWith(KEY).get("/v1/models").text()).contains("acme/one");
    }

    private void whatNeedsARestartIsSaid(JunctorProcess junctor) throws IOException {
        write("second-secret", "durability: relaxed\npolicy: {ignore: [stays]}\n");
        JsonNode done = reload(junctor);
        assertThat(names(done.path("settings"))).containsExactly("policy");
        assertThat(names(done.path("needs_restart"))).containsExactly("durability");
        assertThat(names(done.at("/changed/providers/changed"))).containsExactly("stays");
        assertThat(junctor.callerWith(KEY).chat(body("acme/one")).status()).isEqualTo(404);
        assertThat(junctor.callerWith(KEY).send("POST", "/api/v1/config/reload", "").status())
                .as("a key for models reloads nothing")
                .isEqualTo(403);
    }

    private void keysAndTheirLimitsChangeWithSighup(JunctorProcess junctor) throws Exception {
        write("second-secret", "");
        String text = Files.readString(file);
        Files.writeString(
                file,
                text.replace(
                        "keys:",
                        "keys:\n- {name: new, key: %s, limit_usd: 0.000001}".formatted(OTHER)));
        junctor.signal("HUP");
        assertThat(FleetDesk.comesTrue(SOON, () -> knows(junctor, OTHER))).isTrue();
        Answer poor = junctor.callerWith(OTHER).chat(body("acme/one"));
        assertThat(poor.status()).as(poor.text()).isEqualTo(402);

        Files.writeString(file, text);
        reload(junctor);
        assertThat(knows(junctor, OTHER)).isFalse();
    }

    private static boolean knows(JunctorProcess junctor, String key) {
        return junctor.callerWith(key).get("/api/v1/key").status() == 200;
    }
}
