package dev.junctor.lab.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.base.Seed;
import dev.junctor.engine.admit.ApiKey.Kind;
import dev.junctor.engine.admit.ApiKey.Standing;
import dev.junctor.lab.kit.Answer;
import dev.junctor.lab.kit.RecordedProvider;
import dev.junctor.lab.kit.RecordedProvider.Recording;
import dev.junctor.lab.kit.RunningGateway;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is kept of a request is there as soon as its answer has ended, for the key that asked. */
final class GenerationRecordTest {
    private static final String RECORD = "/api/v1/generation?id=";
    private static final String PRICE = "{input: 2, output: 10}";

    private static RecordedProvider provider;
    private static RunningGateway gateway;

    @BeforeAll
    static void open() {
        provider = new RecordedProvider();
        gateway =
                RunningGateway.serving(
                        "providers: {acme: {dialect: openai-chat, base_url: \""
                                + provider.url()
                                + "\", models: [{id: acme/tiny, price: "
                                + PRICE
                                + "}]}}",
                        Map.of());
    }

    @AfterAll
    static void close() {
        gateway.close();
        provider.close();
    }

    private static String ask(boolean stream) {
        return "{\"model\":\"acme/tiny\",\"stream\":"
                + stream
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    }

    private static Recording whole(String id) {
        String body =
                "{\"id\":\""
                        + id
                        + "\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"tiny\","
                        + "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"Hello\"},"
                        + "\"finish_reason\":\"stop\"}],"
                        + "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,\"total_tokens\":5}}";
        return Recording.whole(200, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    private static Recording stream(String id) {
        String head =
                "data: {\"id\":\""
                        + id
                        + "\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"tiny\",";
        String body =
                head
                        + "\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hello\"},\"finish_reason\":null}]}\n\n"
                        + head
                        + "\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
                        + head
                        + "\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,\"total_tokens\":5}}\n\n"
                        + "data: [DONE]\n\n";
        return Recording.stream(body.getBytes(StandardCharsets.UTF_8), List.of(100));
    }

    private static JsonNode record(String id) {
        Answer answer = gateway.caller().get(RECORD + id);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().path("data");
    }

    @Test
    void itIsThereWhenTheAnswerHasEnded() {
        for (int i = 0; i < 50; i++) {
            boolean streamed = new Seed(i).below(2) == 1;
            String theirs = "theirs-" + i;
            provider.answers(streamed ? stream(theirs) : whole(theirs));
            String ours = gateway.caller().chat(ask(streamed)).header("X-Generation-Id");

            for (String id : List.of(ours, theirs)) {
                JsonNode record = record(id);
                assertThat(record.path("id").asString()).isEqualTo(ours);
                assertThat(record.path("upstream_id").asString()).isEqualTo(theirs);
                assertThat(record.path("model").asString()).isEqualTo("acme/tiny");
                assertThat(record.path("provider_name").asString()).isEqualTo("acme");
                assertThat(record.path("streamed").asBoolean()).isEqualTo(streamed);
                assertThat(record.path("tokens_prompt").asInt()).isEqualTo(3);
                assertThat(record.path("tokens_completion").asInt()).isEqualTo(2);
                assertThat(record.path("total_cost").decimalValue())
                        .isEqualByComparingTo("0.000026");
                assertThat(record.path("finish_reason").asString()).isEqualTo("stop");
            }
        }
    }

    @Test
    void anotherCustomerDoesNotSeeIt() {
        provider.answers(whole("secret"));
        String id = gateway.caller().chat(ask(false)).header("X-Generation-Id");
        String other = gateway.newKeyOf("somebody-else");

        assertThat(gateway.callerWith(other).get(RECORD + id).status()).isEqualTo(404);
        assertThat(gateway.callerWith(other).get(RECORD + "secret").status()).isEqualTo(404);
        assertThat(gateway.callerWith("").get(RECORD + id).status()).isEqualTo(401);
        assertThat(record(id).path("id").asString()).isEqualTo(id);
    }

    @Test
    void whatWasSpentCountsForTheKeyAtOnce() {
        String key = gateway.newKey(Kind.INFERENCE, Standing.ENABLED, Long.MAX_VALUE);
        provider.answers(whole("spent"));
        gateway.callerWith(key).chat(ask(false));
        gateway.callerWith(key).chat(ask(false));

        JsonNode spent = gateway.callerWith(key).get("/api/v1/key").json().at("/data/usage");
        assertThat(spent.decimalValue()).isEqualByComparingTo("0.000052");
    }
}
