package dev.junctor.simulator;

import static dev.junctor.simulator.RunningFleet.chunks;
import static dev.junctor.simulator.RunningFleet.json;
import static dev.junctor.simulator.RunningFleet.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a client of OpenAI's Responses meets, over sockets. */
final class ResponsesTest {
    private static final String PARAMETERS =
            "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}},"
                    + "\"required\":[\"city\"],\"additionalProperties\":false}";
    private static final String TOOLS =
            "\"tools\":[{\"type\":\"function\",\"name\":\"weather\",\"description\":\"The weather"
                    + " of a city\",\"strict\":true,\"parameters\":"
                    + PARAMETERS
                    + "}]";
    private static final String ASK_WEATHER =
            "{\"role\":\"user\",\"content\":\"How is the weather in Paris?\"}";
    private static final String SEALED =
            "\"store\":false,\"include\":[\"reasoning.encrypted_content\"],\"reasoning\":"
                    + "{\"effort\":\"low\",\"summary\":\"auto\"}";

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
        return running.post("/openai/v1/responses", body);
    }

    private static String body(String input, String more) {
        return "{\"model\":\"thinker\",\"input\":"
                + input
                + (more.isEmpty() ? "" : "," + more)
                + "}";
    }

    private static String hello(String more) {
        return body("\"What is the capital of France?\"", more);
    }

    private static void refused(String body, String code, String because) throws Exception {
        HttpResponse<byte[]> response = send(body);
        assertThat(response.statusCode()).as(text(response)).isBetween(400, 404);
        JsonNode error = json(response).path("error");
        assertThat(error.path("code").asString("")).isEqualTo(code);
        assertThat(error.path("message").stringValue()).contains(because);
    }

    @Test
    void a_whole_answer() throws Exception {
        JsonNode answer = json(send(hello(SEALED)));

        assertThat(answer.path("object").stringValue()).isEqualTo("response");
        assertThat(answer.path("status").stringValue()).isEqualTo("completed");
        assertThat(answer.at("/output/0/type").stringValue()).isEqualTo("reasoning");
        assertThat(answer.at("/output/0/summary/0/text").stringValue()).isNotBlank();
        assertThat(answer.at("/output/0/encrypted_content").stringValue()).isNotBlank();
        assertThat(answer.at("/output/1/content/0/text").stringValue())
                .contains("capital of France");
        JsonNode usage = answer.path("usage");
        assertThat(usage.path("total_tokens").asInt())
                .isEqualTo(
                        usage.path("input_tokens").asInt() + usage.path("output_tokens").asInt());
        assertThat(usage.at("/output_tokens_details/reasoning_tokens").asInt()).isPositive();
    }

    @Test
    void a_stream_has_numbers_in_order_and_items_one_after_the_other() throws Exception {
        HttpResponse<byte[]> response = send(hello(SEALED + ",\"stream\":true"));
        List<JsonNode> events = chunks(response);
        for (int i = 0; i < events.size(); i++) {
            assertThat(events.get(i).path("sequence_number").asInt()).isEqualTo(i);
            assertThat(text(response)).contains("event: " + type(events.get(i)) + "\n");
        }
        assertThat(events.stream().map(ResponsesTest::type).distinct())
                .containsExactly(
                        "response.created",
                        "response.in_progress",
                        "response.output_item.added",
                        "response.reasoning_summary_part.added",
                        "response.reasoning_summary_text.delta",
                        "response.reasoning_summary_text.done",
                        "response.reasoning_summary_part.done",
                        "response.output_item.done",
                        "response.content_part.added",
                        "response.output_text.delta",
                        "response.output_text.done",
                        "response.content_part.done",
                        "response.completed");
        JsonNode last = events.getLast().path("response");
        JsonNode whole = json(send(hello(SEALED)));
        assertThat(last.at("/output/1/content")).isEqualTo(whole.at("/output/1/content"));
        assertThat(last.at("/usage/output_tokens")).isEqualTo(whole.at("/usage/output_tokens"));
        StringBuilder told = new StringBuilder();
        events.stream()
                .filter(event -> type(event).equals("response.output_text.delta"))
                .forEach(event -> told.append(event.path("delta").stringValue()));
        assertThat(told.toString()).isEqualTo(whole.at("/output/1/content/0/text").stringValue());
        assertThat(text(response)).doesNotContain("[DONE]");
    }

    private static String type(JsonNode event) {
        return event.path("type").stringValue();
    }

    @Test
    void a_function_is_called_and_its_result_is_answered() throws Exception {
        String asked = body("[" + ASK_WEATHER + "]", TOOLS + "," + SEALED);
        JsonNode called = json(send(asked)).path("output");
        JsonNode call = called.path(1);
        assertThat(call.path("type").stringValue()).isEqualTo("function_call");
        assertThat(call.path("arguments").stringValue()).contains("city");
        List<JsonNode> events =
                chunks(send(asked.replace("{\"model\"", "{\"stream\":true,\"model\"")));
        assertThat(events)
                .anyMatch(event ->
                        type(event).equals("response.function_call_arguments.done")
                                && event.path("arguments").equals(call.path("arguments")));

        String turns =
                "[" + ASK_WEATHER + "," + called.path(0) + "," + call + "," + output(call) + "]";
        JsonNode answer = json(send(body(turns, TOOLS + "," + SEALED)));
        assertThat(answer.at("/output/1/content/0/text").stringValue()).contains("21 degrees");
    }

    private static String output(JsonNode call) {
        return "{\"type\":\"function_call_output\",\"call_id\":\""
                + call.path("call_id").stringValue()
                + "\",\"output\":\"21 degrees\"}";
    }

    @Test
    void an_answer_that_is_cut_is_incomplete() throws Exception {
        JsonNode answer = json(send(hello("\"max_output_tokens\":16")));

        assertThat(answer.path("status").stringValue()).isEqualTo("incomplete");
        assertThat(answer.at("/incomplete_details/reason").stringValue())
                .isEqualTo("max_output_tokens");
        List<JsonNode> events = chunks(send(hello("\"max_output_tokens\":16,\"stream\":true")));
        assertThat(type(events.getLast())).isEqualTo("response.incomplete");
    }

    @Test
    void tokens_are_counted_and_other_doors_stay_closed() throws Exception {
        HttpResponse<byte[]> counted = running.post("/openai/v1/responses/input_tokens", hello(""));
        assertThat(json(counted).path("input_tokens").asInt()).isBetween(8, 30);
        assertThat(running.post("/acme/v1/responses", hello("")).statusCode()).isEqualTo(404);
        assertThat(running.send("POST", "/openai/v1/responses", hello("")).statusCode())
                .isEqualTo(401);
    }

    @Test
    void parameters_and_items_are_held_against_the_rules() throws Exception {
        refused(hello("\"stop\":[\"a\"]"), "unknown_parameter", "Unknown parameter: 'stop'.");
        refused("{\"model\":\"thinker\"}", "missing_required_parameter", "'input'");
        refused(hello("\"previous_response_id\":\"resp_1\""), "previous_response_not_found", "1");
        refused(hello("\"max_output_tokens\":3"), "integer_below_min_value", "16");
        refused(hello("\"temperature\":0.5"), "unsupported_parameter", "temperature");
        String said =
                "[{\"role\":\"assistant\",\"content\":[{\"type\":\"input_text\",\"text\":\"a\"}]}]";
        refused(body(said, ""), "invalid_value", "'input_text'");
        String call =
                "{\"type\":\"function_call\",\"call_id\":\"call_1\",\"name\":\"weather\","
                        + "\"arguments\":\"{}\"}";
        refused(
                body("[" + ASK_WEATHER + "," + call + "]", TOOLS),
                "",
                "No tool output found for function call call_1.");
        String output = call.replace("function_call\"", "function_call_output\"");
        refused(
                body("[" + ASK_WEATHER + "," + output.replace("arguments", "output") + "]", TOOLS),
                "",
                "No tool call found for function call output with call_id call_1.");
    }

    @Test
    void strict_schemas_close_and_require_everything() throws Exception {
        refused(
                hello(TOOLS.replace(",\"additionalProperties\":false", "")),
                "invalid_function_parameters",
                "'additionalProperties' is required to be supplied and to be false.");
        refused(
                hello(TOOLS.replace("\"required\":[\"city\"]", "\"required\":[]")),
                "invalid_function_parameters",
                "Missing 'city'");
        assertThat(
                        send(hello(
                                        TOOLS.replace("\"required\":[\"city\"]", "\"required\":[]")
                                                .replace("\"strict\":true,", "")))
                                .statusCode())
                .isEqualTo(200);
        String format =
                "\"text\":{\"format\":{\"type\":\"json_schema\",\"name\":\"a\",\"strict\":true,\"schema\":";
        assertThat(send(hello(format + PARAMETERS + "}}")).statusCode()).isEqualTo(200);
        refused(
                hello(format + PARAMETERS.replace("false", "true") + "}}"),
                "invalid_json_schema",
                "additionalProperties");
        refused(
                hello(
                        TOOLS
                                + ",\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"weather\"}}"),
                "unknown_parameter",
                "tool_choice.function");
    }

    @Test
    void reasoning_comes_back_as_it_was_given() throws Exception {
        JsonNode output = json(send(hello(SEALED))).path("output");
        ObjectNode thought = (ObjectNode) output.path(0);
        String next = "," + output.path(1) + "," + ASK_WEATHER + "]";
        assertThat(send(body("[" + ASK_WEATHER + "," + thought + next, SEALED)).statusCode())
                .isEqualTo(200);
        refused(
                body("[" + ASK_WEATHER + "," + thought + "," + ASK_WEATHER + "]", SEALED),
                "",
                "without its required following item");
        refused(
                body("[" + ASK_WEATHER + "," + thought + next, SEALED)
                        .replace("\"thinker\"", "\"small\"")
                        .replace("\"effort\":\"low\",", ""),
                "invalid_encrypted_content",
                "could not be verified");
        thought.put("encrypted_content", "gAAAA");
        refused(
                body("[" + ASK_WEATHER + "," + thought + next, SEALED),
                "invalid_encrypted_content",
                "could not be verified");
        thought.remove("encrypted_content");
        refused(body("[" + ASK_WEATHER + "," + thought + next, SEALED), "", "not found");
        JsonNode stored = json(send(hello(""))).path("output");
        String known = "[" + ASK_WEATHER + "," + stored.path(0) + next;
        assertThat(send(body(known, "")).statusCode()).isEqualTo(200);
    }
}
