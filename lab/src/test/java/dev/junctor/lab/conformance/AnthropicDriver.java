package dev.junctor.lab.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.Sleeper;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.models.messages.Base64ImageSource;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.ImageBlockParam;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCountTokensParams;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.StopReason;
import com.anthropic.models.messages.TextBlockParam;
import com.anthropic.models.messages.Usage;
import com.anthropic.models.models.ModelInfo;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Anthropic's client for Java, messages. */
final class AnthropicDriver implements Driver {
    private final House house;
    private final AnthropicClient client;

    AnthropicDriver(House house) {
        this.house = house;
        this.client = client(house, house.key(), 0);
    }

    private static AnthropicClient client(House house, String key, int retries) {
        return AnthropicOkHttpClient.builder()
                .baseUrl(house.url())
                .authToken(key)
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
        return "anthropic-java";
    }

    @Override
    public void close() {
        client.close();
    }

    @Override
    public String run(Call call, Upstream upstream) {
        Trail trail = new Trail();
        AnthropicAsker asker = new AnthropicAsker(client, trail);
        String model = upstream.talker().model();
        switch (call) {
            case WHOLE -> {
                Message answer = asker.whole(asking(model, Ask.QUESTION));
                assertThat(text(answer)).isNotEmpty();
                assertThat(answer.model().asString()).isEqualTo(model);
                assertThat(answer.stopReason()).contains(StopReason.END_TURN);
            }
            case STREAM ->
                    assertThat(text(asker.streamed(asking(model, Ask.QUESTION))))
                            .isEqualTo(text(asker.whole(asking(model, Ask.QUESTION))));
            case TURNS ->
                    assertThat(
                                    text(
                                            asker.whole(
                                                    asking(model, "Hello")
                                                            .system("Answer briefly.")
                                                            .addAssistantMessage("What can I do?")
                                                            .addUserMessage(Ask.QUESTION))))
                            .isNotEmpty();
            case TOOLS -> {
                AnthropicTools.loop(asker::whole, model, 1);
                AnthropicTools.loop(asker::streamed, model, 1);
            }
            case PARALLEL_TOOLS -> {
                AnthropicTools.loop(asker::whole, model, 2);
                AnthropicTools.loop(asker::streamed, model, 2);
            }
            case EMPTY_TOOL -> {
                AnthropicTools.empty(asker::whole, model);
                AnthropicTools.empty(asker::streamed, model);
            }
            case FORCED_TOOL -> {
                Message answer =
                        asker.whole(
                                asking(model, "Hello")
                                        .addTool(AnthropicTools.WEATHER)
                                        .toolToolChoice("get_weather"));
                assertThat(AnthropicTools.calls(answer)).hasSize(1);
            }
            case FAILED_TOOL -> AnthropicTools.failed(asker::whole, model);
            case IMAGE -> image(asker, model);
            case SCHEMA -> schema(model, trail);
            case REASONING -> {
                AnthropicTools.thoughts(asker::whole, upstream.thinker().model());
                AnthropicTools.thoughts(asker::streamed, upstream.thinker().model());
            }
            case STOP -> stop(asker, model);
            case LIMIT -> {
                MessageCreateParams.Builder asked = asking(model, Ask.QUESTION).maxTokens(5);
                assertThat(asker.whole(asked).stopReason()).contains(StopReason.MAX_TOKENS);
                assertThat(asker.streamed(asked).stopReason()).contains(StopReason.MAX_TOKENS);
            }
            case USAGE -> usage(asker, model);
            case OWN_OPTION -> assertThat(text(asker.whole(owned(model)))).isNotEmpty();
            case STRICT -> {
                MessageCreateParams.Builder asked =
                        owned(model).putAdditionalHeader("X-Junctor-Conversion-Policy", "strict");
                if (!upstream.dialect().equals("anthropic-messages")) {
                    return failure(() -> asker.whole(asked));
                }
                assertThat(text(asker.whole(asked))).isNotEmpty();
            }
            case CANCEL -> {
                return cancelled(upstream);
            }
            case MODELS -> {
                List<ModelInfo> models = client.models().list().data();
                assertThat(models).extracting(ModelInfo::id).contains(model);
                assertThat(models).allSatisfy(each -> assertThat(each.displayName()).isNotEmpty());
                return "ids and names";
            }
            case COUNT -> {
                return counted(model);
            }
            case UNKNOWN_KEY -> {
                try (Closing stranger = new Closing(client(house, "sk-jn-v1-nobody", 0))) {
                    AnthropicAsker unknown = new AnthropicAsker(stranger.client(), trail);
                    return failure(() -> unknown.whole(asking(model, "Hello")));
                }
            }
            case UNKNOWN_MODEL -> {
                return failure(() -> asker.whole(asking("nobody/nothing", "Hello")));
            }
            case WRONG_VALUE -> {
                return failure(() -> asker.whole(asking(model, "Hello").maxTokens(-1)));
            }
            case PROVIDER_400, PROVIDER_401, PROVIDER_429, PROVIDER_500, PROVIDER_529 -> {
                house.breaks(upstream, Ask.fault(call), 100);
                try (Closing patient = new Closing(client(house, house.key(), 2))) {
                    AnthropicAsker again = new AnthropicAsker(patient.client(), trail);
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

    static MessageCreateParams.Builder asking(String model, String question) {
        return MessageCreateParams.builder().model(model).maxTokens(1000).addUserMessage(question);
    }

    private static MessageCreateParams.Builder owned(String model) {
        return asking(model, Ask.QUESTION).inferenceGeo("us");
    }

    static String text(Message message) {
        return message.content().stream()
                .flatMap(block -> block.text().stream())
                .map(block -> block.text())
                .collect(Collectors.joining());
    }

    private static void image(AnthropicAsker asker, String model) {
        ContentBlockParam picture =
                ContentBlockParam.ofImage(
                        ImageBlockParam.builder()
                                .source(
                                        Base64ImageSource.builder()
                                                .mediaType(Base64ImageSource.MediaType.IMAGE_PNG)
                                                .data(Ask.PIXEL)
                                                .build())
                                .build());
        ContentBlockParam question =
                ContentBlockParam.ofText(TextBlockParam.builder().text("What is shown?").build());
        long plain = asker.whole(asking(model, "What is shown?")).usage().inputTokens();
        Message answer =
                asker.whole(
                        MessageCreateParams.builder()
                                .model(model)
                                .maxTokens(1000)
                                .addUserMessageOfContentBlockParams(List.of(question, picture)));
        assertThat(answer.usage().inputTokens()).isGreaterThan(plain + 80);
    }

    private void schema(String model, Trail trail) {
        var asked = asking(model, Ask.QUESTION).outputConfig(Ask.Weather.class).build();
        try (var raw = client.messages().withRawResponse().create(asked.rawParams())) {
            trail.heard(raw.headers().values("X-Junctor-Conversion"));
            raw.parse().validate();
        }
        Ask.Weather weather =
                client.messages().create(asked).content().stream()
                        .flatMap(block -> block.text().stream())
                        .findFirst()
                        .orElseThrow()
                        .text();
        assertThat(weather.city).isNotEmpty();
    }

    private static void stop(AnthropicAsker asker, String model) {
        Message answer = asker.whole(asking(model, Ask.QUESTION).addStopSequence(Ask.STOP));
        assertThat(text(answer)).isNotEmpty().doesNotContain(Ask.STOP);
        assertThat(answer.stopReason())
                .isPresent()
                .get()
                .isIn(StopReason.STOP_SEQUENCE, StopReason.END_TURN);
    }

    private static void usage(AnthropicAsker asker, String model) {
        Usage whole = asker.whole(asking(model, Ask.QUESTION)).usage();
        Usage streamed = asker.streamed(asking(model, Ask.QUESTION)).usage();
        assertThat(whole.inputTokens()).isPositive();
        assertThat(streamed.inputTokens()).isEqualTo(whole.inputTokens());
        assertThat(streamed.outputTokens()).isEqualTo(whole.outputTokens());
        assertThat(whole._additionalProperties()).containsKey("cost");
    }

    private String counted(String model) {
        long told =
                client.messages()
                        .countTokens(
                                MessageCountTokensParams.builder()
                                        .model(model)
                                        .addUserMessage(Ask.QUESTION)
                                        .build())
                        .validate()
                        .inputTokens();
        assertThat(told).isPositive();
        return "an estimate";
    }

    private String cancelled(Upstream upstream) {
        house.breaks(upstream, "slow_tokens", 100);
        MessageCreateParams asked = asking(upstream.breaker().model(), Ask.QUESTION).build();
        try (StreamResponse<RawMessageStreamEvent> events =
                client.messages().createStreaming(asked)) {
            assertThat(events.stream().findFirst()).isPresent();
        }
        return Ask.letGo(house);
    }

    private String retried(Upstream upstream, Trail trail) {
        house.breaks(upstream, "500", 1);
        try (Closing patient = new Closing(client(house, house.key(), 1))) {
            AnthropicAsker again = new AnthropicAsker(patient.client(), trail);
            assertThat(text(again.whole(asking(upstream.breaker().model(), "Hello")))).isNotEmpty();
        }
        return "answered" + Ask.attempts(house);
    }

    private static String failure(Runnable asking) {
        AnthropicServiceException failure =
                catchThrowableOfType(AnthropicServiceException.class, asking::run);
        assertThat(failure).isNotNull();
        return Ask.failure(
                failure,
                failure.statusCode(),
                failure.type().map(type -> type.asString()).orElse(""),
                failure.headers().values("Retry-After"));
    }

    /** A client that a block closes. */
    private record Closing(AnthropicClient client) implements AutoCloseable {
        @Override
        public void close() {
            client.close();
        }
    }
}
