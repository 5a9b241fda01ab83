package dev.junctor.core.dialect.crossing;

import static dev.junctor.core.dialect.crossing.Crossing.CHAT;
import static dev.junctor.core.dialect.crossing.Crossing.MESSAGES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.chat.ChatEvent;
import dev.junctor.core.dialect.Ability;
import dev.junctor.core.dialect.Decoded;
import dev.junctor.core.dialect.Encoded;
import dev.junctor.core.dialect.Incoming;
import dev.junctor.core.dialect.MadeTool;
import dev.junctor.core.dialect.Sent;
import dev.junctor.core.dialect.crossing.Crossing.Result;
import dev.junctor.core.fault.FaultKind;
import dev.junctor.core.json.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The form of streams and of errors between OpenAI chat and Anthropic's messages, by the bugs that others had. */
final class StreamCrossingTest {
    private static final String HELLO =
            "{\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\","
                    + "\"content\":\"Hel\"}}]}";
    private static final String FINISH =
            "{\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"lo\"},"
                    + "\"finish_reason\":\"stop\"}]}";
    private static final String START =
            "message_start|{\"type\":\"message_start\",\"message\":{\"id\":\"x\",\"model\":\"m\","
                    + "\"usage\":{\"input_tokens\":5,\"cache_read_input_tokens\":3,"
                    + "\"output_tokens\":1}}}";

    private static String[] text(String... pieces) {
        String[] events = new String[pieces.length + 5];
        events[0] = START;
        events[1] =
                "content_block_start|{\"type\":\"content_block_start\",\"index\":0,"
                        + "\"content_block\":{\"type\":\"text\",\"text\":\"\"}}";
        for (int i = 0; i < pieces.length; i++) {
            events[i + 2] =
                    "content_block_delta|{\"type\":\"content_block_delta\",\"index\":0,\"delta\":"
                            + "{\"type\":\"text_delta\",\"text\":\""
                            + pieces[i]
                            + "\"}}";
        }
        events[pieces.length + 2] =
                "content_block_stop|{\"type\":\"content_block_stop\",\"index\":0}";
        events[pieces.length + 3] =
                "message_delta|{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},"
                        + "\"usage\":{\"output_tokens\":9}}";
        events[pieces.length + 4] = "message_stop|{\"type\":\"message_stop\"}";
        return events;
    }

    @Test
    void t60DoubledStartIsOneStart() {
        String[] events = text("Hi");
        String[] doubled = new String[events.length + 1];
        doubled[0] = START;
        System.arraycopy(events, 0, doubled, 1, events.length);
        assertThat(Crossing.values(Crossing.stream(MESSAGES, MESSAGES, doubled), "/message/id"))
                .hasSize(1);
    }

    @Test
    void t61PromptIsCountedBeforeTheProviderSaysIt() {
        List<Sse.Event> events = Crossing.stream(CHAT, MESSAGES, HELLO, FINISH, "[DONE]");
        assertThat(Crossing.values(events, "/message/usage/input_tokens")).containsExactly("7");
        assertThat(events.getFirst().data())
                .contains("cache_creation_input_tokens", "cache_read_input_tokens");
    }

    @Test
    void t65EndIsMarkedAsEachProtocolMarksIt() {
        assertThat(Crossing.stream(MESSAGES, CHAT, text("Hi")).getLast().data())
                .isEqualTo("[DONE]");
        List<Sse.Event> events = Crossing.stream(CHAT, MESSAGES, HELLO, FINISH, "[DONE]");
        assertThat(events.getLast().name()).isEqualTo("message_stop");
    }

    @Test
    void t66ChunksWithoutChoicesOrDeltaSayNothing() {
        List<Sse.Event> events =
                Crossing.stream(
                        CHAT,
                        MESSAGES,
                        "{\"id\":\"\",\"choices\":[],\"prompt_filter_results\":[{}]}",
                        HELLO,
                        "{\"id\":\"\",\"choices\":[{\"index\":0,\"content_filter_offsets\":{}}]}",
                        FINISH,
                        "[DONE]");
        assertThat(Crossing.values(events, "/delta/text")).containsExactly("Hel", "lo");
    }

    private static final String SCHEMA =
            "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Go\"}],"
                    + "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"a\","
                    + "\"schema\":{\"type\":\"object\"}}},\"tools\":[{\"type\":\"function\","
                    + "\"function\":{\"name\":\"now\"}}]}";

    private static Sent withoutSchemas() {
        return new Sent(
                Crossing.conversation(CHAT, SCHEMA),
                CodecLawsTest.target("m").without(Ability.STRUCTURED_OUTPUT));
    }

    private static String toolUse(int index, String name) {
        return "content_block_start|{\"type\":\"content_block_start\",\"index\":"
                + index
                + ",\"content_block\":{\"type\":\"tool_use\",\"id\":\"a\",\"name\":\""
                + name
                + "\",\"input\":{}}}";
    }

    @Test
    void t68t69t70AnswerOfASchemaComesInPiecesFromTheMadeToolAlone() {
        Result request = Crossing.request(CHAT, MESSAGES, SCHEMA, withoutSchemas().target());
        assertThat(request.text("/tools/1/name")).isEqualTo(MadeTool.NAME);
        assertThat(request.text("/tool_choice/type")).isEqualTo("any");

        List<ChatEvent> events =
                Crossing.events(
                        MESSAGES,
                        withoutSchemas(),
                        START,
                        toolUse(0, MadeTool.NAME),
                        partial("{\\\"x\\\""),
                        partial(":1}"),
                        "content_block_stop|{\"type\":\"content_block_stop\",\"index\":0}",
                        "message_delta|{\"type\":\"message_delta\",\"delta\":"
                                + "{\"stop_reason\":\"tool_use\"}}",
                        "message_stop|{\"type\":\"message_stop\"}");
        Meaning meaning = Meaning.of(Fold.of(events).completion());
        assertThat(meaning.words()).containsExactly("{\"x\":1}");
        assertThat(meaning.calls()).isEmpty();
        assertThat(meaning.crossed().finishes().getFirst().name()).isEqualTo("STOP");
        assertThat(events).filteredOn(ChatEvent.Delta.class::isInstance).hasSize(2);

        List<ChatEvent> called =
                Crossing.events(MESSAGES, withoutSchemas(), START, toolUse(0, "now"));
        assertThat(called).anyMatch(e -> e.toString().contains("ToolCall"));
    }

    private static String partial(String json) {
        return "content_block_delta|{\"type\":\"content_block_delta\",\"index\":0,\"delta\":"
                + "{\"type\":\"input_json_delta\",\"partial_json\":\""
                + json
                + "\"}}";
    }

    @Test
    void t71EndAndRoleAreSaidOnce() {
        List<Sse.Event> chunks =
                Crossing.stream(CHAT, CHAT, HELLO, HELLO, FINISH, FINISH, "[DONE]");
        assertThat(Crossing.values(chunks, "/choices/0/finish_reason")).containsExactly("stop");
        assertThat(Crossing.values(chunks, "/choices/0/delta/role")).hasSize(1);
    }

    @Test
    void t80t83StreamThatBreaksEndsInAnErrorAndNotInSuccess() {
        List<Sse.Event> cut = Crossing.stream(CHAT, MESSAGES, HELLO);
        assertThat(cut.getLast().name()).isEqualTo("error");
        assertThat(Crossing.values(cut, "/delta/stop_reason")).isEmpty();

        List<Sse.Event> chunks =
                Crossing.stream(
                        MESSAGES,
                        CHAT,
                        START,
                        "error|{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\","
                                + "\"message\":\"Overloaded\"}}");
        assertThat(chunks.getLast().data()).contains("Overloaded").contains("\"error\"");
    }

    @Test
    void t81ErrorAsTheFirstEventKeepsItsKind() {
        List<ChatEvent> events =
                Crossing.events(
                        MESSAGES,
                        CodecLawsTest.SENT,
                        "error|{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\","
                                + "\"message\":\"Overloaded\"}}");
        assertThat(events).hasSize(1);
        var fault = ((ChatEvent.Failed) events.getFirst()).fault();
        assertThat(fault.kind()).isEqualTo(FaultKind.OVERLOADED);
        assertThat(MESSAGES.encodeError(fault).status()).isEqualTo(529);
        assertThat(CHAT.encodeError(fault).status()).isEqualTo(503);
    }

    @Test
    void t89EveryRecordedErrorIsUnderstood() {
        for (var codec : List.of(CHAT, MESSAGES)) {
            for (Recorded exchange : Recorded.of(codec.name())) {
                if (exchange.isError()) {
                    byte[] body = exchange.body();
                    var fault = codec.decodeError(exchange.status(), n -> "", body, body.length);
                    assertThat(fault.message()).as(exchange.name()).isNotEmpty();
                    assertThat(MESSAGES.encodeError(fault).status()).isBetween(400, 599);
                }
            }
        }
    }

    @Test
    void t90NamedErrorEventIsAnError() {
        List<ChatEvent> events =
                Crossing.events(
                        CHAT,
                        CodecLawsTest.SENT,
                        HELLO,
                        "error|{\"error\":{\"message\":\"Failed to call a function.\",\"type\":"
                                + "\"invalid_request_error\",\"code\":\"tool_use_failed\"}}");
        assertThat(events.getLast()).isInstanceOf(ChatEvent.Failed.class);
    }

    @Test
    void firstByteIsNotHeldBackForALaterEvent() {
        var encoder = MESSAGES.streamEncoder(CodecLawsTest.REPLY);
        Bytes out = new Bytes(64);
        List<ChatEvent> events = Crossing.events(CHAT, CodecLawsTest.SENT, HELLO);
        for (ChatEvent event : events) {
            if (!(event instanceof ChatEvent.Failed)) {
                encoder.on(event, out);
            }
        }
        assertThat(Crossing.values(Sse.events(out.toArray()), "/delta/text"))
                .containsExactly("Hel");
    }

    @Test
    void t100t102t106CacheAndThoughtsAreCountedOnceInEitherProtocol() {
        List<Sse.Event> chunks = Crossing.stream(MESSAGES, CHAT, text("Hi"));
        assertThat(Crossing.values(chunks, "/usage/prompt_tokens")).containsExactly("8");
        assertThat(Crossing.values(chunks, "/usage/prompt_tokens_details/cached_tokens"))
                .containsExactly("3");
        assertThat(Crossing.values(chunks, "/usage/completion_tokens")).containsExactly("9");

        Result message =
                Crossing.answer(
                        CHAT,
                        MESSAGES,
                        "{\"id\":\"x\",\"choices\":[{\"index\":0,\"message\":{\"content\":\"Hi\"},"
                                + "\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":10,"
                                + "\"completion_tokens\":4,\"total_tokens\":14,"
                                + "\"prompt_tokens_details\":{\"cached_tokens\":6}}}");
        assertThat(message.at("/usage/input_tokens").asInt()).isEqualTo(4);
        assertThat(message.at("/usage/cache_read_input_tokens").asInt()).isEqualTo(6);
    }

    @Test
    void t103MarksOfToolsSystemAndMessagesSurviveWithTheirTimes() {
        String mark = "\"cache_control\":{\"type\":\"ephemeral\",\"ttl\":\"1h\"}";
        String json =
                "{\"model\":\"m\",\"max_tokens\":9,\"system\":[{\"type\":\"text\",\"text\":\"S\","
                        + mark
                        + "}],\"tools\":[{\"name\":\"now\",\"input_schema\":{\"type\":\"object\"},"
                        + mark
                        + "}],\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\","
                        + "\"text\":\"U\","
                        + mark
                        + "}]}]}";
        Result there = Crossing.request(MESSAGES, CHAT, json);
        assertThat(there.losses()).isEmpty();
        Result back = Crossing.request(CHAT, MESSAGES, there.json().toString());
        assertThat(back.text("/system/0/cache_control/ttl")).isEqualTo("1h");
        assertThat(back.text("/tools/0/cache_control/ttl")).isEqualTo("1h");
        assertThat(back.text("/messages/0/content/0/cache_control/ttl")).isEqualTo("1h");
    }

    @Test
    void marksAreAtMostFourAndAreSetWhereTheCallerSetNone() {
        StringBuilder parts = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            parts.append(i == 0 ? "" : ",")
                    .append("{\"type\":\"text\",\"text\":\"")
                    .append(i)
                    .append("\",\"cache_control\":{\"type\":\"ephemeral\"}}");
        }
        String many =
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[" + parts + "]}]}";
        Result request = Crossing.request(CHAT, MESSAGES, many);
        assertThat(request.json().findValues("cache_control")).hasSize(4);
        assertThat(request.at("/messages/0/content/5").has("cache_control")).isTrue();

        String none =
                "{\"model\":\"m\",\"messages\":[{\"role\":\"system\",\"content\":\"S\"},"
                        + "{\"role\":\"user\",\"content\":\"U\"}]}";
        Result automatic =
                Crossing.request(
                        CHAT,
                        MESSAGES,
                        none,
                        CodecLawsTest.target("m").with(Ability.CACHE_MARKS_WANTED));
        assertThat(automatic.json().findValues("cache_control")).hasSize(2);
    }

    @Test
    void t109BeginningOfTheAnswerIsRefusedByNameWhereTheModelTakesNone() {
        String json =
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Go\"},"
                        + "{\"role\":\"assistant\",\"content\":\"Well, \"}]}";
        var refused =
                Crossing.encode(
                        CHAT, MESSAGES, json, CodecLawsTest.target("m").without(Ability.PREFILL));
        assertThat(refused)
                .isInstanceOfSatisfying(
                        Encoded.Impossible.class,
                        impossible -> {
                            assertThat(impossible.fault().field()).isEqualTo("messages[1]");
                            assertThat(impossible.fault().kind())
                                    .isEqualTo(FaultKind.INVALID_REQUEST);
                        });
        Result taken = Crossing.request(CHAT, MESSAGES, json);
        assertThat(taken.text("/messages/1/content")).isEqualTo("Well,");
    }

    @Test
    void t88RequestThatCannotBeReadNamesTheField() {
        for (var codec : List.of(CHAT, MESSAGES)) {
            var decoded =
                    codec.decodeRequest(
                            Incoming.of(
                                    Crossing.bytes(
                                            "{\"model\":\"m\",\"messages\":[{\"role\":\"bard\","
                                                    + "\"content\":\"Hi\"}]}")));
            assertThat(decoded)
                    .isInstanceOfSatisfying(
                            Decoded.Refused.class,
                            refused ->
                                    assertThat(refused.fault().field())
                                            .isEqualTo("messages[0].role"));
        }
    }

    @Test
    void t111StreamMeansWhatTheWholeAnswerMeans() {
        List<ChatEvent> events = Crossing.events(CHAT, CodecLawsTest.SENT, HELLO, FINISH, "[DONE]");
        Meaning streamed = Meaning.of(Fold.of(events).completion());
        Meaning whole =
                Meaning.of(
                        Crossing.completion(
                                CHAT,
                                "{\"id\":\"c\",\"choices\":[{\"index\":0,\"message\":{\"content\":"
                                        + "\"Hello\"},\"finish_reason\":\"stop\"}]}",
                                CodecLawsTest.SENT));
        assertThat(streamed).isEqualTo(whole);
    }
}
