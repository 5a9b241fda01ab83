package dev.junctor.lab.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.lab.kit.Answer;
import dev.junctor.lab.kit.RecordedProvider;
import dev.junctor.lab.kit.RecordedProvider.Recording;
import dev.junctor.lab.kit.RunningGateway;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A provider that nobody has heard of is one file of about fifteen lines, and a key in the environment. */
final class NewProviderTest {
    private static final String ANSWER =
            "{\"id\":\"x1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"oss-120b\","
                    + "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"Hello\"},"
                    + "\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":1000,"
                    + "\"completion_tokens\":100,\"total_tokens\":1100}}";

    @TempDir Path folder = Path.of("");

    @Test
    void oneFileAndAKeyAreEnough() throws IOException {
        try (RecordedProvider acme = new RecordedProvider()) {
            Path providers = Files.createDirectories(folder.resolve("providers"));
            Files.writeString(
                    providers.resolve("acme.json"),
                    """
                    {
                      "id": "acme",
                      "name": "Acme Inference",
                      "kind": "host",
                      "env": ["ACME_API_KEY"],
                      "dialects": {"openai-chat": "%s"},
                      "quirks": {"roles": {"developer": "system"}},
                      "links": {"docs": "https://acme.example/docs"},
                      "endpoints": [
                        {"model": "openai/gpt-oss-120b", "upstream": "oss-120b",
                          "price": {"input": 0.1, "output": 0.4}}
                      ]
                    }
                    """
                            .formatted(acme.url()));
            String yaml = "catalog: " + folder;
            try (RunningGateway gateway =
                    RunningGateway.serving(yaml, Map.of("ACME_API_KEY", "acme-secret"))) {
                acme.answers(bytes());
                Answer answer =
                        gateway.caller()
                                .chat(
                                        """
                                        {"model":"openai/gpt-oss-120b",
                                         "messages":[{"role":"developer","content":"Be brief."}]}\
                                        """);

                assertThat(answer.content()).isEqualTo("Hello");
                assertThat(answer.header("X-Junctor-Provider")).isEqualTo("acme");
                assertThat(answer.json().at("/usage/cost").decimalValue())
                        .isEqualByComparingTo("0.00014");
                assertThat(acme.asked().path()).isEqualTo("/v1/chat/completions");
                assertThat(acme.asked().authorization()).isEqualTo("Bearer acme-secret");
                assertThat(acme.asked().text())
                        .contains("\"model\":\"oss-120b\"", "\"role\":\"system\"");
                assertThat(gateway.caller().get("/api/v1/providers").text())
                        .contains("Acme Inference");
            }
        }
    }

    private static Recording bytes() {
        return Recording.whole(200, "application/json", ANSWER.getBytes(StandardCharsets.UTF_8));
    }
}
