package dev.junctor.core.dialect.openaichat;

import static dev.junctor.core.dialect.openaichat.Samples.CLOSING;
import static dev.junctor.core.dialect.openaichat.Samples.DIALECT;
import static dev.junctor.core.dialect.openaichat.Samples.IDENTITY;
import static dev.junctor.core.dialect.openaichat.Samples.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.base.Seed;
import dev.junctor.core.catalog.Quirks;
import dev.junctor.core.catalog.Quirks.ReasoningTokens;
import dev.junctor.core.dialect.AnswerFacts.Metering;
import dev.junctor.core.dialect.Closing;
import dev.junctor.core.dialect.Operation;
import dev.junctor.core.dialect.Rewritten;
import dev.junctor.core.dialect.Rewritten.Answer;
import dev.junctor.core.dialect.Rewritten.Failure;
import dev.junctor.core.dialect.openaichat.Fixtures.Exchange;
import dev.junctor.core.fault.FaultKind;
import dev.junctor.core.fault.Retry;
import dev.junctor.core.json.Splices;
import dev.junctor.core.usage.Bucket;
import dev.junctor.core.usage.Usage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

final class AnswerTest {
    @Test
    void recordedAnswersChangeInNothingButTheListedEdits() {
        int checked = 0;
        for (Exchange exchange : Fixtures.all()) {
            boolean answer =
                    exchange.status() == 200 && exchange.response().path("body").has("choices");
            if (!answer) {
                continue;
            }
            byte[] body = exchange.body();
            Rewritten rewritten = rewrite(body, CLOSING);
            assertThat(rewritten).as("%s", exchange).isInstanceOf(Answer.class);
            Answer read = (Answer) rewritten;
            byte[] edited = Splices.apply(body, body.length, read.splices());
            ObjectNode before = (ObjectNode) Fixtures.JSON.readTree(body);
            ObjectNode after = (ObjectNode) Fixtures.JSON.readTree(edited);
            assertThat(read.facts().upstreamId()).isEqualTo(before.path("id").asString(""));
            assertThat(read.facts().finishReason())
                    .isEqualTo(before.path("choices").path(0).path("finish_reason").asString(""));
            assertThat(after.at("/usage/cost").isNumber()).as("%s", exchange).isTrue();
            boolean counted = before.path("usage").isObject();
            assertThat(after.at("/usage/estimated").asBoolean(false))
                    .as("%s", exchange)
                    .isEqualTo(!counted)
                    .isEqualTo(read.facts().metering() == Metering.MISSING);
            ObjectNode expected = ListedEdits.made(new String(body, StandardCharsets.UTF_8), after);
            if (!counted) {
                after.remove("usage");
                expected.remove("usage");
            }
            assertThat(after).as("%s", exchange).isEqualTo(expected);
            if (expected.at("/choices/0/finish_reason")
                    .equals(before.at("/choices/0/finish_reason"))) {
                assertThat(ListedEdits.spelled(new String(edited, StandardCharsets.UTF_8)))
                        .contains(ListedEdits.spelled(before.get("choices").toString()));
            }
            checked++;
        }
        assertThat(checked).isGreaterThan(100);
    }

    @Test
    void theCostStandsBesideTheUsageAndTheMetadataAtTheEnd() {
        byte[] body =
                utf8(
                        "  {\"choices\":[{\"message\":{\"content\":\"x\"},\"finish_reason\":\"stop\"}],"
                                + "\"usage\":{\"cost\":{\"total\":1},\"prompt_tokens\":1,"
                                + "\"completion_tokens\":1} }\n");
        Answer answer = (Answer) rewrite(body, Samples.closing("{\"attempt\":1}"));
        assertThat(
                        new String(
                                Splices.apply(body, body.length, answer.splices()),
                                StandardCharsets.UTF_8))
                .isEqualTo(
                        "  {\"id\":\"gen-1790000000-abcdefghijklmnopqrst\","
                                + "\"provider\":\"Acme & Söhne\",\"model\":\"acme/\\\"tiny\\\"\","
                                + "\"choices\":[{\"message\":{\"content\":\"x\"},"
                                + "\"finish_reason\":\"stop\",\"native_finish_reason\":\"stop\"}],"
                                + "\"usage\":{\"cost\":0.000000004,"
                                + "\"prompt_tokens\":1,\"completion_tokens\":1,\"cost_details\":{"
                                + "\"upstream_inference_cost\":0.000000004,"
                                + "\"upstream_inference_prompt_cost\":0.000000001,"
                                + "\"upstream_inference_completions_cost\":0.000000003},"
                                + "\"is_byok\":false} ,\"openrouter_metadata\":{\"attempt\":1}}\n");
    }

    @Test
    void anAnswerThatIsNoneIsAFailure() {
        failure("", FaultKind.PROVIDER_UNAVAILABLE, "not JSON");
        failure(
                "<html><body>Bad gateway</body></html>",
                FaultKind.PROVIDER_UNAVAILABLE,
                "not JSON");
        failure("{\"choices\":[{]}", FaultKind.PROVIDER_UNAVAILABLE, "not JSON");
        failure("{\"choices\":[]} {}", FaultKind.PROVIDER_UNAVAILABLE, "not JSON");
        failure("[]", FaultKind.PROVIDER_UNAVAILABLE, "not JSON");
        failure("{\"id\":\"x\"}", FaultKind.PROVIDER_UNAVAILABLE, "no choices");
        failure(
                "{\"error\":{\"message\":\"too long\",\"code\":\"context_length_exceeded\"}}",
                FaultKind.CONTEXT_LENGTH_EXCEEDED,
                "too long");
        failure(
                "{\"id\":\"gen\",\"error\":{\"code\":429,\"message\":\"later\"}}",
                FaultKind.RATE_LIMITED,
                "later");
    }

    private static void failure(String body, FaultKind kind, String message) {
        Rewritten rewritten = rewrite(utf8(body), CLOSING);
        assertThat(rewritten).as(body).isInstanceOf(Failure.class);
        assertThat(((Failure) rewritten).fault().kind()).as(body).isEqualTo(kind);
        assertThat(((Failure) rewritten).fault().message()).contains(message);
        assertThat(((Failure) rewritten).fault().retry()).isEqualTo(Retry.NEXT_ENDPOINT);
    }

    private static Rewritten rewrite(byte[] body, Closing closing) {
        return DIALECT.rewrite(
                Samples.envelope(Operation.CHAT),
                body,
                body.length,
                IDENTITY,
                Quirks.NONE,
                closing);
    }

    @Test
    void theBucketsSumToTheProvidersTotals() {
        int checked = 0;
        for (Exchange exchange : Fixtures.all()) {
            for (JsonNode reported : usages(exchange)) {
                long in = reported.path("prompt_tokens").asLong();
                long out = reported.path("completion_tokens").asLong();
                long total = reported.path("total_tokens").asLong(in + out);
                Usage usage =
                        usage(
                                reported.toString(),
                                total == in + out
                                        ? ReasoningTokens.INCLUDED
                                        : ReasoningTokens.SEPARATE);
                assertThat(usage.promptTokens() + usage.completionTokens())
                        .as("%s %s", exchange, reported)
                        .isEqualTo(total);
                if (total == in + out) {
                    assertThat(usage.promptTokens()).as("%s", exchange).isEqualTo(in);
                    assertThat(usage.completionTokens()).as("%s", exchange).isEqualTo(out);
                }
                long cached =
                        Stream.of("cached_tokens", "prompt_cache_hit_tokens", "num_cached_tokens")
                                .flatMap(name -> reported.findValues(name).stream())
                                .mapToLong(JsonNode::asLong)
                                .max()
                                .orElse(0);
                assertThat(usage.tokens(Bucket.CACHE_READ)).as("%s", exchange).isEqualTo(cached);
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(150);
    }

    private static List<JsonNode> usages(Exchange exchange) {
        List<JsonNode> usages = new ArrayList<>();
        exchange.response().path("body").findValues("usage").forEach(usages::add);
        if (exchange.isStream()) {
            for (String line :
                    new String(exchange.stream(), StandardCharsets.UTF_8).split("\r?\n", -1)) {
                if (line.startsWith("data: {")) {
                    usages.addAll(Fixtures.JSON.readTree(line.substring(6)).findValues("usage"));
                }
            }
        }
        usages.removeIf(usage -> !usage.has("prompt_tokens"));
        return usages;
    }

    @Test
    void everyProvidersSpellingLandsInTheSameBuckets() {
        assertThat(
                        usage(
                                "{\"prompt_tokens\":10,\"completion_tokens\":9,\"total_tokens\":19,"
                                        + "\"prompt_tokens_details\":{\"cached_tokens\":4,\"cache_write_tokens\":3,"
                                        + "\"audio_tokens\":1},\"completion_tokens_details\":{\"reasoning_tokens\":5,"
                                        + "\"audio_tokens\":2}}"))
                .isEqualTo(
                        Usage.NONE
                                .with(Bucket.INPUT, 2)
                                .with(Bucket.CACHE_READ, 4)
                                .with(Bucket.CACHE_WRITE, 3)
                                .with(Bucket.AUDIO_IN, 1)
                                .with(Bucket.OUTPUT, 2)
                                .with(Bucket.REASONING, 5)
                                .with(Bucket.AUDIO_OUT, 2));
        Usage halfCached =
                Usage.NONE.with(Bucket.INPUT, 6).with(Bucket.CACHE_READ, 4).with(Bucket.OUTPUT, 1);
        String plain = "{\"prompt_tokens\":10,\"completion_tokens\":1,";
        assertThat(usage(plain + "\"prompt_cache_hit_tokens\":4,\"prompt_cache_miss_tokens\":6}"))
                .isEqualTo(halfCached);
        assertThat(usage(plain + "\"num_cached_tokens\":4}")).isEqualTo(halfCached);
        assertThat(usage(plain + "\"cached_tokens\":4}")).isEqualTo(halfCached);
        assertThat(usage(plain + "\"cache_read_input_tokens\":4}")).isEqualTo(halfCached);
        assertThat(
                        usage(
                                plain
                                        + "\"cache_creation_input_tokens\":5,\"cache_creation\":{"
                                        + "\"ephemeral_1h_input_tokens\":2,"
                                        + "\"ephemeral_5m_input_tokens\":3}}"))
                .isEqualTo(
                        Usage.NONE
                                .with(Bucket.INPUT, 5)
                                .with(Bucket.CACHE_WRITE, 3)
                                .with(Bucket.CACHE_WRITE_1H, 2)
                                .with(Bucket.OUTPUT, 1));
        assertThat(usage(plain + "\"server_tool_use\":{\"web_search_requests\":2}}").webSearches())
                .isEqualTo(2);
    }

    @Test
    void reasoningApartIsAddedWhereTheProviderCountsItApart() {
        String apart =
                "{\"prompt_tokens\":12,\"completion_tokens\":1,%s"
                        + "\"completion_tokens_details\":{\"reasoning_tokens\":228}}";
        Usage both =
                Usage.NONE
                        .with(Bucket.INPUT, 12)
                        .with(Bucket.OUTPUT, 1)
                        .with(Bucket.REASONING, 228);
        assertThat(usage(apart.formatted(""), ReasoningTokens.SEPARATE)).isEqualTo(both);
        assertThat(usage(apart.formatted("\"total_tokens\":241,"), ReasoningTokens.INCLUDED))
                .isEqualTo(both);
        assertThat(usage(apart.formatted("\"total_tokens\":13,"), ReasoningTokens.SEPARATE))
                .as("the total decides, and what contradicts it is cut")
                .isEqualTo(Usage.NONE.with(Bucket.INPUT, 12).with(Bucket.REASONING, 1));
    }

    @Test
    void contradictionsAreCutUntilTheSumsHold() {
        for (long value = 0; value < 5_000; value++) {
            Seed seed = new Seed(value);
            long[] counts = new long[8];
            for (int i = 0; i < counts.length; i++) {
                seed = seed.next();
                counts[i] = seed.below(20);
            }
            Usage usage =
                    usage(
                            ("{\"prompt_tokens\":%d,\"completion_tokens\":%d,\"total_tokens\":%d,"
                                            + "\"prompt_tokens_details\":{\"cached_tokens\":%d,"
                                            + "\"image_tokens\":%d,\"cache_write_tokens\":%d},"
                                            + "\"completion_tokens_details\":{\"reasoning_tokens\":%d,"
                                            + "\"image_tokens\":%d}}")
                                    .formatted(
                                            counts[0],
                                            counts[1],
                                            counts[0] + counts[1],
                                            counts[3],
                                            counts[4],
                                            counts[5],
                                            counts[6],
                                            counts[7]));
            assertThat(usage.promptTokens()).as("seed %s", value).isEqualTo(counts[0]);
            assertThat(usage.completionTokens()).as("seed %s", value).isEqualTo(counts[1]);
        }
    }

    private static Usage usage(String json) {
        return usage(json, ReasoningTokens.INCLUDED);
    }

    private static Usage usage(String json, ReasoningTokens quirk) {
        byte[] bytes = utf8(json);
        return new UsageReader(bytes, 0, bytes.length).usage(quirk);
    }
}
