package dev.junctor.core.dialect.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.base.Money;
import dev.junctor.core.catalog.Capability;
import dev.junctor.core.catalog.DataPolicy;
import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Lifecycle;
import dev.junctor.core.catalog.Modality;
import dev.junctor.core.catalog.Model;
import dev.junctor.core.catalog.Pricing;
import dev.junctor.core.catalog.Provider;
import dev.junctor.core.catalog.Quirks;
import dev.junctor.core.catalog.Reasoning;
import dev.junctor.core.dialect.AnswerFacts;
import dev.junctor.core.dialect.Carrier;
import dev.junctor.core.dialect.Closing;
import dev.junctor.core.dialect.Cost;
import dev.junctor.core.dialect.Delivery;
import dev.junctor.core.dialect.Dialect;
import dev.junctor.core.dialect.Dialects;
import dev.junctor.core.dialect.Envelope;
import dev.junctor.core.dialect.Identity;
import dev.junctor.core.dialect.Incoming;
import dev.junctor.core.dialect.Operation;
import dev.junctor.core.dialect.Outgoing;
import dev.junctor.core.dialect.Peeked;
import dev.junctor.core.dialect.RequestLine;
import dev.junctor.core.dialect.Rewritten;
import dev.junctor.core.dialect.StreamTap;
import dev.junctor.core.dialect.anthropic.AnthropicCodec;
import dev.junctor.core.dialect.anthropic.AnthropicMessages;
import dev.junctor.core.dialect.openaichat.OpenAiChat;
import dev.junctor.core.dialect.openaichat.chat.OpenAiChatCodec;
import dev.junctor.core.fault.Blame;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.fault.FaultKind;
import dev.junctor.core.json.Bytes;
import dev.junctor.core.json.Splices;
import dev.junctor.core.json.Trees;
import dev.junctor.core.usage.Bucket;
import dev.junctor.core.usage.Usage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class GeminiTest {
    private static final Gemini GEMINI = new Gemini();
    private static final Dialect CHAT = new OpenAiChat();
    private static final Dialect MESSAGES = new AnthropicMessages();
    private static final Dialects DIALECTS =
            new Dialects(
                    List.of(CHAT, MESSAGES, GEMINI),
                    List.of(new OpenAiChatCodec(), new AnthropicCodec(), new GeminiCodec()));
    private static final Identity IDENTITY = new Identity("gen-1-x", "acme/tiny", "Acme");
    private static final RequestLine WHOLE =
            new RequestLine(Operation.CHAT, "models/acme/tiny", Delivery.UNARY);
    private static final RequestLine EVENTS =
            new RequestLine(Operation.CHAT, "acme/tiny", Delivery.STREAM);

    private static final String STREAM =
            data(
                            "{\"candidates\": [{\"content\": {\"parts\": [{\"text\": \"Grü\"}]}}],"
                                    + "\"usageMetadata\":{\"promptTokenCount\":10,\"totalTokenCount\":10},"
                                    + "\"modelVersion\":\"tiny-1\",\"responseId\":\"r-1\"}")
                    + data(
                            "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"ße\"}]},"
                                    + "\"finishReason\":\"STOP\",\"new\":1.0}],\"usageMetadata\":"
                                    + "{\"promptTokenCount\":10,\"candidatesTokenCount\":4,"
                                    + "\"thoughtsTokenCount\":2,\"totalTokenCount\":16},"
                                    + "\"modelVersion\":\"tiny-1\",\"responseId\":\"r-1\"}");

    private static String data(String json) {
        return "data: " + json + "\r\n\r\n";
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Envelope envelope(RequestLine line, String body) {
        return (Envelope) GEMINI.peek(line, utf8(body), utf8(body).length);
    }

    private static Fault refused(RequestLine line, String body) {
        return ((Peeked.Refused) GEMINI.peek(line, utf8(body), utf8(body).length)).fault();
    }

    @Test
    void pathNamesTheModelAndTheBodySaysWhatRoutingNeedsToKnowInEitherSpelling() {
        String camel =
                "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"inlineData\":{\"mimeType\":\"image/png\","
                        + "\"data\":\"aGk=\"}}]}],\"tools\":[{\"functionDeclarations\":[{\"name\":\"f\"}]}],"
                        + "\"toolConfig\":{\"functionCallingConfig\":{\"mode\":\"ANY\"}},\"serviceTier\":"
                        + "\"flex\",\"generationConfig\":{\"maxOutputTokens\":50,\"candidateCount\":2,"
                        + "\"seed\":7,\"responseJsonSchema\":{},\"thinkingConfig\":{\"thinkingBudget\":1024},"
                        + "\"responseModalities\":[\"TEXT\",\"IMAGE\"]}}";
        for (String body : List.of(camel, snake(camel))) {
            Envelope envelope = envelope(WHOLE, body);
            assertThat(envelope.model()).isEqualTo("acme/tiny");
            assertThat(envelope.delivery()).isEqualTo(Delivery.UNARY);
            assertThat(envelope.in()).containsExactlyInAnyOrder(Modality.TEXT, Modality.IMAGE);
            assertThat(envelope.out()).containsExactlyInAnyOrder(Modality.TEXT, Modality.IMAGE);
            assertThat(envelope.capabilities())
                    .containsExactlyInAnyOrder(
                            Capability.TOOLS,
                            Capability.TOOL_CHOICE,
                            Capability.STRUCTURED_OUTPUT,
                            Capability.REASONING);
            assertThat(envelope.maxOutputTokens()).isEqualTo(50);
            assertThat(envelope.choices()).isEqualTo(2);
            assertThat(envelope.controls())
                    .containsEntry("seed", "7")
                    .containsEntry("service_tier", "\"flex\"");
        }
        assertThat(envelope(EVENTS, camel).delivery()).isEqualTo(Delivery.STREAM);
    }

    /** The same body with its names in snake case. */
    private static String snake(String camel) {
        StringBuilder snake = new StringBuilder();
        boolean value = false;
        for (String piece : camel.split("\"", -1)) {
            boolean name = value && !piece.matches("[A-Z/a-z]*/.*|[A-Z]+|user|flex|aGk=");
            snake.append(snake.isEmpty() ? "" : "\"");
            snake.append(name ? RequestNames.snake(piece) : piece);
            value = !value;
        }
        return snake.toString();
    }

    @Test
    void whatIsWrongIsNamed() {
        assertThat(refused(RequestLine.of(Operation.CHAT), "{\"contents\":[{}]}").field())
                .isEqualTo("model");
        assertThat(refused(WHOLE, "{}").field()).isEqualTo("contents");
        assertThat(refused(WHOLE, "{\"contents\":[]}").field()).isEqualTo("contents");
        assertThat(refused(WHOLE, "{\"contents\":[{\"parts\":\"hi\"}]}").field())
                .isEqualTo("contents[0].parts");
        String twice = "{\"contents\":[{}],\"generationConfig\":{\"topK\":1,\"top_k\":2}}";
        assertThat(refused(WHOLE, twice).field()).isEqualTo("top_k");
        String hot = "{\"contents\":[{}],\"generation_config\":{\"temperature\":3}}";
        assertThat(refused(WHOLE, hot).field()).isEqualTo("temperature");
    }

    private static String edited(String body, Endpoint endpoint, long bound) {
        byte[] bytes = utf8(body);
        Envelope envelope = envelope(WHOLE, body);
        return new String(
                Splices.apply(bytes, bytes.length, GEMINI.edits(envelope, bytes, endpoint, bound)),
                StandardCharsets.UTF_8);
    }

    @Test
    void bytesStayTheCallersBesideWhatMustChange() {
        Endpoint endpoint = endpoint("gemini", Set.of());
        String plain =
                "{ \"contents\" : [{\"parts\":[{\"text\":\"hi\"}]}], \"new\":1.00,"
                        + "\"generation_config\":{\"top_p\":0.90}}";
        assertThat(edited(plain, endpoint, 0)).isEqualTo(plain);
        assertThat(edited(plain, endpoint, 9))
                .isEqualTo(plain.replace("\"top_p\":0.90", "\"top_p\":0.90,\"maxOutputTokens\":9"));
        assertThat(edited("{\"contents\":[{}],\"generationConfig\":null}", endpoint, 9))
                .isEqualTo("{\"contents\":[{}],\"generationConfig\":{\"maxOutputTokens\":9}}");
        assertThat(
                        edited(
                                "{\"model\":\"acme/tiny\",\"contents\":[{}],\"provider\":{\"sort\":"
                                        + "\"price\",\"options\":{\"acme\":{\"safetySettings\":[]}}}}",
                                endpoint,
                                0))
                .isEqualTo("{\"contents\":[{}],\"safetySettings\":[]}");
        assertThat(
                        edited(
                                "{\"contents\":[{}],\"generationConfig\":{\"topK\":4,\"temperature\":1}}",
                                endpoint("gemini", Set.of("top_k")),
                                0))
                .isEqualTo("{\"contents\":[{}],\"generationConfig\":{\"temperature\":1}}");
    }

    @Test
    void pathOfAnEndpointFollowsItsModelAndTheDelivery() {
        Endpoint endpoint = endpoint("gemini", Set.of());
        String body = "{\"contents\":[{}]}";
        assertThat(GEMINI.path(envelope(WHOLE, body), endpoint))
                .isEqualTo("/models/tiny-1:generateContent");
        assertThat(GEMINI.path(envelope(EVENTS, body), endpoint))
                .isEqualTo("/models/tiny-1:streamGenerateContent?alt=sse");
    }

    @Test
    void promptTextHoldsWordsAndNoMedia() {
        String body =
                "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"abc\"},{\"inlineData\":{"
                        + "\"mimeType\":\"image/png\",\"data\":\"aGk=\"}}]}],\"system_instruction\":"
                        + "{\"parts\":[{\"text\":\"def\"}]}}";
        String text = GEMINI.promptText(envelope(WHOLE, body), utf8(body), 1_000).text();
        assertThat(text).isEqualTo("abcdef");
    }

    private static String streamed(StreamTap tap, String stream, int size) {
        byte[] bytes = utf8(stream);
        Bytes out = new Bytes(64);
        for (int i = 0; i < bytes.length; i += size) {
            assertThat(tap.feed(bytes, i, Math.min(bytes.length, i + size), out))
                    .isEqualTo(StreamTap.State.OPEN);
        }
        assertThat(tap.end(out)).isEqualTo(StreamTap.State.COMPLETE);
        return new String(out.toArray(), StandardCharsets.UTF_8);
    }

    private static StreamTap tap() {
        return GEMINI.stream(
                envelope(EVENTS, "{\"contents\":[{}]}"), IDENTITY, Quirks.NONE, new Charges());
    }

    @Test
    void streamBearsOurNameAndTheLastResponseTheCostInAnyPieces() {
        String expected =
                STREAM.replace("tiny-1", "acme/tiny")
                        .replace("r-1", "gen-1-x")
                        .replace(
                                "\"totalTokenCount\":16",
                                "\"totalTokenCount\":16,\"cost\":0.000000016,\"cost_details\":{"
                                        + "\"upstream_inference_cost\":0.000000016,"
                                        + "\"upstream_inference_prompt_cost\":0.00000001,"
                                        + "\"upstream_inference_completions_cost\":0.000000006},\"is_byok\":false");
        for (int size = 1; size <= STREAM.length(); size++) {
            StreamTap tap = tap();
            assertThat(streamed(tap, STREAM, size)).isEqualTo(expected);
            assertThat(tap.facts().usage())
                    .isEqualTo(
                            Usage.NONE
                                    .with(Bucket.INPUT, 10)
                                    .with(Bucket.OUTPUT, 4)
                                    .with(Bucket.REASONING, 2));
            assertThat(tap.facts().finishReason()).isEqualTo("STOP");
            assertThat(tap.facts().upstreamId()).isEqualTo("r-1");
        }
    }

    @Test
    void partsBehindTheReasonOfTheEndAreNotLost() {
        String late =
                STREAM
                        + data(
                                "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"\","
                                        + "\"thoughtSignature\":\"c2ln\"}]}}],\"responseId\":\"r-1\"}");
        String told = streamed(tap(), late, 50);
        assertThat(told).contains("c2ln");
        assertThat(told.split("\"cost\":", -1)).as("the cost stands there once").hasSize(2);
        assertThat(told.substring(told.indexOf("c2ln"))).contains("\"cost\":");
    }

    @Test
    void streamWithoutAnEndIsNotComplete() {
        StreamTap tap = tap();
        byte[] first = utf8(STREAM.substring(0, STREAM.indexOf("\r\n\r\n") + 4));
        Bytes out = new Bytes(64);
        tap.feed(first, 0, first.length, out);
        assertThat(tap.end(out)).isEqualTo(StreamTap.State.OPEN);
        tap.breakOff(
                Fault.silent(FaultKind.PROVIDER_UNAVAILABLE, Blame.ENDPOINT, "It is gone."), out);
        String told = new String(out.toArray(), StandardCharsets.UTF_8);
        assertThat(told).endsWith("}\r\n\r\n").contains("\"status\":\"UNAVAILABLE\"");
    }

    @Test
    void t89ErrorInAStreamIsUnderstoodAndNotTold() {
        String error =
                data(
                        "{\"error\":{\"code\":429,\"message\":\"slow down\",\"status\":"
                                + "\"RESOURCE_EXHAUSTED\",\"details\":[{\"@type\":"
                                + "\"type.googleapis.com/google.rpc.RetryInfo\",\"retryDelay\":\"34s\"}]}}");
        StreamTap tap = tap();
        Bytes out = new Bytes(64);
        assertThat(tap.feed(utf8(error), 0, utf8(error).length, out))
                .isEqualTo(StreamTap.State.FAILED);
        assertThat(out.length()).isZero();
        assertThat(tap.fault().kind()).isEqualTo(FaultKind.RATE_LIMITED);
        assertThat(tap.fault().retryAfterSeconds()).isEqualTo(34);
        byte[] array = utf8("[" + error.substring(6).strip() + "]");
        Fault whole = GEMINI.classify(429, name -> "", array, array.length);
        assertThat(whole.kind()).isEqualTo(FaultKind.RATE_LIMITED);
        assertThat(whole.retryAfterSeconds()).as("T87").isEqualTo(34);
    }

    private static JsonNode rewritten(String answer) {
        byte[] body = utf8(answer);
        Rewritten.Answer told =
                (Rewritten.Answer)
                        GEMINI.rewrite(
                                envelope(WHOLE, "{\"contents\":[{}]}"),
                                body,
                                body.length,
                                IDENTITY,
                                Quirks.NONE,
                                new Charges());
        byte[] whole = Splices.apply(body, body.length, told.splices());
        return Trees.read(whole, 0, whole.length).orElseThrow();
    }

    @Test
    void wholeAnswerBearsOurNameAndTheCost() {
        JsonNode told =
                rewritten(
                        "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"hi\"}]},"
                                + "\"finishReason\":\"STOP\"}],\"usageMetadata\":{\"promptTokenCount\":3,"
                                + "\"candidatesTokenCount\":1},\"modelVersion\":\"tiny-1\",\"responseId\":\"r\"}");
        assertThat(told.path("modelVersion").asString()).isEqualTo("acme/tiny");
        assertThat(told.path("responseId").asString()).isEqualTo("gen-1-x");
        assertThat(told.at("/usageMetadata/cost").decimalValue()).isEqualByComparingTo("4e-9");
        JsonNode silent =
                rewritten("{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"hi\"}]}}]}");
        assertThat(silent.at("/usageMetadata/estimated").asBoolean()).isTrue();
        assertThat(silent.at("/usageMetadata/candidatesTokenCount").asLong()).isEqualTo(2);
    }

    @Test
    void blockedPromptIsAnAnswer() {
        JsonNode told =
                rewritten(
                        "{\"promptFeedback\":{\"blockReason\":\"SAFETY\"},\"usageMetadata\":"
                                + "{\"promptTokenCount\":3}}");
        assertThat(told.at("/usageMetadata/cost").isNumber()).isTrue();
        byte[] none = utf8("{\"usageMetadata\":{}}");
        assertThat(
                        GEMINI.rewrite(
                                envelope(WHOLE, "{\"contents\":[{}]}"),
                                none,
                                none.length,
                                IDENTITY,
                                Quirks.NONE,
                                new Charges()))
                .isInstanceOf(Rewritten.Failure.class);
    }

    @Test
    void errorsHaveGeminisShape() {
        Fault fault = Fault.invalid("contents", "contents is missing.").retryAfter(5);
        var answer = GEMINI.error(fault, "{\"a\":1}", "");
        JsonNode error = Trees.read(answer.body(), 0, answer.body().length).orElseThrow();
        assertThat(answer.status()).isEqualTo(400);
        assertThat(error.at("/error/code").asInt()).isEqualTo(400);
        assertThat(error.at("/error/status").asString()).isEqualTo("INVALID_ARGUMENT");
        assertThat(error.at("/error/details/1/fieldViolations/0/field").asString())
                .isEqualTo("contents");
        assertThat(error.at("/error/details/2/retryDelay").asString()).isEqualTo("5s");
        for (FaultKind kind : FaultKind.values()) {
            byte[] body = GEMINI.error(Fault.gateway(kind, "x"), "", "").body();
            assertThat(new String(body, StandardCharsets.UTF_8)).contains("\"status\":\"");
        }
    }

    @Test
    void arrayHoldsWhatTheEventsHoldInAnyPieces() {
        JsonNode whole = null;
        for (int size = 1; size <= STREAM.length(); size += 3) {
            JsonNode array = Trees.read(streamed(new ArrayTap(tap()), STREAM, size)).orElseThrow();
            assertThat(array.size()).isEqualTo(2);
            assertThat(array.at("/1/usageMetadata/cost").isNumber()).isTrue();
            assertThat(whole == null || whole.equals(array)).isTrue();
            whole = array;
        }
        Bytes out = new Bytes(64);
        ArrayTap broken = new ArrayTap(tap());
        broken.feed(utf8(STREAM), 0, utf8(STREAM).length, out);
        broken.breakOff(Fault.gateway(FaultKind.INTERNAL, "Gone."), out);
        JsonNode array = Trees.read(out.toArray(), 0, out.length()).orElseThrow();
        assertThat(array.size()).isEqualTo(3);
        assertThat(array.at("/2/error/status").asString()).isEqualTo("INTERNAL");
        assertThat(new String(ArrayFrames.only(utf8("{}")), StandardCharsets.UTF_8))
                .isEqualTo("[{}]");
    }

    @Test
    void tokensAreCountedOfTheRequestThatIsMeant() {
        byte[] inside =
                utf8("{\"generateContentRequest\":{\"model\":\"models/m\",\"contents\":[{}]}}");
        assertThat(new String(TokenCount.asked(inside, inside.length), StandardCharsets.UTF_8))
                .isEqualTo("{\"model\":\"models/m\",\"contents\":[{}]}");
        byte[] plain = utf8("{ \"contents\":[{}]}");
        assertThat(TokenCount.asked(plain, plain.length)).isEqualTo(plain);
        assertThat(new String(TokenCount.answer(31), StandardCharsets.UTF_8))
                .isEqualTo("{\"totalTokens\":31}");
    }

    @Test
    void modelsAreListedInGeminisShape() {
        Model model =
                new Model(
                        "acme/tiny",
                        "Tiny",
                        "tiny",
                        "2026-01-01",
                        "",
                        Model.Weights.UNKNOWN,
                        10_000,
                        500,
                        Set.of(Modality.TEXT),
                        Set.of(Modality.TEXT),
                        Set.of(Capability.REASONING),
                        Reasoning.NONE,
                        Lifecycle.ACTIVE,
                        List.of(),
                        "",
                        Map.of());
        byte[] page = ModelList.page(List.of(model), "next");
        JsonNode list = Trees.read(page, 0, page.length).orElseThrow();
        assertThat(list.at("/models/0/name").asString()).isEqualTo("models/acme/tiny");
        assertThat(list.at("/models/0/outputTokenLimit").asLong()).isEqualTo(500);
        assertThat(list.at("/models/0/supportedGenerationMethods").toString())
                .contains("countTokens");
        assertThat(list.path("nextPageToken").asString()).isEqualTo("next");
        byte[] one = ModelList.one(model);
        assertThat(Trees.read(one, 0, one.length).orElseThrow()).isEqualTo(list.at("/models/0"));
    }

    private static Outgoing.Request sent(
            Dialect from, RequestLine line, String to, String body, Endpoint endpoint) {
        byte[] bytes = utf8(body);
        Envelope envelope = (Envelope) from.peek(line, bytes, bytes.length);
        Incoming incoming =
                new Incoming(
                        bytes,
                        bytes.length,
                        envelope.model(),
                        envelope.delivery(),
                        name -> "",
                        Carrier.BARE);
        assertThat(endpoint.dialect()).isEqualTo(to);
        return (Outgoing.Request)
                DIALECTS.between(from, endpoint).send(envelope, incoming, endpoint, 0);
    }

    @Test
    void callerOfOpenAiIsAnsweredByGemini() {
        String body =
                "{\"model\":\"acme/tiny\",\"stream\":true,\"messages\":[{\"role\":\"system\",\"content\":"
                        + "\"be kind\"},{\"role\":\"user\",\"content\":\"hi\"}]}";
        Outgoing.Request request =
                sent(
                        CHAT,
                        RequestLine.of(Operation.CHAT),
                        "gemini",
                        body,
                        endpoint("gemini", Set.of()));
        assertThat(request.path()).isEqualTo("/models/tiny-1:streamGenerateContent?alt=sse");
        byte[] asked = Splices.apply(utf8(body), utf8(body).length, request.edits());
        assertThat(new String(asked, StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"systemInstruction\":{\"parts\":[{\"text\":\"be kind\"}]},\"contents\":"
                                + "[{\"role\":\"user\",\"parts\":[{\"text\":\"hi\"}]}]}");
        StreamTap tap = request.stream(IDENTITY, Quirks.NONE, new Charges());
        String told = streamed(tap, STREAM, 11);
        assertThat(told).contains("Grü").endsWith("data: [DONE]\n\n");
        assertThat(told.split("\"cost\":", -1)).as("the cost stands there once").hasSize(2);
        assertThat(tap.facts().usage().completionTokens()).isEqualTo(6);
    }

    @Test
    void callerOfGeminiIsAnsweredByAnthropicAndTheStreamEndsWhenTheProvidersDoes() {
        String body =
                "{\"contents\":[{\"parts\":[{\"text\":\"hi\"}]}],\"generationConfig\":"
                        + "{\"maxOutputTokens\":50}}";
        Outgoing.Request request =
                sent(
                        GEMINI,
                        EVENTS,
                        "anthropic-messages",
                        body,
                        endpoint("anthropic-messages", Set.of()));
        assertThat(request.path()).isEqualTo("/messages");
        byte[] asked = Splices.apply(utf8(body), utf8(body).length, request.edits());
        JsonNode message = Trees.read(asked, 0, asked.length).orElseThrow();
        assertThat(message.path("stream").asBoolean()).isTrue();
        assertThat(message.path("max_tokens").asLong()).isEqualTo(50);
        String stream =
                "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\","
                        + "\"usage\":{\"input_tokens\":11,\"output_tokens\":1}}}\n\n"
                        + "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":0,"
                        + "\"content_block\":{\"type\":\"text\",\"text\":\"Hello\"}}\n\n"
                        + "event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":0}\n\n"
                        + "event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{"
                        + "\"stop_reason\":\"max_tokens\"},\"usage\":{\"output_tokens\":9}}\n\n"
                        + "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";
        for (StreamTap tap :
                List.of(
                        request.stream(IDENTITY, Quirks.NONE, new Charges()),
                        new ArrayTap(request.stream(IDENTITY, Quirks.NONE, new Charges())))) {
            Bytes out = new Bytes(64);
            byte[] bytes = utf8(stream);
            assertThat(tap.feed(bytes, 0, bytes.length, out)).isEqualTo(StreamTap.State.COMPLETE);
            String told = new String(out.toArray(), StandardCharsets.UTF_8);
            assertThat(told)
                    .contains("\"text\":\"Hello\"")
                    .contains("\"finishReason\":\"MAX_TOKENS\"");
            assertThat(told).contains("\"modelVersion\":\"acme/tiny\"").contains("gen-1-x");
            assertThat(told.split("\"cost\":", -1)).hasSize(2);
            assertThat(tap.facts().usage().completionTokens()).isEqualTo(9);
            assertThat(tap.facts().upstreamId()).isEqualTo("msg_1");
        }
    }

    /** A nano-dollar for each token. */
    private static final class Charges implements Closing {
        @Override
        public Cost cost(AnswerFacts facts, End end) {
            Usage usage = facts.usage();
            Money prompt = new Money(usage.promptTokens());
            Money completion = new Money(usage.completionTokens());
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

    private static Endpoint endpoint(String dialect, Set<String> refused) {
        Provider provider =
                new Provider(
                        "acme",
                        "Acme",
                        Provider.Kind.HOST,
                        List.of(),
                        Map.of(dialect, "https://acme.example/v1"),
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
                dialect,
                "chat",
                "",
                "unknown",
                0,
                0,
                10_000,
                Set.of(Modality.TEXT),
                Set.of(Modality.TEXT),
                Set.of(Capability.TOOLS),
                refused,
                Reasoning.NONE,
                new Pricing.Unknown(),
                Lifecycle.ACTIVE);
    }
}
