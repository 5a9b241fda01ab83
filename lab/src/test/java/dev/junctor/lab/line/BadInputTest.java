package dev.junctor.lab.line;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.junctor.engine.admit.ApiKey.Kind;
import dev.junctor.engine.admit.ApiKey.Standing;
import dev.junctor.lab.kit.Answer;
import dev.junctor.lab.kit.RawCaller;
import dev.junctor.lab.kit.RunningGateway;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Whatever comes in, the answer says what is wrong, where, and what to do; and the next caller is served. */
final class BadInputTest {
    private static final String CHAT = "/v1/chat/completions";
    private static final String PROMPT = "tell-nobody-4711";
    private static final String GOOD =
            "{\"model\":\"openai/gpt-4o-mini\",\"messages\":[{\"role\":\"user\",\"content\":\""
                    + PROMPT
                    + "\"}]}";
    private static final int MOST_BYTES = 100_000;

    private static final ListAppender<ILoggingEvent> LOG = new ListAppender<>();
    private static RunningGateway gateway;
    private static String expired = "";
    private static String disabled = "";
    private static String management = "";

    @BeforeAll
    static void open() {
        gateway = RunningGateway.simulated("limits: {body_bytes: " + MOST_BYTES + "}");
        expired = gateway.newKey(Kind.INFERENCE, Standing.ENABLED, 1);
        disabled = gateway.newKey(Kind.INFERENCE, Standing.DISABLED, Long.MAX_VALUE);
        management = gateway.newKey(Kind.MANAGEMENT, Standing.ENABLED, Long.MAX_VALUE);
        LOG.start();
        log().setLevel(Level.TRACE);
        log().addAppender(LOG);
    }

    @AfterAll
    static void closeAndLookAtTheLog() {
        log().detachAppender(LOG);
        log().setLevel(Level.INFO);
        gateway.close();
        for (ILoggingEvent event : LOG.list) {
            assertThat(event.getFormattedMessage() + event.getKeyValuePairs())
                    .doesNotContain(PROMPT, gateway.key(), expired, disabled, management, "sk-jn-");
        }
    }

    private static Logger log() {
        return (Logger) LoggerFactory.getLogger("dev.junctor");
    }

    @AfterEach
    void theNextCallerIsServed() {
        assertThat(gateway.caller().chat(GOOD).status()).isEqualTo(200);
    }

    /** A body that is refused with 400, the field that is named, and a word of the remedy. */
    record Bad(String what, String body, String field, String remedy) {
        static Bad of(String what, String body, String field, String remedy) {
            return new Bad(what, body, field, remedy);
        }

        /** A character is a byte. */
        byte[] bytes() {
            return body.getBytes(StandardCharsets.ISO_8859_1);
        }

        @Override
        public String toString() {
            return what;
        }
    }

    private static String with(String member) {
        return GOOD.substring(0, GOOD.length() - 1) + "," + member + "}";
    }

    static Stream<Bad> badBodies() {
        return Stream.of(
                Bad.of("nothing", "", "", "JSON"),
                Bad.of("no JSON", "model=gpt-4o", "", "JSON"),
                Bad.of("JSON that breaks off", GOOD.substring(0, GOOD.length() - 2), "", "JSON"),
                Bad.of("something behind it", GOOD + "{}", "", "JSON"),
                Bad.of("an array", "[" + GOOD + "]", "", "object"),
                Bad.of("no UTF-8", GOOD.replace("tell", "\u00C3ell"), "", "UTF-8"),
                Bad.of("a byte order mark", "\u00EF\u00BB\u00BF" + GOOD, "", "JSON at byte 0"),
                Bad.of("a letter in the open", with("\"user\":\u00C3\u00A4"), "", "JSON at byte"),
                Bad.of("a key twice", with("\"model\":\"openai/gpt-4o\""), "model", "once"),
                Bad.of("an escaped key", with("\"t\\u006fp_p\":1"), "", "escape"),
                Bad.of("an escaped key that is ours", with("\"m\\u006fdels\":[]"), "", "escape"),
                Bad.of(
                        "too deep",
                        with("\"metadata\":" + "[".repeat(5_000) + "]".repeat(5_000)),
                        "",
                        "deep"),
                Bad.of("no model", "{\"messages\":[]}", "model", "model"),
                Bad.of("no messages", "{\"model\":\"openai/gpt-4o-mini\"}", "messages", "messages"),
                Bad.of(
                        "messages: a text",
                        GOOD.replaceAll("\\[.*]", "\"hi\""),
                        "messages",
                        "array"),
                Bad.of("model: a number", "{\"model\":4,\"messages\":[]}", "model", "string"),
                Bad.of("stream: a text", with("\"stream\":\"yes\""), "stream", "true or false"),
                Bad.of("max_tokens: 0", with("\"max_tokens\":0"), "max_tokens", "at least 1"),
                Bad.of("temperature: 9", with("\"temperature\":9"), "temperature", "0 to 2"),
                Bad.of("n: a half", with("\"n\":0.5"), "n", "whole number"),
                Bad.of("tools: an object", with("\"tools\":{}"), "tools", "array"),
                Bad.of("provider: a text", with("\"provider\":\"openai\""), "provider", "object"),
                Bad.of(
                        "an unknown key of provider",
                        with("\"provider\":{\"ordr\":[\"openai\"]}"),
                        "provider.ordr",
                        "order"),
                Bad.of(
                        "an unknown key of routing",
                        with("\"routing\":{\"objectiv\":\"cost\"}"),
                        "routing.objectiv",
                        "objective"),
                Bad.of(
                        "a wrong value in provider",
                        with("\"provider\":{\"sort\":\"prise\"}"),
                        "provider.sort",
                        "price"));
    }

    @ParameterizedTest
    @MethodSource("badBodies")
    void aBadBodyIsRefusedWithTheFieldAndTheRemedy(Bad bad) {
        Answer answer = gateway.caller().send("POST", CHAT, bad.bytes());

        JsonNode error = refused(answer, 400);
        assertThat(error.path("type").asString()).isEqualTo("invalid_request_error");
        assertThat(error.path("param").asString("")).isEqualTo(bad.field());
        assertThat(error.path("message").asString()).contains(bad.remedy());
    }

    /** The shape that OpenAI's clients read, without the prompt and without a key. */
    private static JsonNode refused(Answer answer, int status) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.text()).doesNotContain(PROMPT, gateway.key(), expired, disabled);
        JsonNode error = answer.json().path("error");
        assertThat(error.path("message").asString()).isNotBlank();
        assertThat(error.has("type") && error.has("param") && error.has("code")).isTrue();
        assertThat(error.path("code").asInt()).isEqualTo(status);
        return error;
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedBeforeItIsRead() throws IOException {
        String large = GOOD.replace(PROMPT, "a".repeat(MOST_BYTES));
        JsonNode error = refused(gateway.caller().send("POST", CHAT, large), 413);
        assertThat(error.path("message").asString()).contains(String.valueOf(MOST_BYTES));

        try (RawCaller caller = RawCaller.to(gateway.port())) {
            caller.say(
                    "POST "
                            + CHAT
                            + " HTTP/1.1\r\nHost: lab\r\nContent-Type: application/json\r\n"
                            + "Content-Length: 1000000000\r\n\r\n");
            assertThat(caller.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 413 ");
        }
    }

    @Test
    void keysThatDoNotOpenAreRefusedWithTheReason() {
        assertThat(message("", 401)).contains("Authorization");
        assertThat(message("sk-jn-v1-" + "0".repeat(64), 401)).contains("key");
        assertThat(message(expired, 401)).contains("expired");
        assertThat(message(disabled, 401)).contains("revoked");
        assertThat(message(management, 403)).contains("inference");
    }

    private static String message(String key, int status) {
        return refused(gateway.callerWith(key).chat(GOOD), status).path("message").asString();
    }

    @Test
    void anotherMethodIsToldWhichOneIsMeant() {
        Answer answer = gateway.caller().get(CHAT);
        refused(answer, 405);
        assertThat(answer.header("Allow")).isEqualTo("POST");
        Answer posted = gateway.caller().send("POST", "/v1/models", "{}");
        refused(posted, 405);
        assertThat(posted.header("Allow")).contains("GET");
    }

    @Test
    void anotherContentTypeIsToldWhichOneIsMeant() {
        for (String type : List.of("text/plain", "application/x-www-form-urlencoded")) {
            Answer answer = gateway.caller().chat(GOOD, "Content-Type", type);
            assertThat(refused(answer, 415).path("message").asString())
                    .contains("application/json");
        }
    }

    @Test
    void anotherPathIsToldWhereToLook() {
        JsonNode error = refused(gateway.caller().send("POST", "/v1/chat/completion", GOOD), 404);
        assertThat(error.path("message").asString()).contains("/openapi.json");
    }

    @Test
    void whatIsNoHttpIsRefusedAndTheConnectionClosed() throws IOException {
        for (String said :
                List.of(
                        "\u0016\u0003\u0001 hello\r\n\r\n",
                        "POST " + CHAT + " HTTP/1.1\r\nHost: lab\r\nContent-Length: ten\r\n\r\n",
                        "POST "
                                + CHAT
                                + " HTTP/1.1\r\nHost: lab\r\nContent-Length: 3\r\n"
                                + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n")) {
            try (RawCaller caller = RawCaller.to(gateway.port())) {
                String answer = new String(caller.say(said).readAll(), StandardCharsets.UTF_8);
                assertThat(answer).startsWith("HTTP/1.1 400 ").contains("{\"error\":{");
            }
        }
    }

    @Test
    void whatIsRefusedBeforeItIsServedHasItsStatusInTheBodyToo() throws IOException {
        for (String field : List.of("Transfer-Encoding: gzip, chunked", "Expect: a miracle")) {
            try (RawCaller caller = RawCaller.to(gateway.port())) {
                caller.say("POST " + CHAT + " HTTP/1.1\r\nHost: lab\r\n" + field + "\r\n\r\n");
                String answer = new String(caller.readAll(), StandardCharsets.UTF_8);
                String status = answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 ".length() + 3);
                assertThat(List.of("417", "501")).contains(status);
                assertThat(answer).contains("\"code\":" + status + ",");
            }
        }
    }

    @Test
    void aHeadThatIsTooLargeIsRefused() throws IOException {
        try (RawCaller caller = RawCaller.to(gateway.port())) {
            caller.say("GET /v1/models HTTP/1.1\r\nHost: lab\r\nX: " + "x".repeat(70_000));
            assertThat(caller.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 431 ");
        }
    }

    @Test
    void aCallerThatBreaksOffInTheMiddleOfItsBodyDisturbsNobody() throws IOException {
        for (int i = 0; i < 20; i++) {
            try (RawCaller caller = RawCaller.to(gateway.port())) {
                caller.say(
                        "POST " + CHAT + " HTTP/1.1\r\nHost: lab\r\nContent-Length: 100\r\n\r\n{");
            }
        }
    }
}
