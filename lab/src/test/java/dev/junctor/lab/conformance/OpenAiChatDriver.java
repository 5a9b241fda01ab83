package dev.junctor.lab.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.Sleeper;
import com.openai.core.http.StreamResponse;
import com.openai.errors.OpenAIServiceException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletion.Choice.FinishReason;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionContentPart;
import com.openai.models.chat.completions.ChatCompletionContentPartImage;
import com.openai.models.chat.completions.ChatCompletionContentPartText;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionNamedToolChoice;
import com.openai.models.models.Model;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** OpenAI's client for Java, chat completions. */
@SuppressWarnings("deprecation") // unknown fields and seed are what is tested
final class OpenAiChatDriver implements Driver {
    private final House house;
    private final OpenAIClient client;

    OpenAiChatDriver(House house) {
        this.house = house;
        this.client = client(house, house.key(), 0);
    }

    private static OpenAIClient client(House house, String key, int retries) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(house.url() + "/v1")
                .apiKey(key)
                .maxRetries(retries)
                .sleeper(new Sleepless())
                .build();
    }

    /** Tries again at once. */
    private static final class Sleepless implements Sleeper {
        @Override
        public void sleep(Duration duration) {}

        @Override
        public CompletableFuture<Void> sleepAsync(Duration duration) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void close() {}
    }

    @Override
    public String name() {
        return "openai-java chat";
    }

    @Override
    public void close() {
        client.close();
    }

    @Override
    public String run(Call call, Upstream upstream) {
        Trail trail = new Trail();
        OpenAiChatAsker asker = new OpenAiChatAsker(client, trail);
        String model = upstream.talker().model();
        switch (call) {
            case WHOLE -> {
                ChatCompletion answer = asker.whole(asking(model, Ask.QUESTION));
                assertThat(text(answer)).isNotEmpty();
                assertThat(answer.model()).isEqualTo(model);
                assertThat(finish(answer)).isEqualTo(FinishReason.STOP);
            }
            case STREAM ->
                    assertThat(text(asker.streamed(asking(model, Ask.QUESTION))))
                            .isEqualTo(text(asker.whole(asking(model, Ask.QUESTION))));
            case TURNS -> turns(asker, model);
            case TOOLS -> {
                OpenAiChatTools.loop(asker::whole, model, 1);
                OpenAiChatTools.loop(asker::streamed, model, 1);
            }
            case PARALLEL_TOOLS -> {
                OpenAiChatTools.loop(asker::whole, model, 2);
                OpenAiChatTools.loop(asker::streamed, model, 2);
            }
            case EMPTY_TOOL -> {
                OpenAiChatTools.empty(asker::whole, model);
                OpenAiChatTools.empty(asker::streamed, model);
            }
            case FORCED_TOOL -> {
                ChatCompletion answer =
                        asker.whole(
                                asking(model, "Hello")
                                        .addFunctionTool(OpenAiChatTools.WEATHER)
                                        .toolChoice(
                                                ChatCompletionNamedToolChoice.builder()
                                                        .function(OpenAiChatTools.WEATHER_NAMED)
                                                        .build()));
                assertThat(message(answer).toolCalls().orElseThrow()).hasSize(1);
            }
            case FAILED_TOOL -> OpenAiChatTools.failed(asker::whole, model);
            case IMAGE -> image(asker, model);
            case SCHEMA -> schema(model, trail);
            case REASONING -> OpenAiChatTools.thoughts(asker, upstream.thinker().model());
            case STOP -> {
                ChatCompletion answer = asker.whole(asking(model, Ask.QUESTION).stop(Ask.STOP));
                assertThat(text(answer)).isNotEmpty().doesNotContain(Ask.STOP);
                assertThat(finish(answer)).isEqualTo(FinishReason.STOP);
            }
            case LIMIT -> {
                ChatCompletionCreateParams.Builder asked =
                        asking(model, Ask.QUESTION).maxCompletionTokens(5);
                assertThat(finish(asker.whole(asked))).isEqualTo(FinishReason.LENGTH);
                assertThat(finish(asker.streamed(asked))).isEqualTo(FinishReason.LENGTH);
            }
            case USAGE -> usage(asker, model);
            case OWN_OPTION -> assertThat(text(asker.whole(owned(model)))).isNotEmpty();
            case STRICT -> {
                ChatCompletionCreateParams.Builder asked =
                        owned(model).putAdditionalHeader("X-Junctor-Conversion-Policy", "strict");
                return upstream.dialect().equals("openai-chat")
                        ? whole(asker, asked, trail)
                        : failure(() -> asker.whole(asked));
            }
            case CANCEL -> {
                return cancelled(upstream);
            }
            case MODELS -> {
                List<Model> models = client.models().list().data();
                models.forEach(Model::validate);
                assertThat(models).extracting(Model::id).contains(model);
                return "read";
            }
            case COUNT -> {
                return "the client has no such call";
            }
            case UNKNOWN_KEY -> {
                try (Closing stranger = new Closing(client(house, "sk-jn-v1-nobody", 0))) {
                    OpenAiChatAsker unknown = new OpenAiChatAsker(stranger.client(), trail);
                    return failure(() -> unknown.whole(asking(model, "Hello")));
                }
            }
            case UNKNOWN_MODEL -> {
                return failure(() -> asker.whole(asking("nobody/nothing", "Hello")));
            }
            case WRONG_VALUE -> {
                return failure(() -> asker.whole(asking(model, "Hello").temperature(3)));
            }
            case PROVIDER_400, PROVIDER_401, PROVIDER_429, PROVIDER_500, PROVIDER_529 -> {
                house.breaks(upstream, Ask.fault(call), 100);
                try (Closing patient = new Closing(client(house, house.key(), 2))) {
                    OpenAiChatAsker again = new OpenAiChatAsker(patient.client(), trail);
                    return failure(() -> again.whole(asking(upstream.breaker().model(), "Hello")))
                            + Ask.attempts(house);
                }
            }
            case PROVIDER_GONE -> {
                house.breaks(upstream, Ask.fault(call), 100);
                return failure(() -> asker.whole(asking(upstream.breaker().model(), "Hello")));
            }
            case RETRIED -> {
                return retried(upstream, trail);
            }
            case BROKEN_STREAM, ERROR_IN_STREAM -> {
                house.breaks(upstream, Ask.fault(call), 100);
                return failure(
                        () -> asker.streamed(asking(upstream.breaker().model(), Ask.QUESTION)));
            }
        }
        return trail.told();
    }

    private static String whole(
            OpenAiChatAsker asker, ChatCompletionCreateParams.Builder asked, Trail trail) {
        assertThat(text(asker.whole(asked))).isNotEmpty();
        return trail.told();
    }

    static ChatCompletionCreateParams.Builder asking(String model, String question) {
        return ChatCompletionCreateParams.builder().model(model).addUserMessage(question);
    }

    private static ChatCompletionCreateParams.Builder owned(String model) {
        return asking(model, Ask.QUESTION).seed(7).presencePenalty(0.5);
    }

    static ChatCompletionMessage message(ChatCompletion answer) {
        return answer.choices().getFirst().message();
    }

    static String text(ChatCompletion answer) {
        return message(answer).content().orElse("");
    }

    static FinishReason finish(ChatCompletion answer) {
        return answer.choices().getFirst().finishReason();
    }

    private static void turns(OpenAiChatAsker asker, String model) {
        ChatCompletion answer =
                asker.whole(
                        ChatCompletionCreateParams.builder()
                                .model(model)
                                .addSystemMessage("Answer briefly.")
                                .addUserMessage("Hello")
                                .addAssistantMessage("Hello, what can I do?")
                                .addUserMessage(Ask.QUESTION));
        assertThat(text(answer)).isNotEmpty();
    }

    private static void image(OpenAiChatAsker asker, String model) {
        ChatCompletionContentPart picture =
                ChatCompletionContentPart.ofImageUrl(
                        ChatCompletionContentPartImage.builder()
                                .imageUrl(
                                        ChatCompletionContentPartImage.ImageUrl.builder()
                                                .url("data:image/png;base64," + Ask.PIXEL)
                                                .build())
                                .build());
        ChatCompletionContentPart question =
                ChatCompletionContentPart.ofText(
                        ChatCompletionContentPartText.builder().text("What is shown?").build());
        long plain =
                asker.whole(asking(model, "What is shown?")).usage().orElseThrow().promptTokens();
        ChatCompletion answer =
                asker.whole(
                        ChatCompletionCreateParams.builder()
                                .model(model)
                                .addUserMessageOfArrayOfContentParts(List.of(question, picture)));
        assertThat(answer.usage().orElseThrow().promptTokens()).isGreaterThan(plain + 80);
    }

    private void schema(String model, Trail trail) {
        var asked = asking(model, Ask.QUESTION).responseFormat(Ask.Weather.class).build();
        try (var raw = client.chat().completions().withRawResponse().create(asked.rawParams())) {
            trail.heard(raw.headers().values("X-Junctor-Conversion"));
            raw.parse().validate();
        }
        Ask.Weather weather =
                client.chat()
                        .completions()
                        .create(asked)
                        .validate()
                        .choices()
                        .getFirst()
                        .message()
                        .content()
                        .orElseThrow();
        assertThat(weather.city).isNotEmpty();
    }

    private static void usage(OpenAiChatAsker asker, String model) {
        ChatCompletion whole = asker.whole(asking(model, Ask.QUESTION));
        ChatCompletion streamed = asker.streamed(asking(model, Ask.QUESTION));
        var told = whole.usage().orElseThrow();
        assertThat(told.promptTokens()).isPositive();
        assertThat(told.totalTokens()).isEqualTo(told.promptTokens() + told.completionTokens());
        assertThat(told._additionalProperties()).containsKey("cost");
        assertThat(streamed.usage().orElseThrow().promptTokens()).isEqualTo(told.promptTokens());
        assertThat(streamed.usage().orElseThrow().completionTokens())
                .isEqualTo(told.completionTokens());
    }

    private String cancelled(Upstream upstream) {
        house.breaks(upstream, "slow_tokens", 100);
        ChatCompletionCreateParams asked = asking(upstream.breaker().model(), Ask.QUESTION).build();
        try (StreamResponse<ChatCompletionChunk> chunks =
                client.chat().completions().createStreaming(asked)) {
            assertThat(chunks.stream().findFirst()).isPresent();
        }
        return Ask.letGo(house);
    }

    private String retried(Upstream upstream, Trail trail) {
        house.breaks(upstream, "500", 1);
        try (Closing patient = new Closing(client(house, house.key(), 1))) {
            OpenAiChatAsker again = new OpenAiChatAsker(patient.client(), trail);
            assertThat(text(again.whole(asking(upstream.breaker().model(), "Hello")))).isNotEmpty();
        }
        return "answered" + Ask.attempts(house);
    }

    private static String failure(Runnable asking) {
        OpenAIServiceException failure =
                catchThrowableOfType(OpenAIServiceException.class, asking::run);
        assertThat(failure).isNotNull();
        return Ask.failure(
                failure,
                failure.statusCode(),
                failure.type().orElse(""),
                failure.headers().values("Retry-After"));
    }

    /** A client that a block closes. */
    private record Closing(OpenAIClient client) implements AutoCloseable {
        @Override
        public void close() {
            client.close();
        }
    }
}
