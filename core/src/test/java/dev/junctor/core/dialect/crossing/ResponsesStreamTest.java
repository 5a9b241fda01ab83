package dev.junctor.core.dialect.crossing;

import static dev.junctor.core.dialect.crossing.Crossing.CHAT;
import static dev.junctor.core.dialect.crossing.Crossing.MESSAGES;
import static dev.junctor.core.dialect.crossing.ResponsesLawsTest.RESPONSES;
import static dev.junctor.core.dialect.crossing.ResponsesTalk.ANTHROPIC_LOOP;
import static dev.junctor.core.dialect.crossing.ResponsesTalk.CALL;
import static dev.junctor.core.dialect.crossing.ResponsesTalk.CREATED;
import static dev.junctor.core.dialect.crossing.ResponsesTalk.answered;
import static dev.junctor.core.dialect.crossing.ResponsesTalk.anthropicLoop;
import static dev.junctor.core.dialect.crossing.ResponsesTalk.completed;
import static dev.junctor.core.dialect.crossing.ResponsesTalk.event;
import static dev.junctor.core.dialect.crossing.ResponsesTalk.stream;
import static dev.junctor.core.dialect.crossing.ResponsesTalk.streamed;
import static dev.junctor.core.dialect.crossing.ResponsesTalk.whole;
import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.chat.ChatEvent;
import dev.junctor.core.dialect.ChatCodec;
import dev.junctor.core.dialect.crossing.Crossing.Result;
import dev.junctor.core.fault.FaultKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Streams and their ends between Responses and the others, by the bugs that others had. */
final class ResponsesStreamTest {
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
    void t111StreamMeansWhatTheWholeAnswerMeans() {
        List<Sse.Event> told = Sse.events(ResponsesLawsTest.written(RESPONSES, anthropicLoop()));
        JsonNode streamed = Crossing.tree(told.getLast().data()).path("response");
        JsonNode whole = Crossing.answer(MESSAGES, RESPONSES, ANTHROPIC_LOOP).json();
        assertThat(streamed).isEqualTo(whole);
    }
}
