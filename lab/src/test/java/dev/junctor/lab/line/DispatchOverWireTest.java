package dev.junctor.lab.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.lab.kit.Answer;
import dev.junctor.lab.kit.FleetDesk;
import dev.junctor.lab.kit.RunningGateway;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Who is asked, who is asked next, and what the caller gets when nobody answers. */
final class DispatchOverWireTest {
    private static final String MODEL = "meta-llama/llama-3.3-70b-instruct";
    private static final String ONLY_CRUSOE = "\"provider\":{\"only\":[\"crusoe\"]}";

    private static RunningGateway gateway;

    @BeforeAll
    static void open() {
        gateway = RunningGateway.simulated("deadlines: {first_byte: 600ms, idle: 600ms}");
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    @BeforeEach
    void forget() {
        gateway.fleet().reset();
    }

    private static String body(String model, String... members) {
        return "{\"model\":\""
                + model
                + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]"
                + (members.length == 0 ? "" : ",")
                + String.join(",", members)
                + "}";
    }

    private static String fault(String provider, String fault) {
        return "{\"provider\":\"" + provider + "\",\"fault\":\"" + fault + "\"}";
    }

    private static Answer ask(String model, String... members) {
        return gateway.caller().chat(body(model, members), "X-Junctor-Metadata", "enabled");
    }

    private static String by(String model, String... members) {
        Answer answer = ask(model, members);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.header("X-Junctor-Provider");
    }

    private static JsonNode metadata(Answer answer) {
        JsonNode last = answer.text().startsWith("{") ? answer.json() : answer.chunks().getLast();
        return last.path("openrouter_metadata");
    }

    /** Each from another provider: one that failed often is put behind the others for a while. */
    @ParameterizedTest
    @CsvSource({
        "nebius, 500",
        "deepinfra, 429",
        "groq, 503",
        "evroc, 401",
        "fireworks-ai, html_502",
        "digitalocean, cut_before_head"
    })
    void anotherProviderAnswersWhenTheFirstFailsAndTheMetadataTellsOfBoth(
            String first, String failure) {
        gateway.fleet().order(fault(first, failure));
        for (String stream : List.of("false", "true")) {
            Answer answer =
                    ask(
                            MODEL,
                            "\"provider\":{\"only\":[\""
                                    + first
                                    + "\",\"nscale\"],"
                                    + "\"order\":[\""
                                    + first
                                    + "\",\"nscale\"]}",
                            "\"stream\":" + stream);
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            assertThat(answer.header("X-Junctor-Provider")).isEqualTo("nscale");
            JsonNode attempts = metadata(answer).path("attempts");
            assertThat(attempts.get(0).path("provider").asString()).startsWith(first);
            JsonNode last = attempts.get(attempts.size() - 1);
            assertThat(last.path("provider").asString()).isEqualTo("nscale");
            assertThat(last.path("status").asInt()).isEqualTo(200);
        }
    }

    @Test
    void nobodyElseIsAskedWhereTheCallerForbidsIt() {
        gateway.fleet().order(fault("crusoe", "500"));
        Answer answer =
                ask(MODEL, "\"provider\":{\"order\":[\"crusoe\"],\"allow_fallbacks\":false}");

        assertThat(answer.status()).isEqualTo(502);
        assertThat(gateway.fleet().count("total")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "400, 400",
        "401, 502",
        "402, 502",
        "403, 502",
        "404, 404",
        "413, 413",
        "422, 422",
        "429, 429",
        "500, 502",
        "502, 502",
        "503, 503",
        "html_500, 502",
        "cut_before_head, 502",
        "cut_after_head, 502",
        "cut_mid_stream, 502",
        "empty, 502",
        "broken_json, 502",
        "hang, 504",
        "slow_first_byte, 504",
        "stall, 504",
        "context_length_exceeded, 400",
        "model_not_found, 404"
    })
    void theOnlyEndpointsFailureHasItsDocumentedStatus(String failure, int status) {
        gateway.fleet().order(fault("crusoe", failure));
        Answer answer = ask(MODEL, ONLY_CRUSOE);

        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.json().at("/error/code").asInt()).isEqualTo(status);
        assertThat(answer.json().at("/error/message").asString("")).isNotBlank();
        // a connection that was kept and is closed without a byte may have been closed before we
        // asked
        int most = failure.equals("cut_before_head") ? 2 : 1;
        assertThat(gateway.fleet().count("total")).isBetween(1L, (long) most);
    }

    @Test
    void aRateLimitOfTheOnlyEndpointIsToldAtOnceWithItsRetryAfter() {
        gateway.fleet().order("{\"provider\":\"crusoe\",\"fault\":\"429\",\"retry_after\":23}");
        Answer answer = ask(MODEL, ONLY_CRUSOE);

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).isEqualTo("23");
        assertThat(gateway.fleet().count("total")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"cut_mid_stream, 502", "error_event, 5", "stall, 504", "broken_json, 502"})
    void aFailureInTheMiddleOfAStreamIsItsLastEvent(String failure, String code) {
        gateway.fleet().order(fault("crusoe", failure));
        Answer answer = ask(MODEL, ONLY_CRUSOE, "\"stream\":true");

        assertThat(answer.status()).isEqualTo(200);
        JsonNode last = answer.chunks().getLast();
        assertThat(last.at("/error/code").asString()).as(answer.text()).startsWith(code);
        assertThat(last.at("/choices/0/finish_reason").asString()).isEqualTo("error");
        assertThat(last.path("id").asString()).isEqualTo(answer.header("X-Generation-Id"));
        assertThat(answer.isDone()).isFalse();
        assertThat(answer.chunks().getFirst().has("error")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"garbage", "one_byte_packets", "crlf", "comments", "burst", "missing_done"})
    void anOddStreamReachesTheCallerWhole(String oddity) {
        String expected = ask(MODEL, ONLY_CRUSOE).content();
        gateway.fleet().order(fault("crusoe", oddity));
        Answer answer = ask(MODEL, ONLY_CRUSOE, "\"stream\":true");

        assertThat(answer.content()).isEqualTo(expected);
        assertThat(answer.isDone()).isTrue();
        assertThat(answer.chunks().getLast().at("/usage/cost").isNumber()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "true"})
    void usageThatAProviderKeepsToItselfIsEstimatedAsItIsCharged(String stream) {
        gateway.fleet().order(fault("crusoe", "missing_usage"));
        Answer answer = ask(MODEL, ONLY_CRUSOE, "\"stream\":" + stream);

        JsonNode last = stream.equals("true") ? answer.chunks().getLast() : answer.json();
        JsonNode usage = last.path("usage");
        assertThat(usage.path("estimated").asBoolean()).as(answer.text()).isTrue();
        JsonNode record =
                gateway.caller()
                        .get("/api/v1/generation?id=" + answer.header("X-Generation-Id"))
                        .json()
                        .path("data");
        assertThat(usage.path("prompt_tokens")).isEqualTo(record.path("tokens_prompt"));
        assertThat(usage.path("completion_tokens")).isEqualTo(record.path("tokens_completion"));
        assertThat(usage.path("cost").decimalValue())
                .isPositive()
                .isEqualByComparingTo(record.path("total_cost").decimalValue());
    }

    @Test
    void anEventAsLargeAsAnImageReachesTheCallerWhole() {
        gateway.fleet().order("{\"fault\":\"huge_chunk\",\"bytes\":6000000}");
        Answer answer = ask(MODEL, ONLY_CRUSOE, "\"stream\":true");

        assertThat(answer.content()).hasSizeGreaterThan(6_000_000);
        assertThat(answer.isDone()).isTrue();
    }

    @Test
    void nobodyIsAskedTwiceAfterTheFirstByte() {
        gateway.fleet().order(fault("scaleway", "cut_mid_stream"));
        Answer answer =
                ask(MODEL, "\"provider\":{\"order\":[\"scaleway\",\"nscale\"]}", "\"stream\":true");

        assertThat(answer.header("X-Junctor-Provider")).isEqualTo("scaleway");
        assertThat(answer.chunks().getLast().has("error")).isTrue();
        assertThat(gateway.fleet().count("total")).isEqualTo(1);
    }

    @Test
    void theTotalDeadlineEndsWhateverGoesOn() throws InterruptedException {
        try (RunningGateway hurried = RunningGateway.simulated("deadlines: {total: 500ms}")) {
            String slow = "\"simulator\":{\"fault\":\"slow_tokens\",\"delay_ms\":200}";
            String hang = "\"simulator\":{\"fault\":\"hang\"}";
            Answer whole = hurried.caller().chat(body(MODEL, ONLY_CRUSOE, hang));
            Answer stream =
                    hurried.caller().chat(body(MODEL, ONLY_CRUSOE, slow, "\"stream\":true"));

            assertThat(whole.status()).isEqualTo(504);
            assertThat(stream.status()).isEqualTo(200);
            assertThat(stream.chunks().getLast().at("/error/code").asInt()).isEqualTo(504);
            assertThat(
                            FleetDesk.comesTrue(
                                    Duration.ofSeconds(1),
                                    () -> hurried.fleet().count("cancelled") == 2))
                    .isTrue();
        }
    }

    @Test
    void theNextModelIsAskedWhenNobodyServesTheFirst() {
        String gone = "openai/gpt-4o-mini";
        gateway.fleet().order("{\"model\":\"gpt-4o-mini\",\"fault\":\"500\"}");
        Answer answer =
                ask(
                        gone,
                        "\"models\":[\"" + MODEL + "\"]",
                        "\"provider\":{\"only\":[\"openai\",\"crusoe\"]}");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.header("X-Junctor-Model")).isEqualTo(MODEL);
        assertThat(answer.json().path("model").asString()).isEqualTo(MODEL);
    }

    @Test
    void theProviderObjectDecidesWhoAnswers() {
        assertThat(by(MODEL, ONLY_CRUSOE)).isEqualTo("crusoe");
        assertThat(by(MODEL, "\"provider\":{\"order\":[\"nscale\",\"crusoe\"]}"))
                .isEqualTo("nscale");
        assertThat(
                        by(
                                MODEL,
                                "\"provider\":{\"only\":[\"crusoe\",\"nscale\"],\"ignore\":[\"crusoe\"]}"))
                .isEqualTo("nscale");
        assertThat(by(MODEL, "\"provider\":{\"only\":[\"tinfoil\",\"groq\"],\"sort\":\"price\"}"))
                .isEqualTo("groq");
        assertThat(
                        by(
                                MODEL,
                                "\"provider\":{\"only\":[\"tinfoil\",\"groq\"],"
                                        + "\"max_price\":{\"prompt\":1,\"completion\":1}}"))
                .isEqualTo("groq");
    }

    @Test
    void whoIsLeftOutIsToldWithTheFieldThatDidIt() {
        JsonNode rejected =
                metadata(ask(MODEL, "\"provider\":{\"ignore\":[\"crusoe\"]}")).path("rejected");
        Set<String> fields = new TreeSet<>();
        rejected.forEach(one -> {
            if (one.path("provider").asString().equals("crusoe")) {
                fields.add(one.path("field").asString());
            }
        });
        assertThat(fields).containsExactly("provider.ignore");

        Answer nobody = ask(MODEL, "\"provider\":{\"only\":[\"crusoe\"],\"ignore\":[\"crusoe\"]}");
        assertThat(nobody.status()).isEqualTo(404);
        assertThat(nobody.text()).contains("provider.ignore");
    }

    @Test
    void suffixesSortByPriceAndBySpeed() {
        Answer floor = ask(MODEL + ":floor", "\"max_tokens\":20");
        Answer asked = ask(MODEL, "\"max_tokens\":20", "\"provider\":{\"sort\":\"price\"}");
        assertThat(floor.header("X-Junctor-Provider"))
                .isEqualTo(asked.header("X-Junctor-Provider"));
        assertThat(floor.json().path("model").asString()).isEqualTo(MODEL);
        assertThat(ask(MODEL + ":nitro").status()).isEqualTo(200);
    }

    @Test
    void junctorChoosesAModelItself() {
        Answer answer = ask("junctor/auto", "\"routing\":{\"objective\":\"cost\"}");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.header("X-Junctor-Model")).contains("/").isNotEqualTo("junctor/auto");
        assertThat(metadata(answer).path("scores").get(0).path("reasons")).isNotEmpty();
    }

    @Test
    void aWrongNameIsToldTheThreeNearest() {
        Answer answer = ask("meta-llama/lama-3.3-70b");

        assertThat(answer.status()).isEqualTo(404);
        String message = answer.json().at("/error/message").asString();
        assertThat(message).contains(MODEL);
        assertThat(message.split("meta-llama/")).hasSize(1 + 1 + 3);
    }

    @Test
    void aModelIsFoundByTheNamesThatPeopleUse() {
        for (String name : List.of("gpt-4o-mini", "openai/gpt-4o-mini", "gpt-4o-mini-2024-07-18")) {
            assertThat(ask(name).header("X-Junctor-Model")).startsWith("openai/gpt-4o-mini");
        }
        assertThat(ask("~anthropic/claude-sonnet-latest").header("X-Junctor-Model"))
                .startsWith("anthropic/claude-sonnet-");
    }
}
