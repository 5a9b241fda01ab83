package dev.junctor.core.dialect.openaichat;

import static dev.junctor.core.dialect.openaichat.Samples.CLOSING;
import static dev.junctor.core.dialect.openaichat.Samples.DIALECT;
import static dev.junctor.core.dialect.openaichat.Samples.IDENTITY;
import static dev.junctor.core.dialect.openaichat.Samples.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.dialect.AnswerFacts;
import dev.junctor.core.dialect.AnswerFacts.Metering;
import dev.junctor.core.dialect.openaichat.Fixtures.Exchange;
import dev.junctor.core.fault.Blame;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.fault.Fault.Upstream;
import dev.junctor.core.fault.FaultKind;
import dev.junctor.core.fault.Retry;
import dev.junctor.core.usage.Bucket;
import dev.junctor.core.usage.Usage;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class ErrorsTest {
    /** Statuses that reach the caller as the provider gave them. */
    private static final Set<Integer> KEPT = Set.of(400, 404, 413, 422, 429, 503);

    @Test
    void aRefusalIsReadForWhatItIs() {
        is(
                400,
                "{\"error\":{\"message\":\"bad\"}}",
                FaultKind.INVALID_REQUEST,
                Blame.CALLER,
                Retry.NEVER);
        is(
                400,
                "{\"error\":{\"message\":\"This model's maximum context length is 4096 tokens\"}}",
                FaultKind.CONTEXT_LENGTH_EXCEEDED,
                Blame.CALLER,
                Retry.NEXT_ENDPOINT);
        is(
                400,
                "{\"error\":{\"message\":\"no\",\"code\":\"content_filter\",\"innererror\":"
                        + "{\"code\":\"ResponsibleAIPolicyViolation\"}}}",
                FaultKind.CONTENT_FILTERED,
                Blame.CALLER,
                Retry.NEXT_ENDPOINT);
        is(
                400,
                "{\"error\":{\"code\":\"unsupported_parameter\",\"message\":\"x\"}}",
                FaultKind.INVALID_REQUEST,
                Blame.CALLER,
                Retry.NEXT_ENDPOINT);
        is(
                400,
                "{\"error\":{\"code\":\"model_decommissioned\",\"message\":\"x\"}}",
                FaultKind.INVALID_REQUEST,
                Blame.MODEL,
                Retry.NEXT_ENDPOINT);
        is(
                400,
                "{\"error\":{\"code\":400,\"message\":\"API key not valid.\"}}",
                FaultKind.PROVIDER_UNAVAILABLE,
                Blame.KEY,
                Retry.NEXT_ENDPOINT);
        for (int status : new int[] {401, 402, 403}) {
            is(
                    status,
                    "{\"detail\":\"no\"}",
                    FaultKind.PROVIDER_UNAVAILABLE,
                    Blame.KEY,
                    Retry.NEXT_ENDPOINT);
        }
        is(
                403,
                "{\"code\":\"x\",\"error\":\"Content violates usage guidelines.\"}",
                FaultKind.CONTENT_POLICY,
                Blame.CALLER,
                Retry.NEXT_ENDPOINT);
        is(
                404,
                "{\"error\":{\"message\":\"The model `x` does not exist\"}}",
                FaultKind.NOT_FOUND,
                Blame.MODEL,
                Retry.NEXT_ENDPOINT);
        is(404, "404 page not found", FaultKind.NOT_FOUND, Blame.ENDPOINT, Retry.NEXT_ENDPOINT);
        is(408, "", FaultKind.TIMEOUT, Blame.ENDPOINT, Retry.NEXT_ENDPOINT);
        is(413, "", FaultKind.PAYLOAD_TOO_LARGE, Blame.CALLER, Retry.NEXT_ENDPOINT);
        is(
                422,
                "{\"detail\":[{\"msg\":\"m\"}]}",
                FaultKind.UNPROCESSABLE,
                Blame.CALLER,
                Retry.NEVER);
        is(429, "{}", FaultKind.RATE_LIMITED, Blame.ENDPOINT, Retry.NEXT_ENDPOINT);
        is(
                429,
                "{\"error\":{\"code\":\"insufficient_quota\",\"message\":\"m\"}}",
                FaultKind.RATE_LIMITED,
                Blame.KEY,
                Retry.NEXT_ENDPOINT);
        is(500, "null", FaultKind.PROVIDER_UNAVAILABLE, Blame.ENDPOINT, Retry.NEXT_ENDPOINT);
        is(502, "<html>", FaultKind.PROVIDER_UNAVAILABLE, Blame.ENDPOINT, Retry.NEXT_ENDPOINT);
        is(503, "", FaultKind.OVERLOADED, Blame.ENDPOINT, Retry.NEXT_ENDPOINT);
        is(504, "", FaultKind.TIMEOUT, Blame.ENDPOINT, Retry.NEXT_ENDPOINT);
        is(521, "", FaultKind.PROVIDER_UNAVAILABLE, Blame.PROVIDER, Retry.NEXT_ENDPOINT);
        is(529, "", FaultKind.OVERLOADED, Blame.ENDPOINT, Retry.NEXT_ENDPOINT);
        is(301, "", FaultKind.PROVIDER_UNAVAILABLE, Blame.ENDPOINT, Retry.NEXT_ENDPOINT);
    }

    private static void is(int status, String body, FaultKind kind, Blame blame, Retry retry) {
        Fault fault = classify(status, body);
        assertThat(fault.kind()).as("%s %s", status, body).isEqualTo(kind);
        assertThat(fault.blame()).as("%s %s", status, body).isEqualTo(blame);
        assertThat(fault.retry()).as("%s %s", status, body).isEqualTo(retry);
        assertThat(fault.upstream().status()).isEqualTo(status);
        assertThat(fault.message()).isNotBlank();
    }

    @Test
    void theCallerReadsTheProvidersOwnWords() {
        says("{\"error\":{\"message\":\"own words\",\"code\":\"c\"}}", "own words", "c");
        says("{\"error\":\"own words\"}", "own words", "");
        says("{\"code\":\"c\",\"error\":\"own words\"}", "own words", "c");
        says(
                "{\"object\":\"error\",\"message\":\"own words\",\"code\":\"3051\"}",
                "own words",
                "3051");
        says("{\"detail\":\"own words\"}", "own words", "");
        says("{\"detail\":[{\"loc\":[\"body\"],\"msg\":\"own words\"}]}", "own words", "");
        says("[{\"error\":{\"message\":\"own words\",\"status\":\"C\"}}]", "own words", "C");
        says("own words", "own words", "");
        says(
                "{\"error\":{\"message\":\"Provider returned error\",\"metadata\":{\"raw\":"
                        + "\"{\\\"error\\\":{\\\"message\\\":\\\"own words\\\"}}\"}}}",
                "own words",
                "");
        Fault page = classify(400, "<!DOCTYPE html><h1>Oops</h1>");
        assertThat(page.message()).isEqualTo("The provider refused the request (status 400).");
        assertThat(page.upstream().raw()).contains("Oops");
    }

    private static void says(String body, String message, String code) {
        Fault fault = classify(400, body);
        assertThat(fault.message()).as(body).isEqualTo(message);
        assertThat(fault.upstream().code()).as(body).isEqualTo(code);
        assertThat(fault.upstream().raw()).isEqualTo(body);
    }

    @Test
    void longWordsAreCut() {
        Fault fault = classify(400, "{\"error\":{\"message\":\"" + "ü".repeat(9_000) + "\"}}");
        assertThat(fault.message()).hasSizeLessThanOrEqualTo(1_001);
        assertThat(fault.upstream().raw().length()).isLessThanOrEqualTo(4_096);
        assertThat(classify(500, "x".repeat(1 << 20)).upstream().raw()).hasSize(4_096);
    }

    @Test
    void aRefusedKeyIsNotQuoted() {
        Fault fault =
                classify(401, "{\"error\":{\"message\":\"Incorrect API key provided: sk-12345\"}}");
        assertThat(fault.toString()).doesNotContain("sk-12345");
        assertThat(fault.message()).contains("refused the gateway's key (status 401)");
    }

    @Test
    void recordedRefusalsReachTheCallerWithTheRightStatus() {
        int checked = 0;
        for (Exchange exchange : Fixtures.all()) {
            int status = exchange.status();
            if (status == 200) {
                continue;
            }
            Fault fault = classify(status, exchange.response().path("body").toString());
            int seen = fault.kind().status();
            boolean content = fault.kind() == FaultKind.CONTENT_POLICY;
            assertThat(seen)
                    .as("%s", exchange)
                    .isEqualTo(KEPT.contains(status) || content ? status : 502);
            assertThat(fault.blame() == Blame.KEY)
                    .as("%s %s", exchange, fault)
                    .isEqualTo(status == 401 || (status == 403 && !content));
            assertThat(fault.blame() == Blame.MODEL && status == 404)
                    .as("%s", exchange)
                    .isEqualTo(status == 404);
            checked++;
        }
        assertThat(checked).isGreaterThan(30);
    }

    @Test
    void itIsKnownWhenToComeAgain() {
        assertThat(retry(Map.of("retry-after", "7"))).isEqualTo(7);
        assertThat(retry(Map.of("retry-after", "1.2"))).isEqualTo(2);
        assertThat(retry(Map.of("retry-after-ms", "1500", "retry-after", "9"))).isEqualTo(2);
        assertThat(retry(Map.of("retry-after", "Fri, 31 Dec 2027 23:59:59 GMT"))).isZero();
        assertThat(
                        retry(
                                Map.of(
                                        "x-ratelimit-remaining-requests",
                                        "0",
                                        "x-ratelimit-reset-requests",
                                        "6m0s")))
                .isEqualTo(360);
        assertThat(
                        retry(
                                Map.of(
                                        "x-ratelimit-remaining-tokens",
                                        "0",
                                        "x-ratelimit-reset-tokens",
                                        "20ms")))
                .isEqualTo(1);
        assertThat(
                        retry(
                                Map.of(
                                        "x-ratelimit-remaining-tokens",
                                        "12",
                                        "x-ratelimit-reset-tokens",
                                        "20s")))
                .isZero();
        assertThat(
                        classify(429, "{\"error\":{\"details\":[{\"retryDelay\":\"34.4s\"}]}}")
                                .retryAfterSeconds())
                .isEqualTo(35);
    }

    private static long retry(Map<String, String> headers) {
        return DIALECT.classify(429, name -> headers.getOrDefault(name, ""), new byte[0], 0)
                .retryAfterSeconds();
    }

    private static Fault classify(int status, String body) {
        byte[] bytes = utf8(body);
        return DIALECT.classify(status, name -> "", bytes, bytes.length);
    }

    @Test
    void anErrorIsReadByClientsOfBothKinds() {
        Fault fault =
                new Fault(
                        FaultKind.RATE_LIMITED,
                        Blame.ENDPOINT,
                        Retry.NEXT_ENDPOINT,
                        "say \"please\"",
                        "model",
                        3,
                        new Upstream(429, "slow", "{\"raw\":1}"));
        JsonNode error =
                Fixtures.JSON
                        .readTree(DIALECT.error(fault, "{\"provider_name\":\"Acme\"}", "").body())
                        .get("error");
        assertThat(error.get("message").asString()).isEqualTo("say \"please\"");
        assertThat(error.get("type").asString()).isEqualTo("rate_limit_error");
        assertThat(error.get("param").asString()).isEqualTo("model");
        assertThat(error.get("code").isInt()).isTrue();
        assertThat(error.get("code").asInt()).isEqualTo(429);
        JsonNode metadata = error.get("metadata");
        assertThat(metadata.get("error_type").asString()).isEqualTo("rate_limit_exceeded");
        assertThat(metadata.get("provider_code").asString()).isEqualTo("slow");
        assertThat(metadata.get("raw").asString()).isEqualTo("{\"raw\":1}");
        assertThat(metadata.get("provider_name").asString()).isEqualTo("Acme");
        JsonNode bare =
                Fixtures.JSON
                        .readTree(DIALECT.error(Fault.invalid("", "m"), "", "").body())
                        .get("error");
        assertThat(bare.get("param").isNull()).isTrue();
        assertThat(bare.get("metadata").propertyNames()).containsExactly("error_type");
    }

    @Test
    void anErrorInAStreamTellsTheUsageSoFar() {
        Usage usage = Usage.NONE.with(Bucket.INPUT, 2).with(Bucket.OUTPUT, 1);
        AnswerFacts soFar = new AnswerFacts("u", "", usage, Metering.REPORTED, "", 4);
        Fault fault = Fault.silent(FaultKind.PROVIDER_UNAVAILABLE, Blame.ENDPOINT, "cut");
        String event =
                new String(
                        ErrorWriter.event(fault, IDENTITY, soFar, CLOSING, "chat.completion.chunk"),
                        StandardCharsets.UTF_8);
        assertThat(event).startsWith("data: {").endsWith("}\n\n");
        JsonNode chunk = Fixtures.JSON.readTree(event.substring(6));
        assertThat(chunk.get("id").asString()).isEqualTo(IDENTITY.id());
        assertThat(chunk.get("created").asLong()).isEqualTo(1_790_000_000L);
        assertThat(chunk.get("error").get("code").asInt()).isEqualTo(502);
        assertThat(chunk.get("error").get("type").asString()).isEqualTo("server_error");
        assertThat(chunk.get("error").get("param").isNull()).isTrue();
        assertThat(chunk.get("error").get("metadata").get("error_type").asString())
                .isEqualTo("provider_unavailable");
        assertThat(chunk.get("choices").get(0).get("finish_reason").asString()).isEqualTo("error");
        assertThat(chunk.get("usage").get("prompt_tokens").asInt()).isEqualTo(2);
        assertThat(chunk.get("usage").get("cost").decimalValue()).isEqualByComparingTo("5e-9");
    }

    @Test
    void aWaitingCallerGetsAComment() {
        assertThat(new String(DIALECT.keepAlive(), StandardCharsets.UTF_8))
                .isEqualTo(": JUNCTOR PROCESSING\n\n");
    }
}
