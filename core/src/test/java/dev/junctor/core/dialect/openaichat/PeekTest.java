package dev.junctor.core.dialect.openaichat;

import static dev.junctor.core.dialect.openaichat.Samples.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.catalog.Capability;
import dev.junctor.core.catalog.Modality;
import dev.junctor.core.dialect.Delivery;
import dev.junctor.core.dialect.Envelope;
import dev.junctor.core.dialect.Operation;
import dev.junctor.core.dialect.Peeked;
import dev.junctor.core.dialect.RequestLine;
import dev.junctor.core.dialect.openaichat.Fixtures.Exchange;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.fault.FaultKind;
import dev.junctor.core.json.Field;
import dev.junctor.core.json.Scalars;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class PeekTest {
    private static final String MESSAGES = "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";

    @Test
    void readsWhatRoutingNeedsToKnow() {
        Envelope envelope =
                accepted(
                        """
                        {"model":"acme/tiny","models":["b","c"],"stream":true,"n":2,"max_tokens":7,
                         "messages":[{"role":"user","content":[{"type":"text","text":"look"},
                           {"type":"image_url","image_url":{"url":"data:…"}},
                           {"type":"input_audio","input_audio":{}},{"type":"file","file":{}},
                           {"type":"video_url","video_url":{"url":"x"}}]}],
                         "tools":[{"type":"function"}],"tool_choice":"required",
                         "parallel_tool_calls":true,"response_format":{"type":"json_schema"},
                         "reasoning":{"effort":"low"},"modalities":["text","image"],
                         "provider":{"sort":"price"},"seed":4,"session_id":"s","simulator":{"fault":1}}
                        """);
        assertThat(envelope.model()).isEqualTo("acme/tiny");
        assertThat(envelope.models()).containsExactly("b", "c");
        assertThat(envelope.delivery()).isEqualTo(Delivery.STREAM);
        assertThat(envelope.choices()).isEqualTo(2);
        assertThat(envelope.maxOutputTokens()).isEqualTo(7);
        assertThat(envelope.in()).containsExactlyInAnyOrder(Modality.values());
        assertThat(envelope.out()).containsExactlyInAnyOrder(Modality.TEXT, Modality.IMAGE);
        assertThat(envelope.capabilities())
                .containsExactlyInAnyOrder(
                        Capability.TOOLS,
                        Capability.TOOL_CHOICE,
                        Capability.PARALLEL_TOOLS,
                        Capability.STRUCTURED_OUTPUT,
                        Capability.REASONING);
        assertThat(envelope.controls())
                .containsEntry("provider", "{\"sort\":\"price\"}")
                .containsEntry("reasoning", "{\"effort\":\"low\"}")
                .containsEntry("seed", "4")
                .containsEntry("session_id", "\"s\"")
                .doesNotContainKey("messages");
    }

    @Test
    void asksForNothingThatIsNotThere() {
        Envelope envelope =
                accepted(
                        """
                        {"model":"m","messages":[{"role":"user","content":"image_url input_audio file"},
                          {"role":"assistant","content":null,"file":1}],
                         "tools":[],"tool_choice":"auto","response_format":{"type":"text"},
                         "reasoning":{"enabled":false},"max_tokens":null,"stream":null}
                        """);
        assertThat(envelope.in()).containsExactly(Modality.TEXT);
        assertThat(envelope.out()).containsExactly(Modality.TEXT);
        assertThat(envelope.capabilities()).isEmpty();
        assertThat(envelope.delivery()).isEqualTo(Delivery.UNARY);
        assertThat(envelope.maxOutputTokens()).isZero();
        assertThat(envelope.choices()).isEqualTo(1);
    }

    @Test
    void whoAsksForASearchWantsSomebodyWhoCanSearch() {
        String body = "{\"model\":\"m\"," + MESSAGES + ",\"web_search_options\":%s}";
        assertThat(accepted(body.formatted("{}")).capabilities())
                .containsExactly(Capability.WEB_SEARCH);
        assertThat(accepted(body.formatted("null")).capabilities()).isEmpty();
    }

    @Test
    void readsTextCompletions() {
        byte[] body = utf8("{\"model\":\"m\",\"prompt\":[1,2],\"logprobs\":5,\"stream\":true}");
        Peeked peeked =
                Samples.DIALECT.peek(RequestLine.of(Operation.COMPLETION), body, body.length);
        assertThat(peeked).isInstanceOf(Envelope.class);
        assertThat(((Envelope) peeked).promptBytes()).isEqualTo(5);
    }

    @Test
    void countsEveryCompletionThatIsMade() {
        assertThat(made("\"prompt\":\"a\"")).isEqualTo(1);
        assertThat(made("\"prompt\":[\"a\",\"b\",\"c\"]")).isEqualTo(3);
        assertThat(made("\"prompt\":[1,2,3]")).as("one prompt of tokens").isEqualTo(1);
        assertThat(made("\"prompt\":[[1,2],[3]]")).isEqualTo(2);
        assertThat(made("\"prompt\":[]")).isEqualTo(1);
        assertThat(made("\"prompt\":\"a\",\"n\":2,\"best_of\":5")).isEqualTo(5);
        assertThat(made("\"prompt\":[\"a\",\"b\"],\"n\":3")).isEqualTo(6);
    }

    private static int made(String fields) {
        byte[] body = utf8("{\"model\":\"m\"," + fields + "}");
        return ((Envelope)
                        Samples.DIALECT.peek(
                                RequestLine.of(Operation.COMPLETION), body, body.length))
                .choices();
    }

    @Test
    void aWrongTypeIsRefusedByNameWithTheRemedy() {
        refuses("\"model\":7," + MESSAGES, "model", "a string");
        refuses("\"model\":\"\"," + MESSAGES, "model", "model is missing");
        refuses(MESSAGES, "model", "model is missing");
        refuses("\"models\":[]," + MESSAGES, "model", "model is missing");
        refuses("\"models\":\"a\"," + MESSAGES, "models", "an array of names");
        refuses("\"models\":[1]," + MESSAGES, "models", "an array of names");
        refuses("\"model\":\"m\"", "messages", "messages is missing");
        refuses("\"model\":\"m\",\"messages\":null", "messages", "messages is missing");
        refuses("\"model\":\"m\",\"messages\":[]", "messages", "at least one message");
        refuses("\"model\":\"m\",\"messages\":{}", "messages", "an array");
        refuses("\"model\":\"m\",\"messages\":\"hi\"", "messages", "an array");
        refuses("\"model\":\"m\",\"messages\":[1]", "messages[0]", "an object");
        refuses("\"model\":\"m\",\"messages\":[{\"content\":\"x\"}]", "messages[0].role", "there");
        refuses("\"model\":\"m\",\"messages\":[{\"role\":1}]", "messages[0].role", "a string");
        refuses(
                "\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"},"
                        + "{\"role\":\"user\",\"content\":5}]",
                "messages[1].content",
                "a string or an array of parts");
        refusesField("\"stream\":\"true\"", "stream", "without quotes");
        refusesField("\"stream_options\":true", "stream_options", "an object");
        refusesField("\"max_tokens\":0", "max_tokens", "at least 1");
        refusesField("\"max_tokens\":-5", "max_tokens", "at least 1");
        refusesField("\"max_tokens\":1.5", "max_tokens", "a whole number");
        refusesField("\"max_completion_tokens\":\"9\"", "max_completion_tokens", "a whole number");
        refusesField("\"n\":0", "n", "from 1 to 128");
        refusesField("\"n\":129", "n", "from 1 to 128");
        refusesField("\"temperature\":\"hot\"", "temperature", "from 0 to 2");
        refusesField("\"temperature\":2.01", "temperature", "from 0 to 2");
        refusesField("\"temperature\":1e400", "temperature", "from 0 to 2");
        refusesField("\"top_p\":1.1", "top_p", "from 0 to 1");
        refusesField("\"presence_penalty\":-3", "presence_penalty", "from -2 to 2");
        refusesField("\"stop\":[1]", "stop", "an array of strings");
        refusesField("\"stop\":7", "stop", "an array of strings");
        refusesField("\"seed\":\"x\"", "seed", "a whole number");
        refusesField("\"tools\":{}", "tools", "an array");
        refusesField("\"response_format\":\"json\"", "response_format", "an object");
        refusesField("\"modalities\":[\"smell\"]", "modalities", "text, image, audio");
        refusesField("\"provider\":\"openai\"", "provider", "an object");
        refusesField("\"routing\":[]", "routing", "an object");
        refusesField("\"provider\":{\"order\":[,]}", "provider", "not valid JSON");
        refusesField("\"reasoning\":true", "reasoning", "an object");
        refusesField("\"reasoning\":{\"effort\":\"huge\"}", "reasoning.effort", "minimal, low");
        refusesField("\"reasoning\":{\"max_tokens\":0}", "reasoning.max_tokens", "at least 1");
        refusesField("\"reasoning\":{\"enabled\":1}", "reasoning.enabled", "true or false");
        refusesField(
                "\"reasoning\":{\"effort\":\"low\",\"max_tokens\":9}",
                "reasoning",
                "Only one of \"reasoning.effort\" and \"reasoning.max_tokens\"");
        refusesField(
                "\"reasoning\":{\"effort\":\"low\"},\"reasoning_effort\":\"high\"",
                "reasoning_effort",
                "different levels");
        refusesField("\"session_id\":\"" + "s".repeat(257) + "\"", "session_id", "256 characters");
        refusesField("\"user\":5", "user", "a string");
        refusesField("\"trace\":{\"a\":\"" + "x".repeat(70_000) + "\"}", "trace", "64 KB");
    }

    @Test
    void aBodyThatCannotBeReadSaysWhereItIsWrong() {
        refusesBody("", "", "empty");
        refusesBody("[]", "", "not an object");
        refusesBody("{\"model\":", "", "at byte 9");
        refusesBody("{\"model\":x}", "", "not valid JSON at byte 9");
        refusesBody("{\"model\":\"m\",\"model\":\"n\"}", "model", "twice, again at byte 13");
        refusesBody("{\"mod\\u0065l\":\"m\"}", "", "backslash at byte 1");
        refusesBody("{\"model\":\"m\"} x", "", "goes on behind its JSON object, at byte 14");
        refusesBody(
                "{\"messages\":" + "[".repeat(70) + "]".repeat(70) + "}", "", "more than 64 deep");
        byte[] body = utf8("{\"model\":\"m?\"}");
        body[11] = (byte) 0xC0;
        assertThat(
                        refusal(
                                        Samples.DIALECT.peek(
                                                RequestLine.of(Operation.CHAT), body, body.length))
                                .message())
                .contains("not valid UTF-8 at byte 11");
        byte[] inMessage =
                utf8("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"?\"}]}");
        inMessage[inMessage.length - 5] = (byte) 0xFF;
        assertThat(
                        refusal(
                                        Samples.DIALECT.peek(
                                                RequestLine.of(Operation.CHAT),
                                                inMessage,
                                                inMessage.length))
                                .message())
                .contains("not valid UTF-8 at byte " + (inMessage.length - 5));
    }

    @Test
    void manyFieldsAreRefusedQuickly() {
        StringBuilder json = new StringBuilder("{\"model\":\"m\"");
        for (int i = 0; i < 200_000; i++) {
            json.append(",\"x").append(i).append("\":0");
        }
        refusesBody(json.append('}').toString(), "", "more than 512 fields");
    }

    @Test
    void agreesWithJacksonOnEveryRecordedRequest() {
        List<String> refused = new ArrayList<>();
        for (Exchange exchange : Fixtures.all()) {
            JsonNode tree = exchange.requestBody();
            if (!tree.has("model")) {
                continue; // none was recorded, or the provider's address names the model
            }
            byte[] body = Fixtures.bytes(tree);
            switch (Samples.DIALECT.peek(RequestLine.of(exchange.operation()), body, body.length)) {
                case Peeked.Refused no when exchange.status() == 200 ->
                        refused.add(exchange + ": " + no.fault().message());
                case Peeked.Refused no -> {}
                case Envelope envelope -> agrees(exchange, envelope, body, tree);
            }
        }
        assertThat(refused).as("answered by the provider, refused by us").isEmpty();
    }

    private static void agrees(Exchange exchange, Envelope envelope, byte[] body, JsonNode tree) {
        assertThat(envelope.fields().stream().map(Field::name).toList())
                .as("%s", exchange)
                .isEqualTo(new ArrayList<>(tree.propertyNames()));
        for (Field field : envelope.fields()) {
            assertThat(Fixtures.JSON.readTree(Scalars.text(body, field.from(), field.to())))
                    .as("%s", exchange)
                    .isEqualTo(tree.get(field.name()));
        }
        assertThat(envelope.model()).isEqualTo(tree.path("model").asString(""));
        assertThat(envelope.delivery() == Delivery.STREAM)
                .isEqualTo(tree.path("stream").asBoolean(false));
        assertThat(envelope.in().contains(Modality.IMAGE))
                .as("%s", exchange)
                .isEqualTo(!tree.path("messages").findValues("image_url").isEmpty());
        assertThat(envelope.capabilities().contains(Capability.TOOLS))
                .isEqualTo(!tree.path("tools").isEmpty());
    }

    private static Envelope accepted(String json) {
        byte[] body = utf8(json);
        Peeked peeked = Samples.DIALECT.peek(RequestLine.of(Operation.CHAT), body, body.length);
        assertThat(peeked).isInstanceOf(Envelope.class);
        return (Envelope) peeked;
    }

    private static void refusesField(String field, String named, String remedy) {
        refuses("\"model\":\"m\"," + MESSAGES + "," + field, named, remedy);
    }

    private static void refuses(String fields, String named, String remedy) {
        refusesBody("{" + fields + "}", named, remedy);
    }

    private static void refusesBody(String json, String named, String remedy) {
        byte[] body = utf8(json);
        Fault fault =
                refusal(Samples.DIALECT.peek(RequestLine.of(Operation.CHAT), body, body.length));
        assertThat(fault.kind()).isEqualTo(FaultKind.INVALID_REQUEST);
        assertThat(fault.field()).as(fault.message()).isEqualTo(named);
        assertThat(fault.message()).contains(remedy);
    }

    private static Fault refusal(Peeked peeked) {
        assertThat(peeked).isInstanceOf(Peeked.Refused.class);
        return ((Peeked.Refused) peeked).fault();
    }
}
