package dev.junctor.core.dialect.crossing;

import static dev.junctor.core.dialect.crossing.Crossing.CHAT;
import static dev.junctor.core.dialect.crossing.Crossing.MESSAGES;
import static dev.junctor.core.dialect.crossing.ResponsesLawsTest.RESPONSES;
import static dev.junctor.core.dialect.crossing.ResponsesTalk.CALL;
import static dev.junctor.core.dialect.crossing.ResponsesTalk.OUTPUT;
import static dev.junctor.core.dialect.crossing.ResponsesTalk.USER;
import static dev.junctor.core.dialect.crossing.ResponsesTalk.answered;
import static dev.junctor.core.dialect.crossing.ResponsesTalk.asked;
import static dev.junctor.core.dialect.crossing.ResponsesTalk.stream;
import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.chat.Completion;
import dev.junctor.core.chat.Loss;
import dev.junctor.core.dialect.Ability;
import dev.junctor.core.dialect.Decoded;
import dev.junctor.core.dialect.Encoded;
import dev.junctor.core.dialect.Incoming;
import dev.junctor.core.dialect.Reply;
import dev.junctor.core.dialect.crossing.Crossing.Result;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Requests and answers between Responses and the others, by the bugs that others had. */
final class ResponsesCrossingTest {
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
}
