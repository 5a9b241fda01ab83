package dev.junctor.core.dialect;

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
import dev.junctor.core.dialect.anthropic.AnthropicCodec;
import dev.junctor.core.dialect.anthropic.AnthropicMessages;
import dev.junctor.core.dialect.openaichat.OpenAiChat;
import dev.junctor.core.dialect.openaichat.chat.OpenAiChatCodec;
import dev.junctor.core.json.Bytes;
import dev.junctor.core.json.Splices;
import dev.junctor.core.usage.Bucket;
import dev.junctor.core.usage.Usage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CrossingTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Dialect CHAT = new OpenAiChat();
    private static final Dialect MESSAGES = new AnthropicMessages();
    private static final Dialects DIALECTS =
            new Dialects(
                    List.of(CHAT, MESSAGES), List.of(new OpenAiChatCodec(), new AnthropicCodec()));
    private static final Identity IDENTITY = new Identity("gen-1-x", "acme/tiny", "Acme");

    private static final String ANTHROPIC_STREAM =
            event(
                            "message_start",
                            "{\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"type\":\"message\","
                                    + "\"role\":\"assistant\",\"model\":\"tiny-1\",\"content\":[],\"stop_reason\":null,"
                                    + "\"usage\":{\"input_tokens\":11,\"cache_read_input_tokens\":5,"
                                    + "\"cache_creation_input_tokens\":7,\"cache_creation\":{"
                                    + "\"ephemeral_5m_input_tokens\":3,\"ephemeral_1h_input_tokens\":4},"
                                    + "\"output_tokens\":1}}}")
                    + event(
                            "content_block_start",
                            "{\"type\":\"content_block_start\",\"index\":0,"
                                    + "\"content_block\":{\"type\":\"text\",\"text\":\"\"}}")
                    + event(
                            "content_block_delta",
                            "{\"type\":\"content_block_delta\",\"index\":0,"
                                    + "\"delta\":{\"type\":\"text_delta\",\"text\":\"Grüße\"}}")
                    + event("content_block_stop", "{\"type\":\"content_block_stop\",\"index\":0}")
                    + event(
                            "message_delta",
                            "{\"type\":\"message_delta\",\"delta\":{"
                                    + "\"stop_reason\":\"end_turn\",\"stop_sequence\":null},"
                                    + "\"usage\":{\"output_tokens\":9}}")
                    + event("message_stop", "{\"type\":\"message_stop\"}");

    private static String event(String name, String data) {
        return "event: " + name + "\ndata: " + data + "\n\n";
    }

    @Test
    void aCallerOfOpenAiGetsAnAnswerOfAnthropicsAndPaysForWhatAnthropicCounted() {
        Outgoing.Request request = sent(CHAT, "anthropic-messages", chat(""));
        JsonNode asked = JSON.readTree(body(request, chat("")));
        assertThat(asked.path("model").asString()).isEqualTo("tiny-1");
        assertThat(asked.path("max_tokens").asLong()).isPositive();
        assertThat(asked.path("messages").path(0).path("role").asString()).isEqualTo("user");
        assertThat(request.path()).isEqualTo("/messages");

        Charges charges = new Charges();
        StreamTap tap = request.stream(IDENTITY, Quirks.NONE, charges);
        String told = whole(tap, ANTHROPIC_STREAM);

        assertThat(told).contains("Grüße").endsWith("data: [DONE]\n\n");
        assertThat(told).contains("\"id\":\"gen-1-x\"").contains("\"model\":\"acme/tiny\"");
        assertThat(tap.facts().usage()).isEqualTo(COUNTED);
        assertThat(charges.asked).isEqualTo(COUNTED);
        assertThat(told.split("\"cost\":", -1)).as("the cost stands there once").hasSize(2);
    }

    @Test
    void aStreamIsTranslatedTheSameHoweverItIsCut() {
        String expected =
                whole(
                        sent(CHAT, "anthropic-messages", chat("")).stream(
                                IDENTITY, Quirks.NONE, new Charges()),
                        ANTHROPIC_STREAM);
        byte[] bytes = ANTHROPIC_STREAM.getBytes(StandardCharsets.UTF_8);
        for (int step = 1; step < 40; step++) {
            StreamTap tap =
                    sent(CHAT, "anthropic-messages", chat("")).stream(
                            IDENTITY, Quirks.NONE, new Charges());
            Bytes out = new Bytes(64);
            for (int i = 0; i < bytes.length; i += step) {
                tap.feed(bytes, i, Math.min(bytes.length, i + step), out);
            }
            assertThat(text(out)).as("in steps of %d", step).isEqualTo(expected);
        }
    }

    @Test
    void aCallerOfAnthropicsGetsAnAnswerOfOpenAis() {
        String asked =
                "{\"model\":\"acme/tiny\",\"max_tokens\":50,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
        Outgoing.Request request = sent(MESSAGES, "openai-chat", asked);
        byte[] answer =
                ("{\"id\":\"c1\",\"object\":\"chat.completion\",\"model\":\"tiny-1\",\"choices\":[{\"index\":0,"
                                + "\"message\":{\"role\":\"assistant\",\"content\":\"hello\"},"
                                + "\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":10,"
                                + "\"completion_tokens\":4,\"total_tokens\":14}}")
                        .getBytes(StandardCharsets.UTF_8);
        Rewritten.Answer told =
                (Rewritten.Answer)
                        request.rewrite(
                                answer, answer.length, IDENTITY, Quirks.NONE, new Charges());
        JsonNode message = JSON.readTree(Splices.apply(answer, answer.length, told.splices()));
        assertThat(message.path("type").asString()).isEqualTo("message");
        assertThat(message.path("content").path(0).path("text").asString()).isEqualTo("hello");
        assertThat(message.path("stop_reason").asString()).isEqualTo("end_turn");
        assertThat(message.path("usage").path("output_tokens").asLong()).isEqualTo(4);
        assertThat(message.path("usage").path("cost").isNumber()).isTrue();
        assertThat(told.facts().usage().promptTokens()).isEqualTo(10);
    }

    @Test
    void aTierIsToldInTheWordOfTheCallersProtocol() {
        String stream = ANTHROPIC_STREAM.replace("\"output_tokens\":9", TIER);
        String told =
                whole(
                        sent(CHAT, "anthropic-messages", chat("")).stream(
                                IDENTITY, Quirks.NONE, new Charges()),
                        stream);
        assertThat(told).contains("\"service_tier\":\"default\"").doesNotContain("standard");

        byte[] answer =
                ("{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"tiny-1\","
                                + "\"content\":[{\"type\":\"text\",\"text\":\"hello\"}],"
                                + "\"stop_reason\":\"end_turn\",\"stop_sequence\":null,"
                                + "\"usage\":{\"input_tokens\":11,"
                                + TIER
                                + "}}")
                        .getBytes(StandardCharsets.UTF_8);
        Rewritten.Answer rewritten =
                (Rewritten.Answer)
                        sent(CHAT, "anthropic-messages", chat("").replace("true", "false"))
                                .rewrite(
                                        answer,
                                        answer.length,
                                        IDENTITY,
                                        Quirks.NONE,
                                        new Charges());
        JsonNode whole = JSON.readTree(Splices.apply(answer, answer.length, rewritten.splices()));
        assertThat(whole.path("service_tier").asString()).isEqualTo("default");
    }

    @Test
    void theCostStandsOnceThoughTheProviderHasAnIdeaOfItsOwn() {
        String asked =
                "{\"model\":\"acme/tiny\",\"max_tokens\":50,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
        byte[] answer =
                ("{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"tiny-1\",\"content\":"
                                + "[{\"type\":\"text\",\"text\":\"hello\"}],\"stop_reason\":\"end_turn\","
                                + "\"usage\":{\"cost\":7,\"input_tokens\":10,\"output_tokens\":4}}")
                        .getBytes(StandardCharsets.UTF_8);
        Rewritten.Answer told =
                (Rewritten.Answer)
                        sent(MESSAGES, "anthropic-messages", asked)
                                .rewrite(
                                        answer,
                                        answer.length,
                                        IDENTITY,
                                        Quirks.NONE,
                                        new Charges());
        byte[] whole = Splices.apply(answer, answer.length, told.splices());
        assertThat(new String(whole, StandardCharsets.UTF_8).split("\"cost\":", -1)).hasSize(2);
        JsonNode usage = JSON.readTree(whole).path("usage");
        assertThat(usage.path("cost").decimalValue()).isEqualByComparingTo("0.000000014");
        assertThat(usage.path("is_byok").isBoolean()).isTrue();
    }

    @Test
    void whatCannotBeSaidIsReportedAndAStrictCallerIsRefusedBeforeAnybodyIsAsked() {
        String seeded = chat(",\"seed\":7");
        Outgoing.Request request = sent(CHAT, "anthropic-messages", seeded);
        assertThat(request.losses()).extracting("path").contains("seed");
        assertThat(ConversionText.of(request.losses())).contains("seed");

        Outgoing strict =
                send(
                        CHAT,
                        "anthropic-messages",
                        seeded,
                        name -> name.equals("x-junctor-conversion-policy") ? "strict" : "");
        assertThat(strict).isInstanceOf(Outgoing.Impossible.class);
        assertThat(((Outgoing.Impossible) strict).fault().field()).isEqualTo("seed");
    }

    private static final String TIER = "\"output_tokens\":9,\"service_tier\":\"standard\"";

    private static final Usage COUNTED =
            Usage.NONE
                    .with(Bucket.INPUT, 11)
                    .with(Bucket.CACHE_READ, 5)
                    .with(Bucket.CACHE_WRITE, 3)
                    .with(Bucket.CACHE_WRITE_1H, 4)
                    .with(Bucket.OUTPUT, 9);

    private static String chat(String more) {
        return "{\"model\":\"acme/tiny\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],"
                + "\"stream\":true"
                + more
                + "}";
    }

    private static Outgoing.Request sent(Dialect from, String to, String body) {
        return (Outgoing.Request) send(from, to, body, name -> "");
    }

    private static Outgoing send(
            Dialect from, String to, String body, UnaryOperator<String> headers) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Envelope envelope =
                (Envelope) from.peek(RequestLine.of(Operation.CHAT), bytes, bytes.length);
        Incoming incoming =
                new Incoming(
                        bytes,
                        bytes.length,
                        envelope.model(),
                        envelope.delivery(),
                        headers,
                        Carrier.BARE);
        Endpoint endpoint = endpoint(to);
        return DIALECTS.between(from, endpoint).send(envelope, incoming, endpoint, 0);
    }

    private static byte[] body(Outgoing.Request request, String sent) {
        byte[] bytes = sent.getBytes(StandardCharsets.UTF_8);
        return Splices.apply(bytes, bytes.length, request.edits());
    }

    private static String whole(StreamTap tap, String stream) {
        byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
        Bytes out = new Bytes(64);
        assertThat(tap.feed(bytes, 0, bytes.length, out)).isEqualTo(StreamTap.State.COMPLETE);
        return text(out);
    }

    private static String text(Bytes bytes) {
        return new String(bytes.toArray(), StandardCharsets.UTF_8);
    }

    /** A nano-dollar for each token, and a memory of what was asked for. */
    private static final class Charges implements Closing {
        private Usage asked = Usage.NONE;

        @Override
        public Cost cost(AnswerFacts facts, End end) {
            Usage usage = facts.usage();
            asked = usage;
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

    private static Endpoint endpoint(String dialect) {
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
                Set.of(),
                Reasoning.NONE,
                new Pricing.Unknown(),
                Lifecycle.ACTIVE);
    }
}
