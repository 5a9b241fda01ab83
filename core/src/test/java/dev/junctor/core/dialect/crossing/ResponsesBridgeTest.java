package dev.junctor.core.dialect.crossing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.base.Money;
import dev.junctor.core.catalog.Quirks;
import dev.junctor.core.dialect.AnswerFacts;
import dev.junctor.core.dialect.Carrier;
import dev.junctor.core.dialect.Closing;
import dev.junctor.core.dialect.Cost;
import dev.junctor.core.dialect.Dialect;
import dev.junctor.core.dialect.Dialects;
import dev.junctor.core.dialect.Envelope;
import dev.junctor.core.dialect.Identity;
import dev.junctor.core.dialect.Incoming;
import dev.junctor.core.dialect.Operation;
import dev.junctor.core.dialect.Outgoing;
import dev.junctor.core.dialect.RequestLine;
import dev.junctor.core.dialect.Rewritten;
import dev.junctor.core.dialect.StreamTap;
import dev.junctor.core.dialect.anthropic.AnthropicMessages;
import dev.junctor.core.dialect.openaichat.OpenAiChat;
import dev.junctor.core.dialect.openairesponses.OpenAiResponses;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.fault.FaultKind;
import dev.junctor.core.json.Bytes;
import dev.junctor.core.json.Splices;
import dev.junctor.core.usage.Bucket;
import dev.junctor.core.usage.Usage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Callers of Responses at endpoints of other dialects, and the other way round, as the gateway sends them. */
final class ResponsesBridgeTest {
    private static final Dialect CHAT = new OpenAiChat();
    private static final Dialect MESSAGES = new AnthropicMessages();
    private static final Dialect RESPONSES = new OpenAiResponses();
    private static final Dialects DIALECTS =
            new Dialects(
                    List.of(CHAT, MESSAGES, RESPONSES),
                    List.of(Crossing.CHAT, Crossing.MESSAGES, ResponsesLawsTest.RESPONSES));
    private static final Identity IDENTITY = new Identity("gen-1700000000-x", "acme/tiny", "Acme");
    private static final String ASKED =
            "{\"model\":\"acme/tiny\",\"input\":\"hi\",\"instructions\":\"Be brief.\","
                    + "\"max_output_tokens\":50,\"stream\":true}";

    private static final String CHAT_STREAM =
            "data: {\"id\":\"c1\",\"model\":\"tiny-1\",\"choices\":[{\"index\":0,\"delta\":{\"role\":"
                    + "\"assistant\",\"content\":\"Grü\"}}]}\n\n"
                    + "data: {\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"ße\"},"
                    + "\"finish_reason\":\"stop\"}]}\n\n"
                    + "data: {\"id\":\"c1\",\"choices\":[],\"usage\":{\"prompt_tokens\":20,"
                    + "\"completion_tokens\":9,\"total_tokens\":29,\"prompt_tokens_details\":"
                    + "{\"cached_tokens\":8}}}\n\ndata: [DONE]\n\n";

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Outgoing.Request sent(Dialect from, String to, String json) {
        byte[] body = bytes(json);
        Envelope envelope = (Envelope) from.peek(RequestLine.of(Operation.CHAT), body, body.length);
        Incoming incoming =
                new Incoming(
                        body,
                        body.length,
                        envelope.model(),
                        envelope.delivery(),
                        name -> "",
                        Carrier.BARE);
        var endpoint = ResponsesTalk.endpoint(to);
        return (Outgoing.Request)
                DIALECTS.between(from, endpoint).send(envelope, incoming, endpoint, 0);
    }

    private static JsonNode body(Outgoing.Request request, String json) {
        byte[] body = Splices.apply(bytes(json), bytes(json).length, request.edits());
        return Crossing.tree(new String(body, StandardCharsets.UTF_8));
    }

    private static String told(StreamTap tap, String stream, int step) {
        byte[] bytes = bytes(stream);
        Bytes out = new Bytes(64);
        for (int i = 0; i < bytes.length; i += step) {
            tap.feed(bytes, i, Math.min(bytes.length, i + step), out);
        }
        tap.end(out);
        return new String(out.toArray(), StandardCharsets.UTF_8);
    }

    private static final Usage COUNTED =
            Usage.NONE.with(Bucket.INPUT, 12).with(Bucket.CACHE_READ, 8).with(Bucket.OUTPUT, 9);

    @Test
    void callerOfResponsesGetsAnAnswerOfAChatAndPaysForWhatItCounted() {
        Outgoing.Request request = sent(RESPONSES, "openai-chat", ASKED);
        JsonNode body = body(request, ASKED);
        assertThat(request.path()).isEqualTo("/chat/completions");
        assertThat(body.at("/messages/0/content").asString()).isEqualTo("Be brief.");
        assertThat(body.at("/messages/1/content").asString()).isEqualTo("hi");
        assertThat(body.path("model").asString()).isEqualTo("tiny-1");
        assertThat(request.losses()).isEmpty();

        StreamTap tap = request.stream(IDENTITY, Quirks.NONE, new Charges());
        String whole = told(tap, CHAT_STREAM, 10_000);
        ResponsesGrammar.check(bytes(whole));
        assertThat(whole.split("\"cost\":", -1)).as("the cost stands there once").hasSize(2);
        assertThat(tap.facts().usage()).isEqualTo(COUNTED);
        JsonNode last = Crossing.tree(Sse.events(bytes(whole)).getLast().data());
        assertThat(last.at("/response/id").asString()).isEqualTo("gen-1700000000-x");
        assertThat(last.at("/response/created_at").asLong()).isEqualTo(1_700_000_000);
        assertThat(last.at("/response/model").asString()).isEqualTo("acme/tiny");
        assertThat(last.at("/response/instructions").asString()).isEqualTo("Be brief.");
        assertThat(last.at("/response/usage/input_tokens").asInt()).isEqualTo(20);
        for (int step = 1; step < 50; step++) {
            StreamTap again = request.stream(IDENTITY, Quirks.NONE, new Charges());
            assertThat(told(again, CHAT_STREAM, step)).as("step %d", step).isEqualTo(whole);
        }
    }

    @Test
    void errorAfterTheHeadOfACrossedStreamHasTheNextNumber() {
        StreamTap tap =
                sent(RESPONSES, "openai-chat", ASKED).stream(IDENTITY, Quirks.NONE, new Charges());
        byte[] begun = bytes(CHAT_STREAM.substring(0, CHAT_STREAM.indexOf("\n\n") + 2));
        Bytes out = new Bytes(64);
        tap.feed(begun, 0, begun.length, out);
        tap.breakOff(Fault.gateway(FaultKind.TIMEOUT, "Too late."), out);
        ResponsesGrammar.check(out.toArray());
        assertThat(Sse.events(out.toArray()).getLast().name()).isEqualTo("response.failed");
    }

    private static final String ANSWER =
            "{\"id\":\"resp_1\",\"status\":\"completed\",\"model\":\"tiny-1\",\"output\":[{\"type\":"
                    + "\"message\",\"role\":\"assistant\",\"content\":[{\"type\":\"output_text\","
                    + "\"text\":\"hello\"}]}],\"usage\":{\"input_tokens\":20,\"input_tokens_details\":"
                    + "{\"cached_tokens\":8},\"output_tokens\":9}}";

    @Test
    void callersOfOthersGetAnAnswerOfResponses() {
        String chat =
                "{\"model\":\"acme/tiny\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
        JsonNode completion = answer(CHAT, chat);
        assertThat(completion.at("/choices/0/message/content").asString()).isEqualTo("hello");
        assertThat(completion.at("/usage/prompt_tokens").asInt()).isEqualTo(20);
        assertThat(completion.at("/usage/cost").isNumber()).isTrue();
        String messages = chat.replace("\"messages\"", "\"max_tokens\":1,\"messages\"");
        JsonNode message = answer(MESSAGES, messages);
        assertThat(message.at("/content/0/text").asString()).isEqualTo("hello");
        assertThat(message.at("/usage/input_tokens").asInt()).isEqualTo(12);
        assertThat(message.at("/usage/cost").isNumber()).isTrue();

        Outgoing.Request request = sent(MESSAGES, "openai-responses", messages);
        JsonNode body = body(request, messages);
        assertThat(request.path()).isEqualTo("/responses");
        assertThat(body.path("max_output_tokens").asInt()).as("the least").isEqualTo(16);
        assertThat(body.path("store").asBoolean(true)).isFalse();
    }

    private static JsonNode answer(Dialect caller, String asked) {
        byte[] answer = bytes(ANSWER);
        Rewritten.Answer told =
                (Rewritten.Answer)
                        sent(caller, "openai-responses", asked)
                                .rewrite(
                                        answer,
                                        answer.length,
                                        IDENTITY,
                                        Quirks.NONE,
                                        new Charges());
        assertThat(told.facts().usage()).isEqualTo(COUNTED);
        assertThat(told.facts().upstreamId()).isEqualTo("resp_1");
        return Crossing.tree(
                new String(
                        Splices.apply(answer, answer.length, told.splices()),
                        StandardCharsets.UTF_8));
    }

    @Test
    void callersOfOthersGetAStreamOfResponses() {
        String stream =
                event("response.created", ",\"response\":{\"id\":\"resp_1\",\"output\":[]}")
                        + event(
                                "response.output_item.added",
                                ",\"output_index\":0,\"item\":{\"type\":\"message\",\"id\":\"m\"}")
                        + event(
                                "response.output_text.delta",
                                ",\"output_index\":0,\"content_index\":0,\"delta\":\"hello\"")
                        + event("response.completed", ",\"response\":" + ANSWER);
        List<String> told = new ArrayList<>();
        for (Dialect caller : List.of(CHAT, MESSAGES)) {
            String asked =
                    "{\"model\":\"acme/tiny\",\"max_tokens\":50,\"messages\":[{\"role\":\"user\","
                            + "\"content\":\"hi\"}],\"stream\":true}";
            StreamTap tap =
                    sent(caller, "openai-responses", asked).stream(
                            IDENTITY, Quirks.NONE, new Charges());
            told.add(told(tap, stream, 11));
            assertThat(tap.facts().usage()).isEqualTo(COUNTED);
        }
        ChunkGrammar.check(bytes(told.get(0)));
        MessageGrammar.check(bytes(told.get(1)));
        assertThat(told).allSatisfy(text -> assertThat(text).contains("\"hello\"", "\"cost\":"));
    }

    private static String event(String type, String fields) {
        return "event: " + type + "\ndata: {\"type\":\"" + type + "\"" + fields + "}\n\n";
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
}
