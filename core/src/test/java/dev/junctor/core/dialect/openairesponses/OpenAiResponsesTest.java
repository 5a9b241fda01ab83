package dev.junctor.core.dialect.openairesponses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.base.Money;
import dev.junctor.core.catalog.Capability;
import dev.junctor.core.catalog.DataPolicy;
import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Lifecycle;
import dev.junctor.core.catalog.Modality;
import dev.junctor.core.catalog.Pricing;
import dev.junctor.core.catalog.Provider;
import dev.junctor.core.catalog.Quirks;
import dev.junctor.core.catalog.Reasoning;
import dev.junctor.core.dialect.AnswerFacts;
import dev.junctor.core.dialect.AnswerFacts.Metering;
import dev.junctor.core.dialect.Closing;
import dev.junctor.core.dialect.Cost;
import dev.junctor.core.dialect.Delivery;
import dev.junctor.core.dialect.Envelope;
import dev.junctor.core.dialect.ErrorAnswer;
import dev.junctor.core.dialect.Identity;
import dev.junctor.core.dialect.Operation;
import dev.junctor.core.dialect.Peeked;
import dev.junctor.core.dialect.RequestLine;
import dev.junctor.core.dialect.Rewritten;
import dev.junctor.core.dialect.StreamTap;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.fault.FaultKind;
import dev.junctor.core.json.Bytes;
import dev.junctor.core.json.Splices;
import dev.junctor.core.json.Trees;
import dev.junctor.core.usage.Bucket;
import dev.junctor.core.usage.Usage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A caller of Responses and a provider that speaks it too: the bytes stay theirs. */
final class OpenAiResponsesTest {
    private static final OpenAiResponses RESPONSES = new OpenAiResponses();
    private static final Identity IDENTITY = new Identity("gen-1-x", "acme/tiny", "Acme");
    private static final String ASKED =
            "{ \"model\":\"acme/tiny\", \"input\": [{\"role\":\"user\",\"content\":[{\"type\":"
                    + "\"input_text\",\"text\":\"Grüße\"},{\"type\":\"input_image\",\"image_url\":"
                    + "\"https://x.example/a.png\"}]}],\"max_output_tokens\":70,\"stream\":true,"
                    + "\"tools\":[{\"type\":\"function\",\"name\":\"now\"}],\"reasoning\":"
                    + "{\"effort\":\"low\"},\"provider\":{\"only\":[\"acme\"]},\"x\" : 1.50}";

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Peeked peek(String body) {
        return RESPONSES.peek(RequestLine.of(Operation.CHAT), bytes(body), bytes(body).length);
    }

    private static Fault refused(String more) {
        Peeked peeked = peek("{\"model\":\"m\",\"input\":\"hi\"" + more + "}");
        assertThat(peeked).isInstanceOf(Peeked.Refused.class);
        return ((Peeked.Refused) peeked).fault();
    }

    @Test
    void requestIsReadWithoutBeingParsed() {
        Envelope envelope = (Envelope) peek(ASKED);
        assertThat(envelope.model()).isEqualTo("acme/tiny");
        assertThat(envelope.delivery()).isEqualTo(Delivery.STREAM);
        assertThat(envelope.maxOutputTokens()).isEqualTo(70);
        assertThat(envelope.in()).containsExactlyInAnyOrder(Modality.TEXT, Modality.IMAGE);
        assertThat(envelope.capabilities())
                .containsExactlyInAnyOrder(Capability.TOOLS, Capability.REASONING);
        assertThat(RESPONSES.promptText(envelope, bytes(ASKED), 1000).text())
                .contains("Grüße", "now")
                .doesNotContain("x.example");
    }

    @Test
    void whatNeedsAMemoryIsRefusedByNameWithARemedy() {
        assertThat(refused(",\"store\":true").field()).isEqualTo("store");
        Fault previous = refused(",\"previous_response_id\":\"resp_1\"");
        assertThat(previous.field()).isEqualTo("previous_response_id");
        assertThat(previous.message()).contains("input instead");
        assertThat(previous.kind()).isEqualTo(FaultKind.INVALID_REQUEST);
        assertThat(refused(",\"conversation\":\"conv_1\"").field()).isEqualTo("conversation");
        assertThat(refused(",\"background\":true").field()).isEqualTo("background");
        assertThat(peek("{\"model\":\"m\",\"input\":\"hi\",\"store\":false}"))
                .isInstanceOf(Envelope.class);
        Peeked reference =
                peek(
                        "{\"model\":\"m\",\"input\":[{\"role\":\"user\",\"content\":\"a\"},"
                                + "{\"type\":\"item_reference\",\"id\":\"msg_1\"}]}");
        assertThat(((Peeked.Refused) reference).fault().field()).isEqualTo("input[1]");
    }

    @Test
    void whatIsWrongIsNamed() {
        assertThat(((Peeked.Refused) peek("{\"input\":\"a\"}")).fault().field()).isEqualTo("model");
        assertThat(((Peeked.Refused) peek("{\"model\":\"m\"}")).fault().field()).isEqualTo("input");
        assertThat(((Peeked.Refused) peek("{\"model\":\"m\",\"input\":[]}")).fault().field())
                .isEqualTo("input");
        assertThat(((Peeked.Refused) peek("{\"model\":\"m\",\"input\":[7]}")).fault().field())
                .isEqualTo("input[0]");
        assertThat(refused(",\"temperature\":3").field()).isEqualTo("temperature");
        assertThat(refused(",\"stream\":\"yes\"").field()).isEqualTo("stream");
    }

    @Test
    void providerGetsTheCallersBytesUnderItsOwnNameAndStoresNothing() {
        Envelope envelope = (Envelope) peek(ASKED);
        byte[] body = bytes(ASKED);
        String sent =
                new String(
                        Splices.apply(
                                body, body.length, RESPONSES.edits(envelope, body, endpoint(), 0)),
                        StandardCharsets.UTF_8);
        assertThat(sent)
                .isEqualTo(
                        ASKED.replace("\"acme/tiny\"", "\"tiny-1\"")
                                .replace("\"provider\":{\"only\":[\"acme\"]},", "")
                                .replace("1.50}", "1.50,\"store\":false}"));
        assertThat(RESPONSES.path(envelope, endpoint())).isEqualTo("/responses");
    }

    private static final String USAGE =
            "\"usage\":{\"input_tokens\":20,\"input_tokens_details\":{\"cached_tokens\":8,"
                    + "\"cache_write_tokens\":2},\"output_tokens\":9,\"output_tokens_details\":"
                    + "{\"reasoning_tokens\":4},\"total_tokens\":29}";
    private static final Usage COUNTED =
            Usage.NONE
                    .with(Bucket.INPUT, 10)
                    .with(Bucket.CACHE_READ, 8)
                    .with(Bucket.CACHE_WRITE, 2)
                    .with(Bucket.OUTPUT, 5)
                    .with(Bucket.REASONING, 4);
    private static final String RESPONSE =
            "{\"id\":\"resp_1\",\"object\":\"response\", \"status\":\"completed\",\"error\":null,"
                    + "\"model\":\"tiny-1\",\"output\":[{\"type\":\"function_call\",\"id\":\"fc_1\","
                    + "\"call_id\":\"c1\",\"name\":\"now\",\"arguments\":\"{}\"}],"
                    + USAGE
                    + ",\"zeal\":1.0}";

    @Test
    void wholeAnswerBearsOurNameAndItsCostAndElseStaysAsItCame() {
        byte[] body = bytes(RESPONSE);
        Rewritten.Answer answer = (Rewritten.Answer) rewrite(RESPONSE);
        String told =
                new String(
                        Splices.apply(body, body.length, answer.splices()), StandardCharsets.UTF_8);
        String cost =
                ",\"cost\":0.000000029,\"cost_details\":{\"upstream_inference_cost\":0.000000029,"
                        + "\"upstream_inference_input_cost\":0.00000002,"
                        + "\"upstream_inference_output_cost\":0.000000009},\"is_byok\":false";
        assertThat(told)
                .isEqualTo(
                        RESPONSE.replace("resp_1", "gen-1-x")
                                .replace("tiny-1", "acme/tiny")
                                .replace("\"total_tokens\":29", "\"total_tokens\":29" + cost));
        assertThat(answer.facts().usage()).isEqualTo(COUNTED);
        assertThat(answer.facts().upstreamId()).isEqualTo("resp_1");
        assertThat(answer.facts().finishReason()).isEqualTo("function_call");
    }

    @Test
    void answerThatTellsOfAFailureIsOne() {
        Rewritten failed =
                rewrite(
                        "{\"id\":\"r\",\"status\":\"failed\",\"error\":{\"code\":"
                                + "\"rate_limit_exceeded\",\"message\":\"Slow down\"},\"output\":[]}");
        assertThat(failed).isInstanceOf(Rewritten.Failure.class);
        assertThat(((Rewritten.Failure) failed).fault().kind()).isEqualTo(FaultKind.RATE_LIMITED);
        assertThat(rewrite("{\"id\":\"r\"}")).isInstanceOf(Rewritten.Failure.class);
        assertThat(rewrite("<html>")).isInstanceOf(Rewritten.Failure.class);
    }

    @Test
    void answerWithoutUsageSaysThatItIsEstimated() {
        String body = RESPONSE.replace(USAGE, "\"usage\":null");
        Rewritten.Answer answer = (Rewritten.Answer) rewrite(body);
        JsonNode told = tree(Splices.apply(bytes(body), bytes(body).length, answer.splices()));
        assertThat(told.at("/usage/estimated").asBoolean()).isTrue();
        assertThat(told.at("/usage/input_tokens").asLong()).isEqualTo(7);
        assertThat(answer.facts().metering()).isEqualTo(Metering.MISSING);
    }

    private static Rewritten rewrite(String body) {
        return RESPONSES.rewrite(
                (Envelope) peek(ASKED),
                bytes(body),
                bytes(body).length,
                IDENTITY,
                Quirks.NONE,
                new Charges());
    }

    private static JsonNode tree(byte[] json) {
        return Trees.read(json, 0, json.length).orElseThrow();
    }

    private static String event(String type, int number, String fields) {
        return "event: "
                + type
                + "\ndata: {\"type\":\""
                + type
                + "\",\"sequence_number\":"
                + number
                + fields
                + "}\n\n";
    }

    private static final String CREATED =
            event(
                    "response.created",
                    0,
                    ",\"response\":{\"id\":\"resp_1\",\"model\":\"tiny-1\",\"output\":[]}");
    private static final String DELTA =
            event(
                    "response.output_text.delta",
                    1,
                    ",\"item_id\":\"msg_1\",\"delta\":\"Grüße\",\"logprobs\":[]");
    private static final String STREAM =
            CREATED + DELTA + event("response.completed", 2, ",\"response\":" + RESPONSE);

    private static StreamTap tap() {
        return RESPONSES.stream((Envelope) peek(ASKED), IDENTITY, Quirks.NONE, new Charges());
    }

    private static String told(StreamTap tap, String stream, int step) {
        byte[] bytes = bytes(stream);
        Bytes out = new Bytes(64);
        for (int i = 0; i < bytes.length; i += step) {
            tap.feed(bytes, i, Math.min(bytes.length, i + step), out);
        }
        return new String(out.toArray(), StandardCharsets.UTF_8);
    }

    @Test
    void streamGoesThroughByteForByteButForNamesAndCostHoweverItIsCut() {
        StreamTap tap = tap();
        String whole = told(tap, STREAM + "data: [DONE]\n\n", 100_000);
        assertThat(whole).contains(DELTA).doesNotContain("resp_1").doesNotContain("[DONE]");
        assertThat(whole.split("\"cost\":", -1)).hasSize(2);
        assertThat(whole)
                .startsWith(CREATED.replace("resp_1", "gen-1-x").replace("tiny-1", "acme/tiny"));
        assertThat(tap.facts().usage()).isEqualTo(COUNTED);
        assertThat(tap.facts().completionBytes()).isEqualTo(bytes("Grüße").length);
        for (int step = 1; step < 60; step++) {
            assertThat(told(tap(), ": ping\n\n" + STREAM, step))
                    .as("step %d", step)
                    .isEqualTo(whole);
        }
    }

    @Test
    void errorOfOursHasTheNextNumbers() {
        StreamTap tap = tap();
        told(tap, CREATED + DELTA, 7);
        Bytes out = new Bytes(64);
        tap.breakOff(Fault.gateway(FaultKind.TIMEOUT, "Too late."), out);
        List<JsonNode> events = new ArrayList<>();
        for (String block : new String(out.toArray(), StandardCharsets.UTF_8).split("\n\n", -1)) {
            if (!block.isEmpty()) {
                events.add(Trees.read(block.substring(block.indexOf("data: ") + 6)).orElseThrow());
            }
        }
        assertThat(events).hasSize(2);
        assertThat(events.get(0).path("type").asString()).isEqualTo("error");
        assertThat(events.get(0).path("sequence_number").asInt()).isEqualTo(2);
        assertThat(events.get(1).path("type").asString()).isEqualTo("response.failed");
        assertThat(events.get(1).path("sequence_number").asInt()).isEqualTo(3);
        assertThat(events.get(1).at("/response/id").asString()).isEqualTo("gen-1-x");
        assertThat(events.get(1).at("/response/error/message").asString()).isEqualTo("Too late.");
    }

    @Test
    void failureOfTheProvidersIsToldToNobodyHere() {
        String failed =
                event(
                        "response.failed",
                        1,
                        ",\"response\":{\"id\":\"resp_1\",\"status\":\"failed\",\"error\":{\"code\":"
                                + "\"server_error\",\"message\":\"Sorry\"},\"output\":[]}");
        StreamTap tap = tap();
        String told = told(tap, CREATED + failed, 1000);
        assertThat(told).doesNotContain("Sorry");
        assertThat(tap.fault().message()).contains("Sorry");
        StreamTap other = tap();
        told(other, event("error", 0, ",\"code\":\"rate_limit_exceeded\",\"message\":\"Slow\""), 9);
        assertThat(other.fault().kind()).isEqualTo(FaultKind.RATE_LIMITED);
    }

    @Test
    void streamThatJustEndsIsNotComplete() {
        StreamTap tap = tap();
        told(tap, CREATED + DELTA, 50);
        assertThat(tap.end(new Bytes(1))).isEqualTo(StreamTap.State.OPEN);
    }

    @Test
    void errorsHaveOpenAisShape() {
        ErrorAnswer answer =
                RESPONSES.error(Fault.invalid("store", "No."), "{\"hint\":1}", "{\"a\":2}");
        JsonNode json = tree(answer.body());
        assertThat(answer.status()).isEqualTo(400);
        assertThat(json.at("/error/type").asString()).isEqualTo("invalid_request_error");
        assertThat(json.at("/error/param").asString()).isEqualTo("store");
        assertThat(json.at("/error/code").isString()).isTrue();
        assertThat(json.at("/error/metadata/hint").asInt()).isEqualTo(1);
        assertThat(json.at("/openrouter_metadata/a").asInt()).isEqualTo(2);
    }

    /** A nano-dollar for each token. */
    private static final class Charges implements Closing {
        @Override
        public Cost cost(AnswerFacts facts, End end) {
            Money prompt = new Money(facts.usage().promptTokens());
            Money completion = new Money(facts.usage().completionTokens());
            return new Cost(prompt.plus(completion), prompt, completion);
        }

        @Override
        public Usage estimate(AnswerFacts facts) {
            return Usage.NONE.with(Bucket.INPUT, 7).with(Bucket.OUTPUT, facts.completionBytes());
        }

        @Override
        public long expectedPromptTokens() {
            return 7;
        }

        @Override
        public void charged(Money amount) {
            throw new AssertionError("nobody is asked for its own word");
        }

        @Override
        public String metadata() {
            return "";
        }
    }

    private static Endpoint endpoint() {
        Provider provider =
                new Provider(
                        "acme",
                        "Acme",
                        Provider.Kind.HOST,
                        List.of(),
                        Map.of("openai-responses", "https://acme.example/v1"),
                        Provider.Auth.BEARER,
                        Map.of(),
                        Quirks.NONE,
                        DataPolicy.UNKNOWN,
                        "",
                        Map.of());
        return new Endpoint(
                "acme:tiny",
                "acme",
                provider,
                "acme/tiny",
                "tiny-1",
                "openai-responses",
                "chat",
                "",
                "unknown",
                0,
                0,
                10_000,
                Set.of(Modality.TEXT),
                Set.of(Modality.TEXT),
                Set.of(Capability.TOOLS),
                Set.of(),
                Reasoning.NONE,
                new Pricing.Unknown(),
                Lifecycle.ACTIVE);
    }
}
