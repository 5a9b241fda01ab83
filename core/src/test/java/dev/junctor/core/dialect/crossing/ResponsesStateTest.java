package dev.junctor.core.dialect.crossing;

import static dev.junctor.core.dialect.crossing.Crossing.CHAT;
import static dev.junctor.core.dialect.crossing.Crossing.MESSAGES;
import static dev.junctor.core.dialect.crossing.ResponsesLawsTest.RESPONSES;
import static dev.junctor.core.dialect.crossing.ResponsesTalk.CALL;
import static dev.junctor.core.dialect.crossing.ResponsesTalk.SEALED;
import static dev.junctor.core.dialect.crossing.ResponsesTalk.USER;
import static dev.junctor.core.dialect.crossing.ResponsesTalk.answered;
import static dev.junctor.core.dialect.crossing.ResponsesTalk.asked;
import static dev.junctor.core.dialect.crossing.ResponsesTalk.broughtBack;
import static dev.junctor.core.dialect.crossing.ResponsesTalk.endpoint;
import static dev.junctor.core.dialect.crossing.ResponsesTalk.sealing;
import static dev.junctor.core.dialect.crossing.ResponsesTalk.stream;
import static dev.junctor.core.dialect.crossing.ResponsesTalk.streamed;
import static dev.junctor.core.dialect.crossing.ResponsesTalk.whole;
import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.chat.Aside;
import dev.junctor.core.chat.ChatEvent;
import dev.junctor.core.chat.Conversation;
import dev.junctor.core.chat.Loss;
import dev.junctor.core.chat.Opaque;
import dev.junctor.core.chat.Part;
import dev.junctor.core.dialect.ChatCodec;
import dev.junctor.core.dialect.Decoded;
import dev.junctor.core.dialect.Delivery;
import dev.junctor.core.dialect.Envelope;
import dev.junctor.core.dialect.Incoming;
import dev.junctor.core.dialect.Operation;
import dev.junctor.core.dialect.RequestLine;
import dev.junctor.core.dialect.crossing.Crossing.Result;
import dev.junctor.core.dialect.openairesponses.OpenAiResponses;
import dev.junctor.core.json.Splices;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Thoughts and the state in them, between Responses and the others, by the bugs that others had. */
final class ResponsesStateTest {
    @Test
    void t02t03t04t07t10EachThoughtOfAnthropicsComesBackInItsPlaceWithItsOwnState() {
        for (JsonNode answer : List.of(whole(), streamed())) {
            Result back = broughtBack(answer);
            assertThat(back.text("/messages/1/content/0/thinking")).isEqualTo("One.");
            assertThat(back.text("/messages/1/content/0/signature")).isEqualTo("s1");
            assertThat(back.text("/messages/1/content/1/data")).isEqualTo("r/1+=");
            assertThat(back.at("/messages/1/content/2/thinking").asString("-")).isEmpty();
            assertThat(back.text("/messages/1/content/2/signature")).isEqualTo("s2");
            assertThat(back.text("/messages/1/content/3/text")).isEqualTo("Wait.");
            assertThat(back.text("/messages/1/content/4/id")).isEqualTo("a");
            assertThat(back.text("/messages/2/content/0/tool_use_id")).isEqualTo("a");
        }
    }

    @Test
    void t08StateOfACallTravelsAsHiddenThoughtsBeforeItAndComesBackToIt() {
        Opaque state = new Opaque("gemini", "", "sig");
        Part call =
                new Part.ToolCall("a", "now", Part.ToolCall.Kind.FUNCTION, "{}", Aside.of(state));
        List<ChatEvent> events =
                List.of(
                        new ChatEvent.Start("x", "m", 0),
                        new ChatEvent.PartStart(0, 0, call),
                        new ChatEvent.PartEnd(0, 0),
                        new ChatEvent.Done());
        byte[] stream = Sse.encode(RESPONSES.streamEncoder(sealing()), events);
        ResponsesGrammar.check(stream);
        JsonNode output = Crossing.tree(Sse.events(stream).getLast().data()).at("/response/output");
        assertThat(output.at("/0/type").asString()).isEqualTo("reasoning");
        String items = output.toString();
        byte[] body = Crossing.bytes(asked(USER, items.substring(1, items.length() - 1)));
        Incoming incoming =
                new Incoming(body, body.length, "m", Delivery.UNARY, name -> "", SEALED);
        Conversation back =
                ((Decoded.Meaning<Conversation>) RESPONSES.decodeRequest(incoming)).value();
        List<Part> parts = back.turns().getLast().parts();
        assertThat(parts).hasSize(1);
        assertThat(parts.getFirst().aside().opaque()).isEqualTo(state);
    }

    @Test
    void t12t13StateOfOthersIsLeftOutWhereTheProviderSpeaksResponsesItself() {
        OpenAiResponses dialect = new OpenAiResponses();
        String own = "{\"type\":\"reasoning\",\"summary\":[],\"encrypted_content\":\"gAAA\"}";
        String output = whole().at("/output").toString();
        String json = asked(USER, own, output.substring(1, output.length() - 1));
        byte[] body = Crossing.bytes(json);
        Envelope envelope =
                (Envelope) dialect.peek(RequestLine.of(Operation.CHAT), body, body.length);
        Incoming incoming =
                new Incoming(body, body.length, "m", Delivery.UNARY, name -> "", SEALED);
        JsonNode sent =
                Crossing.tree(
                        new String(
                                Splices.apply(
                                        body,
                                        body.length,
                                        dialect.edits(
                                                envelope, incoming, endpoint(dialect.name()), 0)),
                                StandardCharsets.UTF_8));
        assertThat(sent.path("input"))
                .extracting(item -> item.path("type").asString(""))
                .containsExactly("", "reasoning", "message", "function_call");
        assertThat(sent.at("/input/1/encrypted_content").asString()).isEqualTo("gAAA");
    }

    @Test
    void t05ThoughtsAreNeverSentAsWords() {
        String thought =
                "{\"type\":\"reasoning\",\"id\":\"rs_1\",\"summary\":[{\"type\":\"summary_text\","
                        + "\"text\":\"Secret.\"}],\"encrypted_content\":\"e1\"}";
        for (ChatCodec to : List.of(CHAT, MESSAGES)) {
            Result request = Crossing.request(RESPONSES, to, asked(USER, thought, USER));
            for (JsonNode message : request.at("/messages")) {
                assertThat(message.path("content").toString()).doesNotContain("Secret.");
            }
        }
        Result other =
                Crossing.request(
                        CHAT,
                        RESPONSES,
                        "{\"model\":\"m\",\"messages\":[{\"role\":\"assistant\",\"content\":\"Yes.\","
                                + "\"reasoning_content\":\"Secret.\"},"
                                + USER
                                + "]}");
        assertThat(other.json().toString()).doesNotContain("Secret.").contains("Yes.");
        assertThat(other.losses()).extracting(Loss::path).contains("messages[0].reasoning_content");
    }

    @Test
    void t14t18StateOfOpenAisGoesBackUntouchedAndWithoutAnIdThatNobodyStored() {
        String thought =
                "{\"type\":\"reasoning\",\"id\":\"rs_1\",\"summary\":[],"
                        + "\"encrypted_content\":\"gAAA/+==\"}";
        Result answer = Crossing.answer(RESPONSES, CHAT, answered(thought, CALL.formatted("{}")));
        String message = answer.at("/choices/0/message").toString();
        Result back =
                Crossing.request(
                        CHAT,
                        RESPONSES,
                        "{\"model\":\"m\",\"messages\":["
                                + USER
                                + ","
                                + message
                                + ",{\"role\":\"tool\",\"tool_call_id\":\"a\",\"content\":\"12\"}]}");
        assertThat(back.text("/input/1/type")).isEqualTo("reasoning");
        assertThat(back.text("/input/1/encrypted_content")).isEqualTo("gAAA/+==");
        assertThat(back.at("/input/1").has("id")).isFalse();
        assertThat(back.text("/input/2/type")).isEqualTo("function_call");
        assertThat(back.text("/input/3/type")).isEqualTo("function_call_output");
        assertThat(back.at("/store").asBoolean(true)).isFalse();
    }

    @Test
    void askedThoughtIsAskedInEachProtocol() {
        String json =
                "{\"model\":\"m\",\"input\":\"Go\",\"reasoning\":{\"effort\":\"high\",\"summary\":"
                        + "\"auto\"},\"text\":{\"format\":{\"type\":\"json_schema\",\"name\":\"a\","
                        + "\"schema\":{\"type\":\"object\"},\"strict\":true},\"verbosity\":\"low\"}}";
        Result chat = Crossing.request(RESPONSES, CHAT, json);
        assertThat(chat.text("/reasoning_effort")).isEqualTo("high");
        assertThat(chat.text("/verbosity")).isEqualTo("low");
        assertThat(chat.at("/response_format/json_schema/strict").asBoolean()).isTrue();
        Result messages = Crossing.request(RESPONSES, MESSAGES, json);
        assertThat(messages.at("/thinking").isMissingNode()).isFalse();
        assertThat(messages.text("/output_config/format/type")).isEqualTo("json_schema");
        Result back = Crossing.request(CHAT, RESPONSES, chat.json().toString());
        assertThat(back.text("/reasoning/effort")).isEqualTo("high");
        assertThat(back.text("/text/verbosity")).isEqualTo("low");
        assertThat(back.text("/text/format/name")).isEqualTo("a");
        assertThat(back.text("/include/0")).isEqualTo("reasoning.encrypted_content");
    }
}
