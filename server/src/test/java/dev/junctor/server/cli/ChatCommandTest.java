package dev.junctor.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class ChatCommandTest {
    private static final String PATH = "POST /api/v1/chat/completions";

    private static final String STREAM =
            """
            : JUNCTOR PROCESSING

            data: {"id":"gen-1","model":"acme/tiny","choices":[{"index":0,"delta":{"role":"assistant","content":""}}]}

            data: {"choices":[{"index":0,"delta":{"content":"Hello, "},"finish_reason":null}]}

            data: {"choices":[{"index":0,"delta":{"content":"Wörld."},"finish_reason":"stop"}]}

            data: {"choices":[],"usage":{"prompt_tokens":9,"completion_tokens":3,"total_tokens":12,"cost":0.0000015}}

            data: [DONE]

            """;

    private final FakeGateway gateway = new FakeGateway();
    private final Shell shell = new Shell().set("JUNCTOR_URL", gateway.url());

    @AfterEach
    void stop() {
        gateway.close();
    }

    private FakeGateway streams(String events) {
        return gateway.onStream(
                PATH,
                events,
                "X-Generation-Id",
                "gen-1",
                "X-Junctor-Provider",
                "acme",
                "X-Junctor-Model",
                "acme/tiny");
    }

    @Test
    void theAnswerIsTheOutputAndWhatItCostIsBesideIt() {
        streams(STREAM);

        Shell.Result result = shell.run("chat", "Say", "hello");

        assertThat(result.code()).isZero();
        assertThat(result.out()).isEqualTo("Hello, Wörld.\n");
        assertThat(result.err())
                .contains("acme/tiny by acme", "9 tokens in, 3 out", "$0.000002")
                .contains("first token 0.25 s, total 0.50 s");
    }

    @Test
    void whatWasTypedReachesTheGateway() {
        streams(STREAM);

        shell.run(
                "chat",
                "--model",
                "acme/tiny",
                "--system",
                "Be brief.",
                "--objective",
                "cost",
                "--max-tokens",
                "64",
                "Say hello");

        JsonNode body = gateway.asked().getFirst().json();
        assertThat(body.path("model").asString("")).isEqualTo("acme/tiny");
        assertThat(body.path("stream").asBoolean(false)).isTrue();
        assertThat(body.at("/messages/0/role").asString("")).isEqualTo("system");
        assertThat(body.at("/messages/0/content").asString("")).isEqualTo("Be brief.");
        assertThat(body.at("/messages/1/content").asString("")).isEqualTo("Say hello");
        assertThat(body.at("/routing/objective").asString("")).isEqualTo("cost");
        assertThat(body.path("max_tokens").asInt(0)).isEqualTo(64);
    }

    @Test
    void nothingIsSentThatWasNotAskedFor() {
        streams(STREAM);

        shell.run("chat", "Say hello");

        assertThat(gateway.asked().getFirst().body())
                .isEqualTo(
                        "{\"model\":\"junctor/auto\",\"stream\":true,"
                                + "\"messages\":[{\"role\":\"user\",\"content\":\"Say hello\"}]}");
    }

    @Test
    void thePromptMayComeFromStandardInput() {
        streams(STREAM);

        assertThat(shell.typing("A long\nquestion\n").run("chat", "-").code()).isZero();

        assertThat(gateway.asked().getFirst().json().at("/messages/0/content").asString(""))
                .isEqualTo("A long\nquestion");
    }

    @Test
    void withoutAPromptNobodyIsAsked() {
        assertThat(shell.run("chat").code()).isEqualTo(2);
        assertThat(shell.typing(" \n").run("chat", "-").code()).isEqualTo(2);
        assertThat(shell.run("chat", "--max-tokens", "0", "hi").code()).isEqualTo(2);
        assertThat(shell.run("chat", "--objective", "speed", "hi").err())
                .contains("cost, latency, quality, balanced");
        assertThat(gateway.asked()).isEmpty();
    }

    @Test
    void asDataItIsOneValue() {
        streams(STREAM);

        Shell.Result result = shell.run("chat", "--json", "Say hello");

        assertThat(result.err()).isEmpty();
        assertThat(result.out().replaceAll("\\n *", "").replace("\" : ", "\":"))
                .isEqualTo(
                        "{\"asked\":\"junctor/auto\",\"model\":\"acme/tiny\",\"provider\":\"acme\","
                                + "\"id\":\"gen-1\",\"text\":\"Hello, Wörld.\","
                                + "\"finish_reason\":\"stop\",\"usage\":{\"prompt_tokens\":9,"
                                + "\"completion_tokens\":3,\"total_tokens\":12,\"cost\":0.0000015},"
                                + "\"first_token_ms\":250,\"total_ms\":500}");
    }

    @Test
    void whatTheModelThinksIsBesideTheAnswer() {
        streams(
                """
                data: {"choices":[{"index":0,"delta":{"reasoning":"Let me see."}}]}

                data: {"choices":[{"index":0,"delta":{"content":"4"},"finish_reason":"stop"}]}

                data: {"choices":[],"usage":{"prompt_tokens":9,"completion_tokens":7,"completion_tokens_details":{"reasoning_tokens":6}}}

                """);

        Shell.Result result = shell.run("chat", "2 + 2?");

        assertThat(result.out()).isEqualTo("4\n");
        assertThat(result.err()).contains("Let me see.", "7 out (6 reasoning)", "unknown");
    }

    @Test
    void anAnswerThatBreaksOffIsAFailureButWhatCameIsKept() {
        streams(
                """
                data: {"choices":[{"index":0,"delta":{"content":"Hel"}}]}

                data: {"error":{"code":502,"message":"Provider disconnected"},"choices":[{"index":0,"delta":{"content":""},"finish_reason":"error"}]}

                """);

        Shell.Result result = shell.run("chat", "Say hello");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).isEqualTo("Hel\n");
        assertThat(result.err()).contains("the answer broke off: Provider disconnected");
    }

    @Test
    void aWrongNameIsAnsweredInTheGatewaysWords() {
        gateway.on(
                PATH,
                404,
                "{\"error\":{\"code\":404,\"message\":\"No model acme/tny. Did you mean acme/tiny?\"}}");

        Shell.Result result = shell.run("chat", "--model", "acme/tny", "hi");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("Did you mean acme/tiny?");
    }

    @Test
    void severalModelsAreComparedSideBySide() {
        streams(STREAM);
        streams(STREAM);

        Shell.Result result = shell.run("chat", "--compare", "acme/tiny, acme/other", "Say hello");

        assertThat(result.code()).isZero();
        assertThat(result.out())
                .contains("── acme/tiny ──\nHello, Wörld.\n", "── acme/other ──\nHello, Wörld.\n")
                .contains(
                        """
                        MODEL       PROVIDER  IN  OUT       COST  FIRST TOKEN   TOTAL
                        acme/tiny   acme       9    3  $0.000002       0.25 s  0.50 s
                        acme/other  acme       9    3  $0.000002       0.25 s  0.50 s
                        """);
        assertThat(gateway.asked())
                .extracting(asked -> asked.json().path("model").asString(""))
                .containsExactly("acme/tiny", "acme/other");
    }

    @Test
    void oneThatFailsDoesNotSpoilTheComparison() {
        gateway.on(PATH, 503, "{\"error\":{\"code\":503,\"message\":\"Nobody is there.\"}}");
        streams(STREAM);

        Shell.Result result =
                shell.run("chat", "--compare", "acme/gone,acme/tiny", "--json", "Say hello");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.json()).hasSize(2);
        assertThat(result.json().at("/0/error").asString("")).contains("Nobody is there.");
        assertThat(result.json().at("/1/text").asString("")).isEqualTo("Hello, Wörld.");
    }

    @Test
    void aComparisonNamesItsModelsOnce() {
        assertThat(shell.run("chat", "--compare", "a/b,c/d", "--model", "e/f", "hi").code())
                .isEqualTo(2);
    }
}
