package dev.junctor.lab.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.RateLimitException;
import com.openai.errors.UnauthorizedException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionMessageToolCall;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import com.openai.models.models.Model;
import dev.junctor.lab.kit.RunningGateway;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenAI's own client for Java is content with the gateway: with each answer, each chunk and each error. */
final class OpenAiJavaClientTest {
    private static final String MODEL = "openai/gpt-4o-mini";
    private static final String QUESTION = "What is the weather in Lisbon?";

    private static RunningGateway gateway;
    private static OpenAIClient client;

    @BeforeAll
    static void open() {
        gateway = RunningGateway.simulated("");
        client = clientWith(gateway.key(), 0);
    }

    @AfterAll
    static void close() {
        client.close();
        gateway.close();
    }

    private static OpenAIClient clientWith(String key, int retries) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(gateway.url() + "/v1")
                .apiKey(key)
                .maxRetries(retries)
                .build();
    }

    private static ChatCompletionCreateParams.Builder asking(String question) {
        return ChatCompletionCreateParams.builder()
                .model(MODEL)
                .addUserMessage(question)
                .putAdditionalBodyProperty(
                        "provider", JsonValue.from(Map.of("only", List.of("openai"))));
    }

    private static ChatCompletion create(ChatCompletionCreateParams.Builder asked) {
        return client.chat().completions().create(asked.build()).validate();
    }

    /** Streams an answer, validates each chunk, and puts them together with the client's own accumulator. */
    private static ChatCompletion stream(ChatCompletionCreateParams.Builder asked) {
        ChatCompletionAccumulator whole = ChatCompletionAccumulator.create();
        ChatCompletionCreateParams params =
                asked.streamOptions(
                                ChatCompletionStreamOptions.builder().includeUsage(true).build())
                        .build();
        try (StreamResponse<ChatCompletionChunk> chunks =
                client.chat().completions().createStreaming(params)) {
            chunks.stream().map(ChatCompletionChunk::validate).forEach(whole::accumulate);
        }
        return whole.chatCompletion().validate();
    }

    private static String text(ChatCompletion answer) {
        return answer.choices().getFirst().message().content().orElse("");
    }

    @Test
    void aWholeAnswerIsValidAndSaysWhatItCost() {
        ChatCompletion answer = create(asking(QUESTION));

        assertThat(text(answer)).isNotEmpty();
        assertThat(answer.id()).startsWith("gen-");
        assertThat(answer.model()).isEqualTo(MODEL);
        assertThat(answer.usage().orElseThrow()._allProperties()).containsKey("cost");
    }

    @Test
    void theChunksOfAStreamAreValidAndAddUpToTheWholeAnswer() {
        ChatCompletion streamed = stream(asking(QUESTION));

        assertThat(text(streamed)).isEqualTo(text(create(asking(QUESTION))));
        assertThat(streamed.usage().orElseThrow().completionTokens()).isPositive();
        assertThat(streamed.id()).startsWith("gen-");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anthropic/claude-sonnet-4.5",
                "deepseek/deepseek-v3.2",
                "google/gemma-4-31b-it",
                "meta-llama/llama-3.3-70b-instruct",
                "mistralai/mistral-nemo",
                "x-ai/grok-4.20"
            })
    void oneClientReachesTheModelsOfOtherVendors(String model) {
        ChatCompletionCreateParams.Builder asked =
                ChatCompletionCreateParams.builder()
                        .model(model)
                        .putAdditionalBodyProperty(
                                "seed", JsonValue.from(7)) // routing has the same
                        .addUserMessage(QUESTION);

        assertThat(text(create(asked))).isNotEmpty();
        assertThat(textOfChunks(asked)).isNotEmpty();
    }

    /** By hand: the client's accumulator takes usage for the end, but some vendors tell it in each chunk. */
    private static String textOfChunks(ChatCompletionCreateParams.Builder asked) {
        try (StreamResponse<ChatCompletionChunk> chunks =
                client.chat().completions().createStreaming(asked.build())) {
            return chunks.stream()
                    .map(ChatCompletionChunk::validate)
                    .flatMap(chunk -> chunk.choices().stream())
                    .map(choice -> choice.delta().content().orElse(""))
                    .collect(Collectors.joining());
        }
    }

    @Test
    void toolsAreCalledAndTheirResultsUsedUnary() {
        loop(OpenAiJavaClientTest::create);
    }

    @Test
    void toolsAreCalledAndTheirResultsUsedInStreams() {
        loop(OpenAiJavaClientTest::stream);
    }

    private interface Asking {
        ChatCompletion answer(ChatCompletionCreateParams.Builder asked);
    }

    private static void loop(Asking asking) {
        ChatCompletionCreateParams.Builder asked =
                asking("Get the weather in Lisbon and the time in Lisbon")
                        .addFunctionTool(tool("get_weather", "Get the weather in a city"))
                        .addFunctionTool(tool("get_time", "Get the time in a city"));
        ChatCompletion first = asking.answer(asked);
        ChatCompletionMessage message = first.choices().getFirst().message();
        List<ChatCompletionMessageToolCall> calls = message.toolCalls().orElseThrow();
        assertThat(calls)
                .extracting(call -> call.asFunction().function().name())
                .containsExactlyInAnyOrder("get_weather", "get_time");

        asked.addMessage(message);
        for (ChatCompletionMessageToolCall call : calls) {
            assertThat(call.asFunction().function().arguments()).contains("city");
            asked.addMessage(
                    ChatCompletionToolMessageParam.builder()
                            .toolCallId(call.asFunction().id())
                            .content("sunny at noon")
                            .build());
        }
        assertThat(text(asking.answer(asked))).contains("sunny at noon");
    }

    private static FunctionDefinition tool(String name, String description) {
        return FunctionDefinition.builder()
                .name(name)
                .description(description)
                .parameters(
                        FunctionParameters.builder()
                                .putAdditionalProperty("type", JsonValue.from("object"))
                                .putAdditionalProperty(
                                        "properties",
                                        JsonValue.from(Map.of("city", Map.of("type", "string"))))
                                .putAdditionalProperty("required", JsonValue.from(List.of("city")))
                                .build())
                .build();
    }

    /** What a structured answer is read into. */
    public static final class Weather {
        public String city = "";
        public int degrees;
        public List<String> warnings = List.of();
    }

    @Test
    void aStructuredAnswerIsReadIntoAnObject() {
        var answer =
                client.chat()
                        .completions()
                        .create(asking(QUESTION).responseFormat(Weather.class).build())
                        .validate();

        Weather weather = answer.choices().getFirst().message().content().orElseThrow();
        assertThat(weather.city).isNotEmpty();
    }

    @Test
    void severalChoicesAreValidAndDiffer() {
        ChatCompletion whole = create(asking(QUESTION).n(2));
        ChatCompletion streamed = stream(asking(QUESTION).n(2));

        assertThat(whole.choices()).hasSize(2);
        assertThat(streamed.choices()).hasSize(2);
        assertThat(whole.choices().get(1).message().content())
                .isNotEqualTo(whole.choices().get(0).message().content());
    }

    @Test
    void probabilitiesOfTokensComeThrough() {
        ChatCompletionCreateParams.Builder asked = asking(QUESTION).logprobs(true).topLogprobs(3);

        for (ChatCompletion answer : List.of(create(asked), stream(asked))) {
            var tokens = answer.choices().getFirst().logprobs().orElseThrow().content();
            assertThat(tokens.orElseThrow()).isNotEmpty();
            assertThat(tokens.orElseThrow().getFirst().topLogprobs()).hasSize(3);
        }
    }

    @Test
    void modelsAreListedAndFoundByTheirSlug() {
        List<Model> models = client.models().list().data();
        assertThat(models).hasSizeGreaterThanOrEqualTo(400);

        // OpenAI's "owned_by" is the author, its "object" a constant
        models.forEach(Model::validate);
        assertThat(client.models().retrieve(MODEL).validate().id()).isEqualTo(MODEL);
    }

    @Test
    void anUnknownKeyIsUnauthorized() {
        OpenAIClient stranger = clientWith("sk-jn-v1-nobody", 0);
        UnauthorizedException refused =
                catchThrowableOfType(
                        UnauthorizedException.class,
                        () -> stranger.chat().completions().create(asking("Hi").build()));
        assertThat(refused.statusCode()).isEqualTo(401);
        stranger.close();
    }

    @Test
    void aWrongNameIsNotFoundAndTheNearestAreNamed() {
        NotFoundException refused =
                catchThrowableOfType(
                        NotFoundException.class, () -> create(asking("Hi").model("gpt-4o-mino")));
        assertThat(refused.getMessage()).contains("gpt-4o-mini");
    }

    @Test
    void aParameterOutOfRangeIsABadRequestThatNamesIt() {
        BadRequestException refused =
                catchThrowableOfType(
                        BadRequestException.class, () -> create(asking("Hi").temperature(3)));
        assertThat(refused.param()).contains("temperature");
        assertThat(refused.type()).contains("invalid_request_error");
    }

    @Test
    void aRateLimitOfTheOnlyEndpointComesWithItsRetryAfter() {
        RateLimitException refused =
                catchThrowableOfType(
                        RateLimitException.class,
                        () -> create(failing(Map.of("fault", "429", "retry_after", 17))));
        assertThat(refused.headers().values("Retry-After")).containsExactly("17");
    }

    @Test
    void aFailureAtTheProviderIsAServerError() {
        for (String fault : List.of("500", "401", "cut_before_head")) {
            OpenAIServiceException refused =
                    catchThrowableOfType(
                            InternalServerException.class,
                            () -> create(failing(Map.of("fault", fault))));
            assertThat(refused.statusCode()).as(fault).isEqualTo(502);
        }
    }

    @Test
    void theClientsOwnRetryHelpsAgainstAShortRateLimit() {
        OpenAIClient patient = clientWith(gateway.key(), 1);
        ChatCompletion answer =
                patient.chat()
                        .completions()
                        .create(
                                failing(Map.of("fault", "429", "retry_after", 1, "times", 1))
                                        .build())
                        .validate();
        assertThat(text(answer)).isNotEmpty();
        patient.close();
    }

    /** A request to one provider alone, which fails as ordered. */
    private static ChatCompletionCreateParams.Builder failing(Map<String, Object> order) {
        return asking(QUESTION).putAdditionalBodyProperty("simulator", JsonValue.from(order));
    }
}
