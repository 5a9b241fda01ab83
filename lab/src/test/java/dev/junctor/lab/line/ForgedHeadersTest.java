package dev.junctor.lab.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.lab.kit.Answer;
import dev.junctor.lab.kit.RawCaller;
import dev.junctor.lab.kit.RunningGateway;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a caller says of itself names no request, breaks no line and steers no terminal. */
final class ForgedHeadersTest {
    private static final String BODY =
            "{\"model\":\"openai/gpt-4o-mini\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";

    private static RunningGateway gateway;

    @BeforeAll
    static void open() {
        gateway = RunningGateway.simulated("");
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    private static String ask(String headers, String body) throws IOException {
        try (RawCaller caller = RawCaller.to(gateway.port())) {
            caller.say(
                    "POST /v1/chat/completions HTTP/1.1\r\nHost: lab\r\nConnection: close\r\n"
                            + "Content-Type: application/json\r\nAuthorization: Bearer "
                            + gateway.key()
                            + "\r\n"
                            + headers
                            + "Content-Length: "
                            + body.getBytes(StandardCharsets.UTF_8).length
                            + "\r\n\r\n"
                            + body);
            return new String(caller.readAll(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aCallersRequestIdNamesNothing() throws IOException {
        String id = "gen-1700000000-aaaaaaaaaaaaaaaaaaaa";
        String answer = ask("X-Request-Id: " + id + "\r\nX-Generation-Id: " + id + "\r\n", BODY);
        assertThat(answer).startsWith("HTTP/1.1 200 ").contains("X-Generation-Id: gen-");
        assertThat(answer).as("ours, not the caller's").doesNotContain(id);
        assertThat(gateway.caller().get("/api/v1/generation?id=" + id).status()).isEqualTo(404);
    }

    @Test
    void controlCharactersInAHeaderAreRefused() throws IOException {
        for (String value : new String[] {"a\u001b[2Jb", "a\u0007", "a\u007f", "a\0b"}) {
            assertThat(ask("X-Request-Id: " + value + "\r\n", BODY)).startsWith("HTTP/1.1 400 ");
            assertThat(ask("User-Agent: " + value + "\r\n", BODY)).startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void aUserAgentIsKeptAsATextAndNothingMore() throws IOException {
        String agent = "x\",\"cost\":0,\"y\":\"</script>'; DROP TABLE generations; --";
        String answer = ask("User-Agent: " + agent + "\r\n", BODY);
        int from = answer.indexOf("X-Generation-Id: ") + "X-Generation-Id: ".length();
        String id = answer.substring(from, answer.indexOf('\r', from));
        Answer record = gateway.caller().get("/api/v1/generation?id=" + id);
        assertThat(record.json().at("/data/user_agent").asString("")).isEqualTo(agent);
        assertThat(record.json().at("/data/cost").isMissingNode()).isTrue();
    }

    @Test
    void aModelsNameAddsNoHeaderToTheAnswer() throws IOException {
        String body = BODY.replace("gpt-4o-mini", "x\\r\\nX-Forged: yes\\r\\n\\r\\n");
        String answer = ask("", body);
        String head = answer.substring(0, answer.indexOf("\r\n\r\n"));
        assertThat(head).startsWith("HTTP/1.1 404 ").doesNotContain("Forged");
        String told = answer.substring(head.length() + 4);
        assertThat(told).contains("\\r\\nX-Forged").doesNotContain("\r");
    }
}
