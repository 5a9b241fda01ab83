package dev.junctor.core.dialect.crossing;

import static dev.junctor.core.dialect.crossing.Crossing.CHAT;
import static dev.junctor.core.dialect.crossing.Crossing.MESSAGES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.chat.Loss;
import dev.junctor.core.dialect.Ability;
import dev.junctor.core.dialect.CallIds;
import dev.junctor.core.dialect.Encoded;
import dev.junctor.core.dialect.crossing.Crossing.Result;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Calls of tools and their results between OpenAI chat and Anthropic's messages, by the bugs that others had. */
final class ToolCrossingTest {
    private static final String TOOLS =
            "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"add\",\"parameters\":"
                    + "{\"type\":\"object\"}}},{\"type\":\"function\",\"function\":{\"name\":\"now\"}}]";

    private static String history(String calls, String after) {
        return "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Go\"},"
                + "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":["
                + calls
                + "]},"
                + after
                + "],"
                + TOOLS
                + "}";
    }

    private static String call(String id, String name, String arguments) {
        return "{\"id\":\""
                + id
                + "\",\"type\":\"function\",\"function\":{\"name\":\""
                + name
                + "\",\"arguments\":\""
                + arguments
                + "\"}}";
    }

    private static String result(String id, String content) {
        return "{\"role\":\"tool\",\"tool_call_id\":\""
                + id
                + "\",\"content\":\""
                + content
                + "\"}";
    }

    @Test
    void t20CallWithoutArgumentsIsAnEmptyObject() {
        Result request =
                Crossing.request(CHAT, MESSAGES, history(call("a", "now", ""), result("a", "12")));
        assertThat(request.at("/messages/1/content/0/input").toString()).isEqualTo("{}");

        List<Sse.Event> chunks =
                Crossing.stream(
                        MESSAGES,
                        CHAT,
                        "message_start|{\"type\":\"message_start\",\"message\":{\"id\":\"x\"}}",
                        "content_block_start|{\"type\":\"content_block_start\",\"index\":0,"
                                + "\"content_block\":{\"type\":\"tool_use\",\"id\":\"a\","
                                + "\"name\":\"now\",\"input\":{}}}",
                        "content_block_delta|{\"type\":\"content_block_delta\",\"index\":0,"
                                + "\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"\"}}",
                        "content_block_stop|{\"type\":\"content_block_stop\",\"index\":0}",
                        "message_delta|{\"type\":\"message_delta\",\"delta\":"
                                + "{\"stop_reason\":\"tool_use\"}}",
                        "message_stop|{\"type\":\"message_stop\"}");
        String pointer = "/choices/0/delta/tool_calls/0/function/arguments";
        assertThat(String.join("", Crossing.values(chunks, pointer))).isEqualTo("{}");
    }

    @Test
    void t23InterleavedParallelCallsBecomeBlocksOneAfterTheOther() {
        List<Sse.Event> events =
                Crossing.stream(
                        CHAT,
                        MESSAGES,
                        delta(
                                "{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"add\","
                                        + "\"arguments\":\"{\\\"x\\\"\"}}"),
                        delta(
                                "{\"index\":1,\"id\":\"b\",\"function\":{\"name\":\"now\","
                                        + "\"arguments\":\"\"}}"),
                        delta("{\"index\":0,\"function\":{\"arguments\":\":1}\"}}"),
                        "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"tool_calls\"}]}",
                        "[DONE]");
        assertThat(Crossing.values(events, "/content_block/name")).containsExactly("add", "now");
        assertThat(String.join("", Crossing.values(events, "/delta/partial_json")))
                .isEqualTo("{\"x\":1}");
    }

    private static String delta(String call) {
        return "{\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":["
                + call
                + "]},\"finish_reason\":null}]}";
    }

    @Test
    void t24t25ReasonFollowsTheCallsThatWereSeen() {
        List<Sse.Event> events =
                Crossing.stream(
                        CHAT,
                        MESSAGES,
                        "{\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hm.\","
                                + "\"tool_calls\":[{\"index\":0,\"id\":\"a\",\"function\":"
                                + "{\"name\":\"now\",\"arguments\":\"{}\"}}]},"
                                + "\"finish_reason\":\"stop\"}]}",
                        "{\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{},"
                                + "\"finish_reason\":\"stop\"}]}",
                        "[DONE]");
        assertThat(Crossing.values(events, "/delta/stop_reason")).containsExactly("tool_use");
    }

    @Test
    void t27ArgumentsThatAreNoJsonAreKeptAndReported() {
        Result request =
                Crossing.request(
                        CHAT, MESSAGES, history(call("a", "add", "{oops"), result("a", "?")));
        assertThat(request.text("/messages/1/content/0/input/_raw")).isEqualTo("{oops");
        assertThat(request.losses())
                .anySatisfy(loss -> {
                    assertThat(loss.kind()).isEqualTo(Loss.Kind.APPROXIMATED);
                    assertThat(loss.path()).startsWith("messages[1].tool_calls[0]");
                });
    }

    @Test
    void t28WordsStandBeforeCalls() {
        String json =
                "{\"model\":\"m\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"Go\"},"
                        + "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":["
                        + call("a", "now", "{}")
                        + "]},{\"role\":\"assistant\",\"content\":\"I look.\"},"
                        + result("a", "12")
                        + "],"
                        + TOOLS
                        + "}";
        Result request = Crossing.request(CHAT, MESSAGES, json);
        assertThat(types(request, 1)).containsExactly("text", "tool_use");
        assertThat(types(request, 2)).containsExactly("tool_result");
    }

    private static List<String> types(Result request, int message) {
        return request.at("/messages/" + message + "/content").findValuesAsString("type");
    }

    @Test
    void t29t30ResultsComeRightBehindTheirCallsInTheOrderOfTheCalls() {
        String after =
                "{\"role\":\"user\",\"content\":\"Hurry\"},"
                        + result("b", "two")
                        + ","
                        + result("a", "one");
        Result request =
                Crossing.request(
                        CHAT,
                        MESSAGES,
                        history(call("a", "add", "{}") + "," + call("b", "now", "{}"), after));
        assertThat(request.text("/messages/2/content/0/tool_use_id")).isEqualTo("a");
        assertThat(request.text("/messages/2/content/1/tool_use_id")).isEqualTo("b");
        assertThat(request.text("/messages/2/content/2/text")).isEqualTo("Hurry");
        assertThat(request.at("/messages").size()).isEqualTo(3);
    }

    @Test
    void t32EmptyResultsAndTextsAreLeftOut() {
        String json = history(call("a", "now", "{}"), result("a", ""));
        Result request = Crossing.request(CHAT, MESSAGES, json);
        assertThat(request.at("/messages/2/content/0").has("content")).isFalse();

        Result blank =
                Crossing.request(
                        CHAT,
                        MESSAGES,
                        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":["
                                + "{\"type\":\"text\",\"text\":\"  \"},"
                                + "{\"type\":\"text\",\"text\":\"Hi\"}]}]}");
        assertThat(blank.text("/messages/0/content")).isEqualTo("Hi");
    }

    @Test
    void t34ToolsHaveOnlyFieldsThatTheApiKnows() {
        Result request =
                Crossing.request(
                        CHAT, MESSAGES, history(call("a", "now", "{}"), result("a", "12")));
        for (var tool : request.at("/tools")) {
            assertThat(List.copyOf(tool.propertyNames())).containsExactly("name", "input_schema");
            assertThat(tool.path("input_schema").path("type").asString()).isEqualTo("object");
        }
    }

    @Test
    void t35AllowedToolsAndParallelCallsAreCarried() {
        String json =
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Go\"}],"
                        + TOOLS
                        + ",\"parallel_tool_calls\":false,\"tool_choice\":{\"type\":\"allowed_tools\","
                        + "\"allowed_tools\":{\"mode\":\"required\",\"tools\":[{\"type\":\"function\","
                        + "\"function\":{\"name\":\"now\"}}]}}}";
        Result request = Crossing.request(CHAT, MESSAGES, json);
        assertThat(request.text("/tool_choice/type")).isEqualTo("tool");
        assertThat(request.text("/tool_choice/name")).isEqualTo("now");
        assertThat(request.at("/tool_choice/disable_parallel_tool_use").asBoolean()).isTrue();
    }

    @Test
    void t37IdsOfNineLettersAreTheSameForCallAndResultAndDoNotCollide() {
        Result request =
                Crossing.request(
                        MESSAGES,
                        CHAT,
                        "{\"model\":\"m\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\","
                                + "\"content\":\"Go\"},{\"role\":\"assistant\",\"content\":[{\"type\":"
                                + "\"tool_use\",\"id\":\"toolu_01abcdef\",\"name\":\"now\","
                                + "\"input\":{}}]},{\"role\":\"user\",\"content\":[{\"type\":"
                                + "\"tool_result\",\"tool_use_id\":\"toolu_01abcdef\"}]}]}",
                        CodecLawsTest.target("m").with(Ability.SHORT_CALL_IDS));
        String id = request.text("/messages/1/tool_calls/0/id");
        assertThat(id).matches("[A-Za-z0-9]{9}");
        assertThat(request.text("/messages/2/tool_call_id")).isEqualTo(id);

        Set<String> ids = new HashSet<>();
        int many = 100_000;
        for (int i = 0; i < many; i++) {
            ids.add(CallIds.nine("toolu_" + i));
        }
        assertThat(ids).hasSize(many);
    }

    @Test
    void t41SameRequestIsTheSameBytes() {
        String json = history(call("a", "now", "{}"), result("a", "12"));
        Set<String> written = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            Encoded.Written body =
                    (Encoded.Written)
                            Crossing.encode(CHAT, MESSAGES, json, CodecLawsTest.target("m"));
            written.add(new String(body.body(), StandardCharsets.UTF_8));
        }
        assertThat(written).hasSize(1);
    }

    @Test
    void t42FragmentsWithoutIndexFindTheirCall() {
        List<Sse.Event> chunks =
                Crossing.stream(
                        CHAT,
                        CHAT,
                        delta(
                                "{\"id\":\"a\",\"function\":{\"name\":\"add\",\"arguments\":\"{}\"}}"),
                        delta("{\"id\":\"b\",\"function\":{\"name\":\"now\",\"arguments\":\"{\"}}"),
                        delta("{\"function\":{\"arguments\":\"}\"}}"),
                        "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}",
                        "[DONE]");
        assertThat(Crossing.values(chunks, "/choices/0/delta/tool_calls/0/index"))
                .containsExactly("0", "0", "1", "1", "1");
    }

    @Test
    void t50PictureInAResultFollowsAsTheUsersWhereResultsHoldOnlyWords() {
        String image =
                "{\"type\":\"image\",\"source\":{\"type\":\"base64\",\"media_type\":\"image/png\","
                        + "\"data\":\"AAAA\"}}";
        Result request =
                Crossing.request(
                        MESSAGES,
                        CHAT,
                        "{\"model\":\"m\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\","
                                + "\"content\":\"Go\"},{\"role\":\"assistant\",\"content\":[{\"type\":"
                                + "\"tool_use\",\"id\":\"a\",\"name\":\"see\",\"input\":{}}]},"
                                + "{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\","
                                + "\"tool_use_id\":\"a\",\"content\":["
                                + image
                                + "]}]}]}");
        assertThat(request.text("/messages/2/role")).isEqualTo("tool");
        assertThat(request.text("/messages/3/role")).isEqualTo("user");
        assertThat(request.text("/messages/3/content/0/image_url/url"))
                .isEqualTo("data:image/png;base64,AAAA");
        assertThat(request.losses()).isNotEmpty();
    }

    @Test
    void t51FileBecomesADocument() {
        Result request =
                Crossing.request(
                        CHAT,
                        MESSAGES,
                        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":"
                                + "\"file\",\"file\":{\"filename\":\"a.pdf\",\"file_data\":"
                                + "\"data:application/pdf;base64,JVBE\"}}]}]}");
        assertThat(request.text("/messages/0/content/0/type")).isEqualTo("document");
        assertThat(request.text("/messages/0/content/0/title")).isEqualTo("a.pdf");
        assertThat(request.text("/messages/0/content/0/source/data")).isEqualTo("JVBE");
        assertThat(request.losses()).isEmpty();
    }
}
