package dev.junctor.simulator;

import static dev.junctor.simulator.RunningFleet.chunks;
import static dev.junctor.simulator.RunningFleet.events;
import static dev.junctor.simulator.RunningFleet.json;
import static dev.junctor.simulator.RunningFleet.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a client of a simulated provider meets, over sockets. */
final class FleetTest {
    private static RunningFleet running;

    @BeforeAll
    static void start() {
        running = new RunningFleet(0);
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    private static String hello(String more) {
        return "{\"model\":\"small\",\"messages\":[{\"role\":\"user\",\"content\":\"What is the"
                + " capital of France?\"}]"
                + (more.isEmpty() ? "" : "," + more)
                + "}";
    }

    @Test
    void a_whole_answer_says_that_it_is_simulated_and_by_whom() throws Exception {
        HttpResponse<byte[]> response = running.chat("acme", hello(""));
        JsonNode answer = json(response);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("X-Simulated")).contains("yes");
        assertThat(answer.path("object").stringValue()).isEqualTo("chat.completion");
        assertThat(answer.path("created").asLong()).isEqualTo(RunningFleet.NOW.getEpochSecond());
        String content = answer.at("/choices/0/message/content").stringValue();
        assertThat(content)
                .startsWith("This is a simulated answer from The acme for small: ")
                .contains("What is the capital of France?");
        assertThat(answer.at("/choices/0/finish_reason").stringValue()).isEqualTo("stop");
        JsonNode usage = answer.path("usage");
        assertThat(usage.path("total_tokens").asInt())
                .isEqualTo(
                        usage.path("prompt_tokens").asInt()
                                + usage.path("completion_tokens").asInt());
    }

    @Test
    void the_same_request_gives_the_same_words_and_another_id() throws Exception {
        JsonNode first = json(running.chat("acme", hello("")));
        JsonNode second = json(running.chat("acme", hello("")));

        assertThat(second.path("choices")).isEqualTo(first.path("choices"));
        assertThat(second.path("id")).isNotEqualTo(first.path("id"));
    }

    @Test
    void a_stream_tells_what_the_whole_answer_says() throws Exception {
        JsonNode whole = json(running.chat("acme", hello("")));
        HttpResponse<byte[]> response =
                running.chat(
                        "acme",
                        hello("\"stream\":true,\"stream_options\":{\"include_usage\":true}"));
        List<JsonNode> chunks = chunks(response);

        StringBuilder told = new StringBuilder();
        chunks.forEach(chunk -> told.append(chunk.at("/choices/0/delta/content").asString("")));
        assertThat(told.toString()).isEqualTo(whole.at("/choices/0/message/content").stringValue());
        assertThat(chunks.getFirst().at("/choices/0/delta/role").stringValue())
                .isEqualTo("assistant");
        assertThat(chunks.getLast().path("choices").isEmpty()).isTrue();
        assertThat(chunks.getLast().path("usage")).isEqualTo(whole.path("usage"));
        assertThat(chunks.get(1).path("usage").isNull()).isTrue();
        assertThat(events(text(response)).getLast()).isEqualTo("[DONE]");
        assertThat(response.headers().firstValue("Content-Type").orElse(""))
                .startsWith("text/event-stream");
    }

    @Test
    void without_being_asked_a_stream_has_no_usage() throws Exception {
        List<JsonNode> chunks = chunks(running.chat("acme", hello("\"stream\":true")));

        assertThat(chunks).noneMatch(chunk -> chunk.has("usage"));
        assertThat(chunks.getLast().at("/choices/0/finish_reason").stringValue()).isEqualTo("stop");
    }

    @Test
    void a_provider_that_always_sends_usage_sends_it_with_the_last_choice() throws Exception {
        List<JsonNode> chunks = chunks(running.chat("mistral", hello("\"stream\":true")));

        JsonNode last = chunks.getLast();
        assertThat(last.at("/choices/0/finish_reason").stringValue()).isEqualTo("stop");
        assertThat(last.at("/usage/total_tokens").asInt()).isPositive();
    }

    @Test
    void max_tokens_cuts_the_answer() throws Exception {
        JsonNode answer = json(running.chat("acme", hello("\"max_tokens\":5")));

        assertThat(answer.at("/choices/0/finish_reason").stringValue()).isEqualTo("length");
        assertThat(answer.at("/usage/completion_tokens").asInt()).isEqualTo(5);
        assertThat(answer.at("/choices/0/message/content").stringValue())
                .isEqualTo("This is a simulated");
    }

    @Test
    void a_stop_sequence_ends_the_answer_before_it() throws Exception {
        JsonNode answer = json(running.chat("acme", hello("\"stop\":[\"answer\",\"zzz\"]")));

        assertThat(answer.at("/choices/0/message/content").stringValue())
                .isEqualTo("This is a simulated ");
        assertThat(answer.at("/choices/0/finish_reason").stringValue()).isEqualTo("stop");
    }

    @Test
    void n_answers_differ_and_are_counted_together() throws Exception {
        JsonNode answer = json(running.chat("acme", hello("\"n\":3")));

        assertThat(answer.path("choices").size()).isEqualTo(3);
        assertThat(answer.at("/choices/0/message/content"))
                .isNotEqualTo(answer.at("/choices/1/message/content"));
        assertThat(answer.at("/choices/2/index").asInt()).isEqualTo(2);
    }

    @Test
    void another_seed_says_something_else() throws Exception {
        JsonNode one = json(running.chat("acme", hello("\"seed\":1")));
        JsonNode two = json(running.chat("acme", hello("\"seed\":2")));

        assertThat(one.at("/choices/0/message/content"))
                .isNotEqualTo(two.at("/choices/0/message/content"));
    }

    @Test
    void a_parameter_counts_under_the_name_that_the_provider_has_for_it() throws Exception {
        JsonNode one = json(running.chat("mistral", hello("\"random_seed\":1")));
        JsonNode two = json(running.chat("mistral", hello("\"random_seed\":2")));

        assertThat(one.at("/choices/0/message/content"))
                .isNotEqualTo(two.at("/choices/0/message/content"));
        assertThat(running.chat("mistral", hello("\"seed\":1")).statusCode()).isEqualTo(400);
    }

    @Test
    void logprobs_have_an_entry_for_each_token() throws Exception {
        JsonNode answer = json(running.chat("acme", hello("\"logprobs\":true,\"top_logprobs\":3")));

        JsonNode entries = answer.at("/choices/0/logprobs/content");
        StringBuilder tokens = new StringBuilder();
        entries.forEach(entry -> tokens.append(entry.path("token").stringValue()));
        assertThat(tokens.toString())
                .isEqualTo(answer.at("/choices/0/message/content").stringValue());
        assertThat(entries.size()).isEqualTo(answer.at("/usage/completion_tokens").asInt());
        assertThat(entries.path(0).path("top_logprobs").size()).isEqualTo(3);
    }

    @Test
    void a_reasoning_model_shows_and_counts_its_reasoning() throws Exception {
        String asked = hello("\"reasoning_effort\":\"low\"").replace("small", "thinker");
        JsonNode answer = json(running.chat("acme", asked));

        assertThat(answer.at("/choices/0/message/reasoning_content").stringValue()).isNotBlank();
        int reasoning = answer.at("/usage/completion_tokens_details/reasoning_tokens").asInt();
        assertThat(reasoning).isEqualTo(32);
        assertThat(answer.at("/usage/completion_tokens").asInt()).isGreaterThan(reasoning);
    }

    @Test
    void where_reasoning_is_counted_apart_the_total_is_the_sum_of_three() throws Exception {
        String asked = hello("\"reasoning_effort\":\"low\"").replace("small", "thinker");
        JsonNode usage = json(running.chat("xai", asked)).path("usage");

        assertThat(usage.path("total_tokens").asInt())
                .isEqualTo(
                        usage.path("prompt_tokens").asInt()
                                + usage.path("completion_tokens").asInt()
                                + usage.at("/completion_tokens_details/reasoning_tokens").asInt());
    }

    @Test
    void a_long_prompt_is_cached_the_second_time() throws Exception {
        String words = "lorem ipsum ".repeat(1_200);
        String asked =
                "{\"model\":\"small\",\"messages\":[{\"role\":\"system\",\"content\":\""
                        + words
                        + "\"},{\"role\":\"user\",\"content\":\"%s\"}]}";
        JsonNode first = json(running.chat("acme", asked.formatted("one"))).path("usage");
        JsonNode second = json(running.chat("acme", asked.formatted("two"))).path("usage");
        JsonNode elsewhere = json(running.chat("xai", asked.formatted("two"))).path("usage");

        assertThat(first.at("/prompt_tokens_details/cached_tokens").asInt()).isZero();
        assertThat(second.at("/prompt_tokens_details/cached_tokens").asInt()).isEqualTo(2_048);
        assertThat(elsewhere.at("/prompt_tokens_details/cached_tokens").asInt()).isZero();
    }

    @Test
    void a_text_is_continued() throws Exception {
        JsonNode answer =
                json(
                        running.post(
                                "/acme/completions",
                                "{\"model\":\"small\",\"prompt\":\"Once\",\"echo\":"
                                        + "true,\"max_tokens\":7}"));

        assertThat(answer.path("object").stringValue()).isEqualTo("text_completion");
        assertThat(answer.at("/choices/0/text").stringValue())
                .startsWith("OnceThis is a simulated");
        JsonNode several =
                json(
                        running.post(
                                "/acme/completions",
                                "{\"model\":\"small\",\"prompt\":[\"One\",\"Two\"],"
                                        + "\"n\":2,\"echo\":true}"));
        assertThat(several.path("choices").size()).isEqualTo(4);
        assertThat(several.at("/choices/2/text").stringValue())
                .startsWith("TwoThis")
                .contains("\"Two\"");
        List<JsonNode> chunks =
                chunks(
                        running.post(
                                "/acme/v1/completions",
                                "{\"model\":\"small\",\"prompt\":\"Once\",\"stream\":true}"));
        assertThat(chunks.get(1).at("/choices/0/text").stringValue()).isEqualTo("This");
        assertThat(chunks.getLast().at("/choices/0/finish_reason").stringValue()).isEqualTo("stop");
    }

    @Test
    void models_are_listed_with_the_providers_own_ids() throws Exception {
        JsonNode list =
                json(running.send("GET", "/acme/v1/models", "", "Authorization", "Bearer x"));

        assertThat(list.at("/data/0/id").stringValue()).isEqualTo("small");
        assertThat(list.path("data").size()).isEqualTo(3);
    }

    @Test
    void what_the_provider_refuses_is_refused() throws Exception {
        String thinker = hello("\"temperature\":0.2").replace("small", "thinker");

        assertRefused(running.chat("acme", "{nonsense"), 400, "parse");
        assertRefused(running.chat("acme", "{\"messages\":[]}"), 400, "model");
        assertRefused(running.chat("acme", "{\"model\":\"small\"}"), 400, "messages");
        assertRefused(running.chat("acme", hello("").replace("small", "gone")), 404, "gone");
        assertRefused(running.chat("acme", thinker), 400, "temperature");
        assertRefused(
                running.chat("mistral", hello("\"max_completion_tokens\":9")),
                400,
                "Use 'max_tokens'");
        assertRefused(running.chat("mistral", hello("\"logit_bias\":{}")), 400, "logit_bias");
        assertRefused(
                running.chat("mistral", hello("\"stream\":true,\"stream_options\":{}")),
                400,
                "stream_options");
        assertRefused(running.chat("acme", hello("\"max_tokens\":100000")), 400, "4096");
        assertRefused(running.chat("acme", hello("\"provider\":{}")), 400, "provider");
        assertRefused(running.chat("acme", hello("\"temperature\":3")), 400, "temperature");
        assertRefused(running.send("POST", "/acme/v1/chat/completions", hello("")), 401, "API key");
        assertRefused(
                running.send("GET", "/acme/v1/chat/completions", "", "Authorization", "Bearer x"),
                405,
                "POST");
        assertRefused(running.chat("nobody", hello("")), 404, "nobody");
        assertRefused(
                running.chat(
                        "acme",
                        "{\"model\":\"thinker\",\"messages\":[{\"role\":\"user\","
                                + "\"content\":[{\"type\":"
                                + "\"image_url\",\"image_url\":{\"url\":\"data:x\"}}]}]}"),
                400,
                "image_url");
    }

    @Test
    void a_prompt_beyond_the_context_is_refused_by_its_code() throws Exception {
        JsonNode error =
                json(running.chat("acme", hello("").replace("capital", "word ".repeat(9_000))));

        assertThat(error.at("/error/code").stringValue()).isEqualTo("context_length_exceeded");
        assertThat(error.at("/error/type").stringValue()).isEqualTo("invalid_request_error");
    }

    private static void assertRefused(HttpResponse<byte[]> response, int status, String word) {
        assertThat(response.statusCode()).as(text(response)).isEqualTo(status);
        assertThat(text(response)).contains(word);
        assertThat(json(response).isObject()).isTrue();
    }
}
