package dev.junctor.core.dialect.crossing;

import static dev.junctor.core.dialect.crossing.Crossing.CHAT;
import static dev.junctor.core.dialect.crossing.Crossing.MESSAGES;
import static dev.junctor.core.dialect.crossing.ResponsesLawsTest.RESPONSES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.catalog.Capability;
import dev.junctor.core.catalog.DataPolicy;
import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Lifecycle;
import dev.junctor.core.catalog.Modality;
import dev.junctor.core.catalog.Pricing;
import dev.junctor.core.catalog.Provider;
import dev.junctor.core.catalog.Quirks;
import dev.junctor.core.catalog.Reasoning;
import dev.junctor.core.chat.Aside;
import dev.junctor.core.chat.ChatEvent;
import dev.junctor.core.chat.Completion;
import dev.junctor.core.chat.Conversation;
import dev.junctor.core.chat.Loss;
import dev.junctor.core.chat.Opaque;
import dev.junctor.core.chat.Part;
import dev.junctor.core.dialect.Ability;
import dev.junctor.core.dialect.Carrier;
import dev.junctor.core.dialect.ChatCodec;
import dev.junctor.core.dialect.Decoded;
import dev.junctor.core.dialect.Delivery;
import dev.junctor.core.dialect.Encoded;
import dev.junctor.core.dialect.Envelope;
import dev.junctor.core.dialect.Incoming;
import dev.junctor.core.dialect.Operation;
import dev.junctor.core.dialect.Reply;
import dev.junctor.core.dialect.RequestLine;
import dev.junctor.core.dialect.SealedCarrier;
import dev.junctor.core.dialect.crossing.Crossing.Result;
import dev.junctor.core.dialect.openairesponses.OpenAiResponses;
import dev.junctor.core.fault.FaultKind;
import dev.junctor.core.json.Splices;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Requests, answers and streams between Responses and the others, by the bugs that others had. */
final class ResponsesCrossingTest {
    private static final String USER = "{\"role\":\"user\",\"content\":\"Go\"}";
    private static final String CALL =
            "{\"type\":\"function_call\",\"id\":\"fc_1\",\"call_id\":\"a\",\"name\":\"now\","
                    + "\"arguments\":\"%s\",\"status\":\"completed\"}";
    private static final String OUTPUT =
            "{\"type\":\"function_call_output\",\"call_id\":\"a\",\"output\":%s}";

    private static String asked(String... items) {
        return "{\"model\":\"m\",\"input\":["
                + String.join(",", items)
                + "],\"tools\":[{\"type\":\"function\",\"name\":\"now\",\"parameters\":"
                + "{\"type\":\"object\"}}]}";
    }

    private static String answered(String... items) {
        return "{\"id\":\"resp_1\",\"object\":\"response\",\"status\":\"completed\",\"model\":\"m\","
                + "\"output\":["
                + String.join(",", items)
                + "],\"usage\":{\"input_tokens\":9,\"input_tokens_details\":{\"cached_tokens\":4,"
                + "\"cache_write_tokens\":2},\"output_tokens\":5,\"output_tokens_details\":"
                + "{\"reasoning_tokens\":3},\"total_tokens\":14}}";
    }

    private static List<Sse.Event> stream(ChatCodec from, ChatCodec to, String... data) {
        List<ChatEvent> events = Crossing.events(from, CodecLawsTest.SENT, data);
        return Sse.events(ResponsesLawsTest.written(to, events));
    }

    private static String event(String type, String fields) {
        return type + "|{\"type\":\"" + type + "\"" + fields + "}";
    }

    private static final String CREATED =
            event("response.created", ",\"response\":{\"id\":\"resp_1\",\"model\":\"m\"}");

    private static String completed(String... items) {
        return event("response.completed", ",\"response\":" + answered(items));
    }

    private static final String ANTHROPIC_LOOP =
            "{\"id\":\"x\",\"type\":\"message\",\"role\":\"assistant\",\"content\":["
                    + "{\"type\":\"thinking\",\"thinking\":\"One.\",\"signature\":\"s1\"},"
                    + "{\"type\":\"redacted_thinking\",\"data\":\"r/1+=\"},"
                    + "{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"s2\"},"
                    + "{\"type\":\"text\",\"text\":\"Wait.\"},"
                    + "{\"type\":\"tool_use\",\"id\":\"a\",\"name\":\"now\",\"input\":{}}],"
                    + "\"stop_reason\":\"tool_use\",\"usage\":{\"input_tokens\":1,\"output_tokens\":9}}";

    private static final Carrier SEALED = new SealedCarrier(new byte[32]);

    /** What a client of Responses brings back of an answer: its output, and the results of its calls. */
    private static Result broughtBack(JsonNode answer) {
        String output = answer.at("/output").toString();
        byte[] body =
                Crossing.bytes(
                        asked(
                                USER,
                                output.substring(1, output.length() - 1),
                                OUTPUT.formatted("\"12\"")));
        Incoming incoming =
                new Incoming(body, body.length, "m", Delivery.UNARY, name -> "", SEALED);
        Conversation asked =
                ((Decoded.Meaning<Conversation>) RESPONSES.decodeRequest(incoming)).value();
        Encoded.Written written = CodecLawsTest.encode(MESSAGES, asked);
        return new Result(
                Crossing.tree(new String(written.body(), StandardCharsets.UTF_8)),
                written.losses());
    }

    private static Reply sealing() {
        return new Reply(CodecLawsTest.REPLY.identity(), CodecLawsTest.REPLY.asked(), 7, SEALED);
    }

    private static JsonNode whole() {
        Completion completion = Crossing.completion(MESSAGES, ANTHROPIC_LOOP, CodecLawsTest.SENT);
        Encoded.Written written = (Encoded.Written) RESPONSES.encodeAnswer(completion, sealing());
        return Crossing.tree(new String(written.body(), StandardCharsets.UTF_8));
    }

    /** What a client gathers of a stream: the items that were whole. */
    private static JsonNode streamed() {
        byte[] stream = Sse.encode(RESPONSES.streamEncoder(sealing()), anthropicLoop());
        ResponsesGrammar.check(stream);
        ArrayNode output = JsonNodeFactory.instance.arrayNode();
        for (Sse.Event event : Sse.events(stream)) {
            if (event.name().equals("response.output_item.done")) {
                output.add(Crossing.tree(event.data()).path("item"));
            }
        }
        return JsonNodeFactory.instance.objectNode().set("output", output);
    }

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
    void t20CallWithoutArgumentsIsAnEmptyObject() {
        assertThat(
                        Crossing.request(
                                        RESPONSES,
                                        MESSAGES,
                                        asked(USER, CALL.formatted(""), OUTPUT.formatted("\"\"")))
                                .at("/messages/1/content/0/input")
                                .toString())
                .isEqualTo("{}");
        List<Sse.Event> events =
                stream(
                        CHAT,
                        RESPONSES,
                        "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":"
                                + "\"a\",\"type\":\"function\",\"function\":{\"name\":\"now\","
                                + "\"arguments\":\"\"}}]},\"finish_reason\":\"tool_calls\"}]}",
                        "[DONE]");
        assertThat(Crossing.values(events, "/item/arguments")).containsExactly("", "{}");
    }

    @Test
    void t21WhatCameOnlyAsAWholeIsNotLost() {
        String call = CALL.formatted("{\\\"x\\\":1}");
        List<Sse.Event> chunks =
                stream(
                        RESPONSES,
                        CHAT,
                        CREATED,
                        event(
                                "response.output_item.added",
                                ",\"output_index\":0,\"item\":" + CALL.formatted("")),
                        event(
                                "response.function_call_arguments.done",
                                ",\"output_index\":0,\"arguments\":\"{\\\"x\\\":1}\""),
                        event("response.output_item.done", ",\"output_index\":0,\"item\":" + call),
                        completed(call));
        String arguments =
                String.join(
                        "",
                        Crossing.values(
                                chunks, "/choices/0/delta/tool_calls/0/function/arguments"));
        assertThat(arguments).isEqualTo("{\"x\":1}");
        List<Sse.Event> late = stream(RESPONSES, MESSAGES, CREATED, completed(call));
        assertThat(Crossing.values(late, "/delta/partial_json")).containsExactly("{\"x\":1}");
        assertThat(Crossing.values(late, "/delta/stop_reason")).containsExactly("tool_use");
    }

    @Test
    void t22t63t64StreamHasItsWholeLifeAndTheResponseAroundItIsWhole() {
        List<Sse.Event> events =
                stream(
                        CHAT,
                        RESPONSES,
                        "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hel\"}}]}",
                        "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"lo\"},"
                                + "\"finish_reason\":\"stop\"}]}",
                        "[DONE]");
        assertThat(events)
                .extracting(Sse.Event::name)
                .containsExactly(
                        "response.created",
                        "response.in_progress",
                        "response.output_item.added",
                        "response.content_part.added",
                        "response.output_text.delta",
                        "response.output_text.delta",
                        "response.output_text.done",
                        "response.content_part.done",
                        "response.output_item.done",
                        "response.completed");
        assertThat(Crossing.values(events, "/response/output/0/content/0/text"))
                .containsExactly("Hello");
    }

    @Test
    void t63ToolsAreRepeatedWithAllTheirFields() {
        String request = asked(USER);
        Completion completion =
                Crossing.completion(
                        CHAT,
                        "{\"choices\":[{\"index\":0,\"message\":{\"content\":\"Hi\"}}]}",
                        CodecLawsTest.SENT);
        var reply =
                new Reply(
                        CodecLawsTest.REPLY.identity(),
                        Crossing.conversation(RESPONSES, request),
                        7,
                        CodecLawsTest.REPLY.carrier());
        var written = (Encoded.Written) RESPONSES.encodeAnswer(completion, reply);
        JsonNode json = Crossing.tree(new String(written.body(), StandardCharsets.UTF_8));
        assertThat(json.at("/tools/0/name").asString()).isEqualTo("now");
        assertThat(json.at("/tools/0").has("strict")).isTrue();
        assertThat(json.at("/tools/0").has("description")).isTrue();
        assertThat(json.at("/output/0/status").asString()).isEqualTo("completed");
    }

    @Test
    void t23InterleavedCallsBecomeItemsOneAfterTheOther() {
        String delta = "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[%s]}}]}";
        List<Sse.Event> events =
                stream(
                        CHAT,
                        RESPONSES,
                        delta.formatted(
                                "{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"x\","
                                        + "\"arguments\":\"{\"}},{\"index\":1,\"id\":\"b\","
                                        + "\"function\":{\"name\":\"y\",\"arguments\":\"{\"}}"),
                        delta.formatted(
                                "{\"index\":0,\"function\":{\"arguments\":\"}\"}},"
                                        + "{\"index\":1,\"function\":{\"arguments\":\"}\"}}"),
                        "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}",
                        "[DONE]");
        assertThat(Crossing.values(events, "/arguments")).containsExactly("{}", "{}");
        assertThat(Crossing.values(events, "/item/call_id")).containsExactly("a", "a", "b", "b");
    }

    @Test
    void t24ReasonFollowsTheCallsThatWereSeen() {
        Result answer =
                Crossing.answer(
                        RESPONSES,
                        CHAT,
                        answered(
                                "{\"type\":\"message\",\"role\":\"assistant\",\"content\":[{\"type\":"
                                        + "\"output_text\",\"text\":\"Wait.\"}]}",
                                CALL.formatted("{}")));
        assertThat(answer.text("/choices/0/finish_reason")).isEqualTo("tool_calls");
        assertThat(answer.text("/choices/0/message/content")).isEqualTo("Wait.");
        assertThat(answer.text("/choices/0/message/tool_calls/0/id")).isEqualTo("a");
    }

    @Test
    void t27ArgumentsThatAreNoJsonAreKept() {
        Result answer = Crossing.answer(RESPONSES, CHAT, answered(CALL.formatted("{\\\"x")));
        assertThat(answer.text("/choices/0/message/tool_calls/0/function/arguments"))
                .isEqualTo("{\"x");
    }

    @Test
    void t28t29WordsBetweenACallAndItsResultAreMovedWhereTheyMustNotStand() {
        String words =
                "{\"type\":\"message\",\"role\":\"assistant\",\"content\":[{\"type\":"
                        + "\"output_text\",\"text\":\"Hm.\"}]}";
        Result request =
                Crossing.request(
                        RESPONSES,
                        MESSAGES,
                        asked(USER, CALL.formatted("{}"), words, OUTPUT.formatted("\"12\"")));
        assertThat(request.text("/messages/1/content/0/type")).isEqualTo("text");
        assertThat(request.text("/messages/1/content/1/type")).isEqualTo("tool_use");
        assertThat(request.text("/messages/2/content/0/type")).isEqualTo("tool_result");
    }

    @Test
    void t33StrictIsSaidWhereItsDefaultDiffers() {
        Result request =
                Crossing.request(
                        CHAT,
                        RESPONSES,
                        "{\"model\":\"m\",\"messages\":["
                                + USER
                                + "],\"tools\":[{\"type\":\"function\",\"function\":{\"name\":"
                                + "\"now\"}}],\"tool_choice\":{\"type\":\"function\",\"function\":"
                                + "{\"name\":\"now\"}}}");
        assertThat(request.at("/tools/0/strict").asBoolean(true)).isFalse();
        assertThat(request.text("/tools/0/name")).isEqualTo("now");
        assertThat(request.at("/tools/0/parameters").isNull()).isTrue();
        assertThat(request.at("/tool_choice").toString())
                .isEqualTo("{\"type\":\"function\",\"name\":\"now\"}");
    }

    @Test
    void t35AllowedToolsAndParallelCallsAreCarried() {
        String json =
                asked(USER)
                        .replace(
                                "\"tools\":",
                                "\"parallel_tool_calls\":false,\"tool_choice\":{\"type\":"
                                        + "\"allowed_tools\",\"mode\":\"required\",\"tools\":[{\"type\":"
                                        + "\"function\",\"name\":\"now\"}]},\"tools\":");
        Result request = Crossing.request(RESPONSES, MESSAGES, json);
        assertThat(request.text("/tool_choice/name")).isEqualTo("now");
        assertThat(request.at("/tool_choice/disable_parallel_tool_use").asBoolean()).isTrue();
    }

    @Test
    void t39t40ItemsThatOnlyOpenAiKnowsAreReportedOneByOneAndTheRestIsSent() {
        Result request =
                Crossing.request(
                        RESPONSES,
                        CHAT,
                        "{\"model\":\"m\",\"input\":["
                                + USER
                                + ",{\"type\":\"tool_search_call\",\"id\":\"t\",\"arguments\":{}},"
                                + "{\"type\":\"tool_search_output\",\"call_id\":\"t\",\"tools\":[]},"
                                + "{\"type\":\"compaction\",\"encrypted_content\":\"c\"},"
                                + "{\"type\":\"custom_tool_call\",\"call_id\":\"p\",\"name\":\"patch\","
                                + "\"input\":\"*** Begin\"},{\"type\":\"custom_tool_call_output\","
                                + "\"call_id\":\"p\",\"output\":\"ok\"}],\"tools\":[{\"type\":"
                                + "\"custom\",\"name\":\"patch\"},{\"type\":\"namespace\",\"name\":"
                                + "\"mcp\",\"tools\":[]},{\"type\":\"web_search\"}]}");
        assertThat(request.losses())
                .extracting(Loss::path)
                .contains("input[1]", "input[2]", "input[3]", "tools[1]", "tools[2]");
        assertThat(request.text("/tools/0/custom/name")).isEqualTo("patch");
        assertThat(request.json().toString()).contains("*** Begin", "\"tool_call_id\":\"p\"");
    }

    @Test
    void t41SameRequestIsTheSameBytes() {
        String json = asked(USER, CALL.formatted("{}"), OUTPUT.formatted("\"12\""));
        String first = Crossing.request(RESPONSES, MESSAGES, json).json().toString();
        for (int i = 0; i < 100; i++) {
            assertThat(Crossing.request(RESPONSES, MESSAGES, json).json().toString())
                    .isEqualTo(first);
        }
    }

    @Test
    void t50t53PicturesAndFilesInResultsAreCarriedBothWays() {
        String output =
                "[{\"type\":\"input_text\",\"text\":\"See\"},{\"type\":\"input_image\",\"image_url\":"
                        + "\"data:image/png;base64,AAAA\"},{\"type\":\"input_file\",\"filename\":"
                        + "\"a.pdf\",\"file_data\":\"data:application/pdf;base64,JVBE\"}]";
        Result request =
                Crossing.request(
                        RESPONSES,
                        MESSAGES,
                        asked(USER, CALL.formatted("{}"), OUTPUT.formatted(output)));
        assertThat(request.text("/messages/2/content/0/content/1/source/data")).isEqualTo("AAAA");
        assertThat(request.text("/messages/2/content/0/content/2/source/data")).isEqualTo("JVBE");
        Result back = Crossing.request(MESSAGES, RESPONSES, request.json().toString());
        assertThat(back.text("/input/2/output/1/image_url"))
                .isEqualTo("data:image/png;base64,AAAA");
        assertThat(back.text("/input/2/output/2/file_data"))
                .isEqualTo("data:application/pdf;base64,JVBE");
    }

    @Test
    void t51FileBecomesAFile() {
        Result request =
                Crossing.request(
                        CHAT,
                        RESPONSES,
                        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":"
                                + "\"file\",\"file\":{\"filename\":\"a.pdf\",\"file_data\":"
                                + "\"data:application/pdf;base64,JVBE\"}}]}]}");
        assertThat(request.text("/input/0/content/0/type")).isEqualTo("input_file");
        assertThat(request.text("/input/0/content/0/filename")).isEqualTo("a.pdf");
        assertThat(request.losses()).isEmpty();
    }

    @Test
    void t65StreamEndsWithoutAMarkOfAnothersProtocol() {
        List<Sse.Event> events =
                stream(
                        CHAT,
                        RESPONSES,
                        "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hi\"},"
                                + "\"finish_reason\":\"stop\"}]}",
                        "[DONE]");
        assertThat(events.getLast().name()).isEqualTo("response.completed");
        List<Sse.Event> chunks = stream(RESPONSES, CHAT, CREATED, completed());
        assertThat(chunks.getLast().data()).isEqualTo("[DONE]");
    }

    @Test
    void t80t81t82t83FailureAfterTheHeadIsAFailureInEachProtocol() {
        String failed =
                event(
                        "response.failed",
                        ",\"response\":{\"status\":\"failed\",\"error\":{\"code\":"
                                + "\"rate_limit_exceeded\",\"message\":\"Slow down\"}}");
        List<ChatEvent> events = Crossing.events(RESPONSES, CodecLawsTest.SENT, CREATED, failed);
        ChatEvent.Failed last = (ChatEvent.Failed) events.getLast();
        assertThat(last.fault().kind()).isEqualTo(FaultKind.RATE_LIMITED);
        for (ChatCodec to : List.of(CHAT, MESSAGES, RESPONSES)) {
            assertThat(stream(RESPONSES, to, CREATED, failed).toString()).contains("Slow down");
            assertThat(stream(RESPONSES, to, CREATED).getLast().toString())
                    .as("a stream that just ends")
                    .contains("error");
        }
        List<ChatEvent> first =
                Crossing.events(
                        RESPONSES,
                        CodecLawsTest.SENT,
                        "error|{\"type\":\"error\",\"error\":{\"code\":\"server_is_overloaded\","
                                + "\"message\":\"Overloaded\"}}");
        assertThat(first.getLast()).isInstanceOf(ChatEvent.Failed.class);
    }

    @Test
    void t88RequestThatCannotBeReadNamesTheField() {
        for (String[] wrong :
                new String[][] {
                    {"{\"model\":\"m\",\"input\":[{\"role\":\"king\"}]}", "input[0].role"},
                    {
                        "{\"model\":\"m\",\"input\":[{\"type\":\"function_call\"}]}",
                        "input[0].call_id"
                    },
                    {"{\"model\":\"m\",\"input\":\"a\",\"tool_choice\":\"maybe\"}", "tool_choice"},
                    {"{\"model\":\"m\",\"input\":7}", "input"}
                }) {
            var decoded = RESPONSES.decodeRequest(Incoming.of(Crossing.bytes(wrong[0])));
            assertThat(decoded).isInstanceOf(Decoded.Refused.class);
            assertThat(((Decoded.Refused<?>) decoded).fault().field()).isEqualTo(wrong[1]);
        }
    }

    @Test
    void t100t106CacheAndThoughtsAreCountedOnceInEachProtocol() {
        Result chat = Crossing.answer(RESPONSES, CHAT, answered());
        assertThat(chat.at("/usage/prompt_tokens").asInt()).isEqualTo(9);
        assertThat(chat.at("/usage/prompt_tokens_details/cached_tokens").asInt()).isEqualTo(4);
        assertThat(chat.at("/usage/completion_tokens_details/reasoning_tokens").asInt())
                .isEqualTo(3);
        Result messages = Crossing.answer(RESPONSES, MESSAGES, answered());
        assertThat(messages.at("/usage/input_tokens").asInt()).isEqualTo(3);
        assertThat(messages.at("/usage/cache_read_input_tokens").asInt()).isEqualTo(4);
        Result back = Crossing.answer(MESSAGES, RESPONSES, messages.json().toString());
        assertThat(back.at("/usage/input_tokens").asInt()).isEqualTo(9);
        assertThat(back.at("/usage/input_tokens_details/cached_tokens").asInt()).isEqualTo(4);
        assertThat(back.at("/usage/input_tokens_details/cache_write_tokens").asInt()).isEqualTo(2);
        assertThat(back.at("/usage/output_tokens").asInt()).isEqualTo(5);
    }

    @Test
    void t103MarksOfMessagesSurviveAndThoseOfToolsAreReported() {
        String mark = "\"cache_control\":{\"type\":\"ephemeral\"}";
        Result request =
                Crossing.request(
                        MESSAGES,
                        RESPONSES,
                        "{\"model\":\"m\",\"max_tokens\":9,\"system\":[{\"type\":\"text\",\"text\":\"S\","
                                + mark
                                + "}],\"tools\":[{\"name\":\"now\",\"input_schema\":{},"
                                + mark
                                + "}],\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\","
                                + "\"text\":\"Go\","
                                + mark
                                + "}]}]}");
        assertThat(request.text("/input/0/content/0/prompt_cache_breakpoint/mode"))
                .isEqualTo("explicit");
        assertThat(request.text("/input/1/content/0/prompt_cache_breakpoint/mode"))
                .isEqualTo("explicit");
        assertThat(request.losses()).extracting(Loss::path).contains("tools[0].cache_control");
        Result back = Crossing.request(RESPONSES, MESSAGES, request.json().toString());
        assertThat(back.json().at("/messages/0/content/0").has("cache_control")).isTrue();
    }

    @Test
    void t107AnswerThatMetItsLimitIsIncompleteInEachProtocol() {
        Result answer =
                Crossing.answer(
                        MESSAGES,
                        RESPONSES,
                        "{\"content\":[{\"type\":\"text\",\"text\":\"Hel\"}],"
                                + "\"stop_reason\":\"max_tokens\"}");
        assertThat(answer.text("/status")).isEqualTo("incomplete");
        assertThat(answer.text("/incomplete_details/reason")).isEqualTo("max_output_tokens");
        assertThat(answer.text("/output/0/status")).isEqualTo("incomplete");
        String incomplete =
                answered()
                        .replace(
                                "\"status\":\"completed\"",
                                "\"status\":\"incomplete\",\"incomplete_details\":{\"reason\":"
                                        + "\"max_output_tokens\"}");
        assertThat(Crossing.answer(RESPONSES, CHAT, incomplete).text("/choices/0/finish_reason"))
                .isEqualTo("length");
        assertThat(Crossing.answer(RESPONSES, MESSAGES, incomplete).text("/stop_reason"))
                .isEqualTo("max_tokens");
    }

    @Test
    void t108SettingsThatAModelRefusesOrNobodyElseKnowsAreReported() {
        Result request =
                Crossing.request(
                        CHAT,
                        RESPONSES,
                        "{\"model\":\"m\",\"messages\":["
                                + USER
                                + "],\"temperature\":0.5,\"seed\":7,\"stop\":\"x\",\"max_tokens\":50}",
                        CodecLawsTest.target("m").without(Ability.SAMPLING));
        assertThat(request.losses())
                .extracting(Loss::path)
                .containsExactlyInAnyOrder("temperature", "seed", "stop");
        assertThat(request.at("/max_output_tokens").asInt()).isEqualTo(50);
        Result other =
                Crossing.request(
                        RESPONSES,
                        CHAT,
                        "{\"model\":\"m\",\"input\":\"Go\",\"truncation\":\"auto\",\"max_tool_calls\":3,"
                                + "\"include\":[\"file_search_call.results\"]}");
        assertThat(other.losses())
                .extracting(Loss::path)
                .containsExactlyInAnyOrder("truncation", "max_tool_calls", "include");
    }

    @Test
    void t111StreamMeansWhatTheWholeAnswerMeans() {
        List<Sse.Event> told = Sse.events(ResponsesLawsTest.written(RESPONSES, anthropicLoop()));
        JsonNode streamed = Crossing.tree(told.getLast().data()).path("response");
        JsonNode whole = Crossing.answer(MESSAGES, RESPONSES, ANTHROPIC_LOOP).json();
        assertThat(streamed).isEqualTo(whole);
    }

    private static List<ChatEvent> anthropicLoop() {
        return Crossing.events(
                MESSAGES,
                CodecLawsTest.SENT,
                "message_start|{\"type\":\"message_start\",\"message\":{\"id\":\"x\"}}",
                block(0, "\"type\":\"thinking\",\"thinking\":\"One.\",\"signature\":\"s1\""),
                block(1, "\"type\":\"redacted_thinking\",\"data\":\"r/1+=\""),
                block(2, "\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"s2\""),
                block(3, "\"type\":\"text\",\"text\":\"Wait.\""),
                block(4, "\"type\":\"tool_use\",\"id\":\"a\",\"name\":\"now\",\"input\":{}"),
                "message_delta|{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":"
                        + "\"tool_use\"},\"usage\":{\"input_tokens\":1,\"output_tokens\":9}}",
                "message_stop|{\"type\":\"message_stop\"}");
    }

    private static String block(int index, String block) {
        return "content_block_start|{\"type\":\"content_block_start\",\"index\":"
                + index
                + ",\"content_block\":{"
                + block
                + "}}";
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

    /** An endpoint whose provider speaks one dialect. */
    static Endpoint endpoint(String dialect) {
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
