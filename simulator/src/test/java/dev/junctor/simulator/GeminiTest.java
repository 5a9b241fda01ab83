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

/** What a client of Gemini's API meets, over sockets. */
final class GeminiTest {
    private static final String MODEL = "gemini-3-pro";
    private static final String TOOLS =
            "\"tools\":[{\"functionDeclarations\":[{\"name\":\"weather\",\"description\":"
                    + "\"The weather of a city\",\"parameters\":{\"type\":\"OBJECT\",\"properties\":"
                    + "{\"city\":{\"type\":\"STRING\"}},\"required\":[\"city\"]}}]}]";
    private static final String ASK_WEATHER = user("How is the weather in Paris?");

    private static RunningFleet running;

    @BeforeAll
    static void start() {
        running = new RunningFleet(0);
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    private static HttpResponse<byte[]> send(String model, String method, String body)
            throws Exception {
        return running.send(
                "POST",
                "/google/v1beta/models/" + model + ":" + method,
                body,
                "x-goog-api-key",
                "any");
    }

    private static HttpResponse<byte[]> send(String body) throws Exception {
        return send(MODEL, "generateContent", body);
    }

    private static String user(String text) {
        return "{\"role\":\"user\",\"parts\":[{\"text\":\"" + text + "\"}]}";
    }

    private static String model(String parts) {
        return "{\"role\":\"model\",\"parts\":" + parts + "}";
    }

    private static String body(String contents, String more) {
        return "{\"contents\":[" + contents + "]" + (more.isEmpty() ? "" : "," + more) + "}";
    }

    private static String hello(String more) {
        return body(user("What is the capital of France?"), more);
    }

    private static void refused(String body, String because) throws Exception {
        HttpResponse<byte[]> response = send(body);
        assertThat(response.statusCode()).as(text(response)).isEqualTo(400);
        JsonNode error = json(response).path("error");
        assertThat(error.path("code").asInt()).isEqualTo(400);
        assertThat(error.path("status").stringValue()).isEqualTo("INVALID_ARGUMENT");
        assertThat(error.path("message").stringValue()).contains(because);
    }

    @Test
    void a_whole_answer() throws Exception {
        JsonNode answer = json(send(hello("")));

        assertThat(answer.at("/candidates/0/content/parts/0/text").stringValue())
                .contains("capital of France");
        assertThat(answer.at("/candidates/0/content/role").stringValue()).isEqualTo("model");
        assertThat(answer.at("/candidates/0/finishReason").stringValue()).isEqualTo("STOP");
        assertThat(answer.path("modelVersion").stringValue()).isEqualTo(MODEL);
        JsonNode usage = answer.path("usageMetadata");
        assertThat(usage.path("totalTokenCount").asInt())
                .isEqualTo(
                        usage.path("promptTokenCount").asInt()
                                + usage.path("candidatesTokenCount").asInt()
                                + usage.path("thoughtsTokenCount").asInt());
    }

    @Test
    void a_stream_of_events_and_a_list_that_grows_tell_the_same() throws Exception {
        HttpResponse<byte[]> events =
                send(MODEL, "streamGenerateContent?alt=sse", hello(thinking()));
        assertThat(events.headers().firstValue("Content-Type")).contains("text/event-stream");
        assertThat(text(events)).contains("\r\n\r\n").doesNotContain("[DONE]");
        List<JsonNode> pieces = chunks(events);

        HttpResponse<byte[]> list = send(MODEL, "streamGenerateContent", hello(thinking()));
        assertThat(list.headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/json");
        JsonNode whole = json(send(hello(thinking())));
        String text = whole.at("/candidates/0/content/parts/1/text").stringValue();
        assertThat(said(pieces, "thought"))
                .isEqualTo(whole.at("/candidates/0/content/parts/0/text").stringValue());
        assertThat(said(pieces, "")).isEqualTo(text);
        assertThat(said(json(list).values(), "")).isEqualTo(text);
        JsonNode last = pieces.getLast();
        assertThat(last.at("/candidates/0/finishReason").stringValue()).isEqualTo("STOP");
        assertThat(last.at("/candidates/0/content/parts/0/thoughtSignature").isString()).isTrue();
        assertThat(last.path("usageMetadata")).isEqualTo(whole.path("usageMetadata"));
        assertThat(pieces).allMatch(piece -> piece.has("usageMetadata"));
    }

    private static String thinking() {
        return "\"generationConfig\":{\"thinkingConfig\":{\"includeThoughts\":true}}";
    }

    private static String said(Iterable<JsonNode> pieces, String kind) {
        StringBuilder said = new StringBuilder();
        for (JsonNode piece : pieces) {
            for (JsonNode part : piece.at("/candidates/0/content/parts")) {
                if (part.path("thought").asBoolean(false) == kind.equals("thought")) {
                    said.append(part.path("text").asString(""));
                }
            }
        }
        return said.toString();
    }

    private static JsonNode called() throws Exception {
        return json(send(body(ASK_WEATHER, TOOLS))).at("/candidates/0/content/parts");
    }

    private static String answer() {
        return "{\"role\":\"user\",\"parts\":[{\"functionResponse\":{\"name\":\"weather\","
                + "\"response\":{\"result\":\"21 degrees\"}}}]}";
    }

    @Test
    void a_function_is_called_and_its_result_is_answered() throws Exception {
        JsonNode parts = called();
        assertThat(parts.at("/0/functionCall/args/city").isString()).isTrue();
        assertThat(parts.at("/0/thoughtSignature").isString()).isTrue();
        List<JsonNode> pieces =
                chunks(send(MODEL, "streamGenerateContent?alt=sse", body(ASK_WEATHER, TOOLS)));
        assertThat(pieces.getFirst().at("/candidates/0/content/parts")).isEqualTo(parts);

        String turns = ASK_WEATHER + "," + model(parts.toString()) + "," + answer();
        JsonNode whole = json(send(body(turns, TOOLS)));
        assertThat(whole.at("/candidates/0/content/parts/0/text").stringValue())
                .contains("21 degrees");
    }

    @Test
    void a_call_comes_back_with_its_signature_and_no_other() throws Exception {
        ObjectNode part = (ObjectNode) called().path(0);
        part.remove("thoughtSignature");
        String turns = ASK_WEATHER + "," + model("[" + part + "]") + "," + answer();
        refused(body(turns, TOOLS), "missing a thought_signature");
        assertThat(send("small", "generateContent", body(turns, TOOLS)).statusCode())
                .isEqualTo(200);
        assertThat(
                        send(body(
                                        turns
                                                + ","
                                                + model("[{\"text\":\"Fine.\"}]")
                                                + ","
                                                + ASK_WEATHER,
                                        TOOLS))
                                .statusCode())
                .isEqualTo(200);
        part.put("thoughtSignature", "c29tZXRoaW5nIGVsc2U=");
        refused(
                body(ASK_WEATHER + "," + model("[" + part + "]") + "," + answer(), TOOLS),
                "Thought signature is not valid");
        part.put("thoughtSignature", "skip_thought_signature_validator");
        assertThat(
                        send(body(
                                        ASK_WEATHER
                                                + ","
                                                + model("[" + part + "]")
                                                + ","
                                                + answer(),
                                        TOOLS))
                                .statusCode())
                .isEqualTo(200);
    }

    @Test
    void names_are_understood_in_both_cases() throws Exception {
        JsonNode camel = json(send(hello(schema("responseMimeType", "responseSchema"))));
        JsonNode snake =
                json(
                        send(
                                hello(schema("response_mime_type", "response_schema"))
                                        .replace("generationConfig", "generation_config")));

        String text = camel.at("/candidates/0/content/parts/0/text").stringValue();
        assertThat(text).startsWith("{").contains("\"city\"");
        assertThat(snake.at("/candidates/0/content/parts/0/text").stringValue()).isEqualTo(text);
    }

    private static String schema(String type, String schema) {
        return "\"generationConfig\":{\""
                + type
                + "\":\"application/json\",\""
                + schema
                + "\":{\"type\":\"OBJECT\",\"properties\":{\"city\":{\"type\":\"STRING\"}},"
                + "\"required\":[\"city\"]}}";
    }

    @Test
    void tokens_are_counted() throws Exception {
        int plain = json(send(MODEL, "countTokens", hello(""))).path("totalTokens").asInt();
        String request = "{\"generateContentRequest\":" + hello("") + "}";

        assertThat(plain).isBetween(8, 30);
        assertThat(json(send(MODEL, "countTokens", request)).path("totalTokens").asInt())
                .isEqualTo(plain);
    }

    @Test
    void models_are_listed() throws Exception {
        JsonNode list =
                json(running.send("GET", "/google/v1beta/models", "", "x-goog-api-key", "any"));
        assertThat(list.at("/models/0/name").stringValue()).startsWith("models/");
    }

    @Test
    void a_key_is_shown_in_the_head_or_in_the_query() throws Exception {
        String path = "/google/v1beta/models/" + MODEL + ":generateContent";

        assertThat(running.send("POST", path + "?key=any", hello("")).statusCode()).isEqualTo(200);
        assertThat(running.post(path, hello("")).statusCode()).isEqualTo(403);
        assertThat(send("nobody", "generateContent", hello("")).statusCode()).isEqualTo(404);
        HttpResponse<byte[]> list = send("nobody", "streamGenerateContent", hello(""));
        assertThat(json(list).at("/0/error/status").stringValue()).isEqualTo("NOT_FOUND");
    }

    @Test
    void contents_are_held_against_the_rules() throws Exception {
        String hi = user("Hi");
        String said = model("[{\"text\":\"Hello\"}]");
        String call = model("[{\"functionCall\":{\"name\":\"weather\",\"args\":{}}}]");

        refused("{}", "contents is not specified");
        refused(body(said + "," + hi, ""), "begins with a user turn");
        refused(body(hi + "," + hi, ""), "alternate");
        refused(body(hi + "," + said, ""), "ends with a user turn");
        refused(body(hi.replace("user", "assistant"), ""), "valid role");
        refused(body("{\"role\":\"user\",\"parts\":[]}", ""), "must not be empty");
        refused(body("{\"role\":\"user\",\"parts\":[{}]}", ""), "oneof field 'data'");
        refused(body(hi + "," + call + "," + hi, TOOLS), "number of function response parts");
        refused(body(answer(), TOOLS), "number of function response parts");
        refused(body(hi + "," + call.replace("{}", "\"{}\"") + "," + answer(), TOOLS), "Struct");
    }

    @Test
    void configuration_and_declarations_are_held_against_the_rules() throws Exception {
        refused(hello("\"model_name\":1"), "Unknown name \"model_name\"");
        refused(hello("\"generationConfig\":{\"max_tokens\":1}"), "Unknown name \"max_tokens\"");
        refused(hello("\"generationConfig\":{\"temperature\":3}"), "temperature");
        refused(
                hello(
                        "\"generationConfig\":{\"thinkingConfig\":{\"thinkingBudget\":1,"
                                + "\"thinkingLevel\":\"LOW\"}}"),
                "thinking budget and thinking level");
        refused(
                hello(
                        "\"generationConfig\":{\"stopSequences\":[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\"]}"),
                "at most 5");
        String more = "\"required\":[\"city\"],\"additionalProperties\":false";
        refused(
                hello(TOOLS.replace("\"required\":[\"city\"]", more)),
                "Unknown name \"additionalProperties\"");
        refused(hello(TOOLS.replace("\"weather\"", "\"8 days\"")), "Invalid function name");
        refused(
                hello(
                        TOOLS
                                + ",\"toolConfig\":{\"functionCallingConfig\":{\"mode\":\"ANY\","
                                + "\"allowedFunctionNames\":[\"other\"]}}"),
                "not declared");
    }
}
