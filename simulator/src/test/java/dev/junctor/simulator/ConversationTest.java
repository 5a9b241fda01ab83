package dev.junctor.simulator;

import static dev.junctor.simulator.RunningFleet.chunks;
import static dev.junctor.simulator.RunningFleet.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tools and structured answers, over sockets. */
final class ConversationTest {
    private static final String TOOLS =
            "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"send_mail\","
                    + "\"description\":\"Sends"
                    + " a letter\",\"parameters\":{\"type\":\"object\",\"properties\":"
                    + "{\"to\":{\"type\":"
                    + "\"string\"}},\"required\":[\"to\"]}}},{\"type\":\"function\","
                    + "\"function\":{\"name\":"
                    + "\"get_weather\",\"description\":\"The current weather of a "
                    + "city\",\"parameters\":"
                    + "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":"
                    + "\"string\"},\"days\":{\"type\":"
                    + "\"integer\",\"minimum\":1,\"maximum\":9}},\"required\":[\"city\",\"days\"],"
                    + "\"additionalProperties\":false}}},{\"type\":\"function\","
                    + "\"function\":{\"name\":"
                    + "\"get_time\",\"description\":\"The current time of a city\","
                    + "\"parameters\":{\"type\":"
                    + "\"object\",\"properties\":{\"city\":{\"type\":\"string\"}}}}}]";

    private static RunningFleet running;

    @BeforeAll
    static void start() {
        running = new RunningFleet(0);
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    private static String asking(String words, String more) {
        return "{\"model\":\"small\",\"messages\":[{\"role\":\"user\",\"content\":\""
                + words
                + "\"}],"
                + more
                + "}";
    }

    private static JsonNode message(String provider, String body) throws Exception {
        return json(running.chat(provider, body)).at("/choices/0/message");
    }

    @Test
    void the_fitting_tool_is_called_with_arguments_from_the_question() throws Exception {
        JsonNode answer =
                json(running.chat("acme", asking("How is the weather in Oslo for 3 days?", TOOLS)));

        JsonNode call = answer.at("/choices/0/message/tool_calls/0");
        assertThat(call.at("/function/name").stringValue()).isEqualTo("get_weather");
        assertThat(call.at("/function/arguments").stringValue())
                .isEqualTo("{\"city\":\"Oslo\",\"days\":3}");
        assertThat(answer.at("/choices/0/finish_reason").stringValue()).isEqualTo("tool_calls");
        assertThat(answer.at("/choices/0/message/content").isNull()).isTrue();
        assertThat(answer.at("/choices/0/message/tool_calls").size()).isEqualTo(1);
    }

    @Test
    void a_provider_that_tells_its_cost_does_so_at_its_own_prices() throws Exception {
        JsonNode usage =
                json(running.chat("openrouter", asking("Say hi", "\"max_tokens\":9")))
                        .path("usage");
        long tokens =
                usage.path("prompt_tokens").asLong() + 2 * usage.path("completion_tokens").asLong();

        assertThat(usage.path("completion_tokens").asLong()).isPositive();
        assertThat(usage.path("cost").decimalValue().movePointRight(9).longValueExact())
                .isEqualTo(1_000 * tokens);
        assertThat(json(running.chat("acme", asking("Say hi", ""))).path("usage").has("cost"))
                .isFalse();
    }

    @Test
    void two_tools_are_called_when_both_fit_and_one_when_that_is_forbidden() throws Exception {
        String both = "What are the weather and the time in Oslo?";

        assertThat(message("acme", asking(both, TOOLS)).path("tool_calls").size()).isEqualTo(2);
        String single = TOOLS + ",\"parallel_tool_calls\":false";
        assertThat(message("acme", asking(both, single)).path("tool_calls").size()).isEqualTo(1);
    }

    @Test
    void the_choice_is_respected() throws Exception {
        String weather = "How is the weather?";

        assertThat(calls(weather, ",\"tool_choice\":\"none\"")).isZero();
        assertThat(calls("Hm", "")).isZero();
        assertThat(calls("Hm", ",\"tool_choice\":\"required\"")).isEqualTo(1);
        String named =
                ",\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"send_mail\"}}";
        assertThat(
                        message("acme", asking(weather, TOOLS + named))
                                .at("/tool_calls/0/function/name")
                                .stringValue())
                .isEqualTo("send_mail");
        String missing = ",\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"fly\"}}";
        assertThat(running.chat("acme", asking(weather, TOOLS + missing)).statusCode())
                .isEqualTo(400);
    }

    private static int calls(String words, String choice) throws Exception {
        return message("acme", asking(words, TOOLS + choice)).path("tool_calls").size();
    }

    @Test
    void a_streamed_call_comes_in_fragments_or_whole_as_the_provider_has_it() throws Exception {
        String body = asking("How is the weather in Oslo for 3 days?", TOOLS + ",\"stream\":true");
        for (String provider : List.of("acme", "mistral", "cerebras")) {
            List<JsonNode> chunks = chunks(running.chat(provider, body));
            TreeMap<Integer, String> arguments = new TreeMap<>();
            int deltas = 0;
            for (JsonNode chunk : chunks) {
                for (JsonNode call : chunk.at("/choices/0/delta/tool_calls")) {
                    deltas++;
                    arguments.merge(
                            call.path("index").asInt(),
                            call.at("/function/arguments").stringValue(),
                            String::concat);
                }
            }
            assertThat(arguments.firstEntry().getValue())
                    .isEqualTo("{\"city\":\"Oslo\",\"days\":3}");
            assertThat(deltas == 1).as(provider).isEqualTo(provider.equals("mistral"));
            assertThat(chunks.getLast().at("/choices/0/finish_reason").stringValue())
                    .isEqualTo("tool_calls");
        }
    }

    @Test
    void the_result_of_a_tool_is_used_in_the_answer() throws Exception {
        String history =
                "{\"model\":\"small\",\"messages\":[{\"role\":\"user\",\"content\":"
                        + "\"weather in Oslo?\"},"
                        + "{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"call_1\","
                        + "\"type\":\"function\","
                        + "\"function\":{\"name\":\"get_weather\",\"arguments\":\"{"
                        + "}\"}}]},{\"role\":\"tool\","
                        + "\"tool_call_id\":\"%s\",\"content\":\"19 degrees\"}],"
                        + TOOLS
                        + "}";

        JsonNode message = message("acme", history.replace("%s", "call_1"));
        assertThat(message.path("content").stringValue())
                .contains("get_weather")
                .contains("19 degrees");
        assertThat(message.has("tool_calls")).isFalse();
        assertThat(running.chat("acme", history.replace("%s", "call_2")).statusCode())
                .isEqualTo(400);
    }

    @Test
    void a_schema_is_filled_and_json_is_json() throws Exception {
        String schema =
                "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{"
                        + "\"name\":\"x\",\"strict\":true,"
                        + "\"schema\":{\"type\":\"object\",\"properties\":{\"steps\":{"
                        + "\"type\":\"array\",\"items\":"
                        + "{\"type\":\"string\"},\"minItems\":2},\"total\":{\"type\":"
                        + "\"integer\"}},\"required\":"
                        + "[\"steps\",\"total\"],\"additionalProperties\":false}}}";
        JsonNode data =
                JsonMapper.shared()
                        .readTree(
                                message("acme", asking("Plan", schema))
                                        .path("content")
                                        .stringValue());
        assertThat(data.path("steps").size()).isGreaterThanOrEqualTo(2);
        assertThat(data.path("total").isIntegralNumber()).isTrue();

        String object = "\"response_format\":{\"type\":\"json_object\"}";
        JsonNode any =
                JsonMapper.shared()
                        .readTree(
                                message("acme", asking("Plan", object))
                                        .path("content")
                                        .stringValue());
        assertThat(any.path("simulated").booleanValue()).isTrue();
    }

    @Test
    void reasoning_is_shown_in_the_field_of_the_provider() throws Exception {
        String body =
                asking("Why?", "\"stream\":true,\"reasoning_effort\":\"low\"")
                        .replace("small", "thinker");

        assertThat(deltasWith("acme", body, "reasoning_content")).isEqualTo(32);
        assertThat(deltasWith("cerebras", body, "reasoning")).isEqualTo(32);
        assertThat(deltasWith("openrouter", body, "reasoning_details")).isEqualTo(32);
        assertThat(deltasWith("openai", body, "reasoning_content")).isZero();
        JsonNode hidden = json(running.chat("openai", body.replace("\"stream\":true", "\"n\":1")));
        assertThat(hidden.at("/usage/completion_tokens_details/reasoning_tokens").asInt())
                .isEqualTo(32);
    }

    private static long deltasWith(String provider, String body, String field) throws Exception {
        return chunks(running.chat(provider, body)).stream()
                .filter(chunk -> chunk.at("/choices/0/delta").has(field))
                .count();
    }
}
