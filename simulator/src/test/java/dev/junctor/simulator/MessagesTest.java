package dev.junctor.simulator;

import static dev.junctor.simulator.RunningFleet.json;
import static dev.junctor.simulator.RunningFleet.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a client of Anthropic's Messages meets, over sockets. */
final class MessagesTest {
    private static final String WEATHER =
            "\"tools\":[{\"name\":\"weather\",\"description\":\"The weather of a city\","
                    + "\"input_schema\":{\"type\":\"object\",\"properties\":{\"city\":{\"type\":"
                    + "\"string\"}},\"required\":[\"city\"]}}]";
    private static final String ASK_WEATHER =
            "{\"role\":\"user\",\"content\":\"How is the weather in Paris?\"}";

    private static RunningFleet running;

    @BeforeAll
    static void start() {
        running = new RunningFleet(0);
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    private static HttpResponse<byte[]> send(String body) throws Exception {
        return running.send(
                "POST",
                "/anthropic/v1/messages",
                body,
                "x-api-key",
                "any",
                "anthropic-version",
                "2023-06-01");
    }

    private static String body(String messages, String more) {
        return "{\"model\":\"thinker\",\"max_tokens\":2000,\"messages\":["
                + messages
                + "]"
                + (more.isEmpty() ? "" : "," + more)
                + "}";
    }

    private static String hello(String more) {
        return body("{\"role\":\"user\",\"content\":\"What is the capital of France?\"}", more);
    }

    private static List<JsonNode> stream(String body) throws Exception {
        HttpResponse<byte[]> response = send(body);
        assertThat(response.headers().firstValue("Content-Type").orElse(""))
                .startsWith("text/event-stream");
        List<JsonNode> events = new ArrayList<>();
        String name = "";
        for (String line : text(response).lines().toList()) {
            if (line.startsWith("event: ")) {
                name = line.substring("event: ".length());
            } else if (line.startsWith("data: ")) {
                JsonNode event = JsonMapper.shared().readTree(line.substring("data: ".length()));
                assertThat(event.path("type").stringValue()).isEqualTo(name);
                events.add(event);
            }
        }
        return events;
    }

    private static void refused(String body, String because) throws Exception {
        HttpResponse<byte[]> response = send(body);
        assertThat(response.statusCode()).as(text(response)).isEqualTo(400);
        JsonNode error = json(response);
        assertThat(error.path("type").stringValue()).isEqualTo("error");
        assertThat(error.at("/error/type").stringValue()).isEqualTo("invalid_request_error");
        assertThat(error.at("/error/message").stringValue()).contains(because);
    }

    @Test
    void a_whole_answer() throws Exception {
        HttpResponse<byte[]> response = send(hello(""));
        JsonNode answer = json(response);

        assertThat(response.statusCode()).as(text(response)).isEqualTo(200);
        assertThat(response.headers().firstValue("request-id")).isPresent();
        assertThat(answer.path("type").stringValue()).isEqualTo("message");
        assertThat(answer.path("stop_reason").stringValue()).isEqualTo("end_turn");
        assertThat(answer.at("/content/1/text").stringValue()).contains("capital of France");
        assertThat(answer.at("/usage/input_tokens").asInt()).isPositive();
        assertThat(answer.at("/usage/output_tokens").asInt()).isPositive();
    }

    @Test
    void a_stream_opens_tells_block_after_block_and_ends() throws Exception {
        List<JsonNode> events = stream(hello("\"stream\":true"));
        List<String> types = events.stream().map(e -> e.path("type").stringValue()).toList();

        assertThat(types.getFirst()).isEqualTo("message_start");
        assertThat(types.subList(types.size() - 2, types.size()))
                .containsExactly("message_delta", "message_stop");
        assertThat(types).contains("ping");
        int open = -1;
        int next = 0;
        for (JsonNode event : events) {
            switch (event.path("type").stringValue()) {
                case "content_block_start" -> {
                    assertThat(open).isEqualTo(-1);
                    open = event.path("index").asInt();
                    assertThat(open).isEqualTo(next++);
                }
                case "content_block_delta" ->
                        assertThat(event.path("index").asInt()).isEqualTo(open);
                case "content_block_stop" -> open = -1;
                default -> {}
            }
        }
        assertThat(next).isEqualTo(2);
        JsonNode whole = json(send(hello("")));
        assertThat(told(events, "text_delta", "text"))
                .isEqualTo(whole.at("/content/1/text").stringValue());
        assertThat(told(events, "thinking_delta", "thinking"))
                .isEqualTo(whole.at("/content/0/thinking").stringValue());
        assertThat(told(events, "signature_delta", "signature"))
                .isEqualTo(whole.at("/content/0/signature").stringValue());
        JsonNode last = events.get(events.size() - 2);
        assertThat(last.at("/usage/output_tokens")).isEqualTo(whole.at("/usage/output_tokens"));
    }

    private static String told(List<JsonNode> events, String type, String field) {
        StringBuilder told = new StringBuilder();
        for (JsonNode event : events) {
            JsonNode delta = event.path("delta");
            if (delta.path("type").asString("").equals(type)) {
                told.append(delta.path(field).stringValue());
            }
        }
        return told.toString();
    }

    @Test
    void a_tool_is_called_and_its_result_is_answered() throws Exception {
        JsonNode called = json(send(body(ASK_WEATHER, WEATHER)));
        JsonNode use = called.path("content").path(called.path("content").size() - 1);
        assertThat(called.path("stop_reason").stringValue()).isEqualTo("tool_use");
        assertThat(use.path("input").path("city").isString()).isTrue();

        List<JsonNode> events = stream(body(ASK_WEATHER, WEATHER + ",\"stream\":true"));
        assertThat(JsonMapper.shared().readTree(told(events, "input_json_delta", "partial_json")))
                .isEqualTo(use.path("input"));

        String result = result(use.path("id").stringValue());
        String turns =
                ASK_WEATHER
                        + ",{\"role\":\"assistant\",\"content\":"
                        + called.path("content")
                        + "},{\"role\":\"user\",\"content\":["
                        + result
                        + "]}";
        JsonNode answer = json(send(body(turns, WEATHER)));
        assertThat(answer.at("/content/1/text").stringValue()).contains("21 degrees");
    }

    private static String result(String id) {
        return "{\"type\":\"tool_result\",\"tool_use_id\":\""
                + id
                + "\",\"content\":\"21 degrees\"}";
    }

    @Test
    void a_tool_without_arguments_has_none_of_their_json() throws Exception {
        String now =
                "\"tools\":[{\"name\":\"clock\",\"description\":\"The time now\","
                        + "\"input_schema\":{\"type\":\"object\",\"properties\":{}}}],"
                        + "\"tool_choice\":{\"type\":\"any\"},\"stream\":true";
        List<JsonNode> events = stream(hello(now));

        assertThat(told(events, "input_json_delta", "partial_json")).isEmpty();
        assertThat(events)
                .anyMatch(event ->
                        event.at("/content_block/type").asString("").equals("tool_use")
                                && event.at("/content_block/input").isObject());
    }

    @Test
    void tokens_are_counted_and_marked_prompts_are_cached() throws Exception {
        HttpResponse<byte[]> counted =
                running.send(
                        "POST",
                        "/anthropic/v1/messages/count_tokens",
                        "{\"model\":\"small\",\"messages\":[" + ASK_WEATHER + "]}",
                        "Authorization",
                        "Bearer any",
                        "anthropic-version",
                        "2023-06-01");
        assertThat(json(counted).path("input_tokens").asInt()).isBetween(8, 30);

        String text = "word ".repeat(1_500);
        String marked =
                "\"system\":[{\"type\":\"text\",\"text\":\""
                        + text
                        + "\",\"cache_control\":{\"type\":\"ephemeral\"}}]";
        send(hello(marked));
        JsonNode again = json(send(hello(marked))).path("usage");
        assertThat(again.path("cache_read_input_tokens").asInt()).isEqualTo(1_024);
        assertThat(again.path("input_tokens").asInt()).isBetween(470, 520);
        JsonNode unmarked = json(send(hello("\"system\":\"" + text + "\""))).path("usage");
        assertThat(unmarked.path("cache_read_input_tokens").asInt()).isZero();
    }

    @Test
    void the_head_must_show_a_key_and_a_version() throws Exception {
        String path = "/anthropic/v1/messages";
        HttpResponse<byte[]> keyless =
                running.send("POST", path, hello(""), "anthropic-version", "2023-06-01");
        assertThat(keyless.statusCode()).isEqualTo(401);
        assertThat(json(keyless).at("/error/type").stringValue()).isEqualTo("authentication_error");
        HttpResponse<byte[]> versionless =
                running.send("POST", path, hello(""), "x-api-key", "any");
        assertThat(versionless.statusCode()).isEqualTo(400);
        assertThat(running.post("/acme/v1/messages", hello("")).statusCode()).isEqualTo(404);
    }

    @Test
    void fields_are_held_against_the_rules() throws Exception {
        refused(hello("\"routing\":{}"), "routing: Extra inputs are not permitted");
        refused(hello("").replace("\"max_tokens\":2000,", ""), "max_tokens: Field required");
        refused(hello("\"temperature\":1.5"), "temperature");
        refused(body("", ""), "at least one message");
        refused(body("{\"role\":\"assistant\",\"content\":\"Hi\"}", ""), "first message");
        refused(body(userText(""), ""), "text content blocks must be non-empty");
        refused(body(userText(" "), ""), "non-whitespace");
        refused(
                body(userText("Hi").replace("}]", ",\"cache_control\":{\"type\":\"x\"}}]"), ""),
                "ephemeral");
        String marked =
                ",{\"type\":\"text\",\"text\":\"a\",\"cache_control\":{\"type\":\"ephemeral\"}}";
        refused(
                body(userText("Hi").replace("}]", "}" + marked.repeat(5) + "]"), ""),
                "A maximum of 4 blocks with cache_control may be provided. Found 5.");
        refused(hello("\"tool_choice\":{\"type\":\"auto\"}"), "while providing tools");
        refused(
                hello(WEATHER + ",\"tool_choice\":{\"type\":\"tool\",\"name\":\"other\"}"),
                "not found");
        refused(hello(WEATHER.replace("\"type\":\"object\",", "")), "input_schema.type");
    }

    private static String userText(String text) {
        return "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"" + text + "\"}]}";
    }

    @Test
    void each_call_is_answered_at_once_and_first() throws Exception {
        String call =
                ",{\"role\":\"assistant\",\"content\":[{\"type\":\"tool_use\",\"id\":\"toolu_1\","
                        + "\"name\":\"weather\",\"input\":{}}]}";
        String more = "{\"type\":\"text\",\"text\":\"And now?\"}";
        String user = ",{\"role\":\"user\",\"content\":[";

        assertThat(
                        send(body(
                                        ASK_WEATHER
                                                + call
                                                + user
                                                + result("toolu_1")
                                                + ","
                                                + more
                                                + "]}",
                                        WEATHER))
                                .statusCode())
                .isEqualTo(200);
        refused(
                body(ASK_WEATHER + call + user + more + "," + result("toolu_1") + "]}", WEATHER),
                "must come first");
        refused(
                body(ASK_WEATHER + call + user + more + "]}", WEATHER),
                "`tool_use` ids were found without `tool_result` blocks immediately after: toolu_1");
        refused(
                body(ASK_WEATHER + user + result("toolu_9") + "]}", WEATHER),
                "unexpected `tool_use_id`");
        refused(
                body(ASK_WEATHER + call.replace("\"input\":{}", "\"input\":\"{}\""), WEATHER),
                "input: Input should be a valid dictionary");
    }

    @Test
    void thoughts_come_back_as_they_were_given() throws Exception {
        JsonNode called = json(send(body(ASK_WEATHER, WEATHER)));
        String id = called.at("/content/1/id").stringValue();
        String ending = "},{\"role\":\"user\",\"content\":[" + result(id) + "]}";
        String begin = ASK_WEATHER + ",{\"role\":\"assistant\",\"content\":";
        String thinks = WEATHER + ",\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":1024}";

        JsonNode kept = called.path("content");
        assertThat(send(body(begin + kept + ending, thinks)).statusCode()).isEqualTo(200);

        ObjectNode changed = (ObjectNode) kept.deepCopy().path(0);
        changed.put("thinking", "Something else");
        String two = "," + kept.path(1) + "]";
        refused(body(begin + "[" + changed + two + ending, thinks), "Invalid `signature`");
        changed.put("thinking", "").put("signature", "RW1wdHk=");
        refused(body(begin + "[" + changed + two + ending, thinks), "Invalid `signature`");
        changed.put("signature", kept.path(0).path("signature").stringValue());
        assertThat(send(body(begin + "[" + changed + two + ending, thinks)).statusCode())
                .isEqualTo(200);
        refused(
                body(begin + "[" + kept.path(1) + "]" + ending, thinks),
                "Expected `thinking` or `redacted_thinking`, but found `tool_use`");
        refused(hello("\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":9}"), "1024");
        refused(
                hello("\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":2000}"),
                "`max_tokens` must be greater");
    }

    @Test
    void a_stop_sequence_is_named() throws Exception {
        JsonNode answer = json(send(hello("\"stop_sequences\":[\"simulated\"]")));

        assertThat(answer.path("stop_reason").stringValue()).isEqualTo("stop_sequence");
        assertThat(answer.path("stop_sequence").stringValue()).isEqualTo("simulated");
    }
}
