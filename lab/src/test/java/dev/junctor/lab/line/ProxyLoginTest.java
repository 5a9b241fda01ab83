package dev.junctor.lab.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.lab.kit.Answer;
import dev.junctor.lab.kit.LoginProxy;
import dev.junctor.lab.kit.RecordedProvider;
import dev.junctor.lab.kit.RecordedProvider.Recording;
import dev.junctor.lab.kit.RunningGateway;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Providers that are reached through a proxy which asks who we are. */
final class ProxyLoginTest {
    private static final String ANSWER =
            "{\"id\":\"x1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\","
                    + "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"Hello\"},"
                    + "\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":10,"
                    + "\"completion_tokens\":1,\"total_tokens\":11}}";

    private final RecordedProvider provider = new RecordedProvider();
    private LoginProxy proxy;

    @BeforeEach
    void open() throws IOException {
        proxy = new LoginProxy("me", "pa ss:w@rd", URI.create(provider.url()).getPort());
        provider.answers(
                Recording.whole(200, "application/json", ANSWER.getBytes(StandardCharsets.UTF_8)));
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        provider.close();
    }

    @Test
    void theLoginOpensTheWayAndTheProviderNeverSeesIt() {
        Answer answer = asked("me:pa%20ss%3Aw%40rd@");
        assertThat(answer.content()).isEqualTo("Hello");
        assertThat(proxy.askedFor()).isEqualTo("far.example:80");
        assertThat(provider.asked().authorization()).isEqualTo("Bearer provider-key");
    }

    @Test
    void aLoginThatIsMissingOrWrongIsSaidSoAndNotRepeated() {
        Answer missing = asked("");
        assertThat(missing.status()).isEqualTo(502);
        assertThat(missing.text()).contains("407", "wants a login", "setting proxy");
        Answer wrong = asked("mallory:guessed@");
        assertThat(wrong.status()).isEqualTo(502);
        assertThat(wrong.text())
                .contains("407", "refuses our login", "setting proxy")
                .doesNotContain("mallory", "guessed");
        assertThat(provider.asked().method()).isEmpty();
    }

    private Answer asked(String login) {
        String yaml =
                """
                proxy: "http://%s127.0.0.1:%d"
                providers:
                  far:
                    dialect: openai-chat
                    base_url: http://far.example/v1
                    api_key: provider-key
                    models:
                      - {id: acme/tiny, upstream: tiny, price: {input: 1, output: 1}}
                """
                        .formatted(login, proxy.port());
        try (RunningGateway gateway = RunningGateway.serving(yaml, Map.of())) {
            return gateway.caller()
                    .chat(
                            """
                            {"model":"acme/tiny","messages":[{"role":"user","content":"Hi"}]}\
                            """);
        }
    }
}
