package dev.junctor.core.dialect.crossing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.chat.ChatEvent;
import dev.junctor.core.chat.Completion;
import dev.junctor.core.chat.Conversation;
import dev.junctor.core.chat.Ending;
import dev.junctor.core.dialect.ChatCodec;
import dev.junctor.core.dialect.Decoded;
import dev.junctor.core.dialect.Encoded;
import dev.junctor.core.dialect.Incoming;
import dev.junctor.core.dialect.anthropic.AnthropicCodec;
import dev.junctor.core.dialect.gemini.GeminiCodec;
import dev.junctor.core.dialect.openaichat.chat.OpenAiChatCodec;
import dev.junctor.core.json.Trees;
import dev.junctor.core.usage.Usage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What holds for Gemini's codec and its crossings, shown with recorded traffic. */
final class GeminiLawsTest {
    static final ChatCodec GEMINI = new GeminiCodec();
    private static final List<ChatCodec> OTHERS =
            List.of(new OpenAiChatCodec(), new AnthropicCodec());

    private static List<Recorded> exchanges() {
        List<Recorded> all = new ArrayList<>(Recorded.of("gemini-generate"));
        all.addAll(Recorded.of("gemini-stream-generate"));
        return all;
    }

    static Stream<Recorded> requests() {
        return exchanges().stream().filter(exchange -> exchange.request().has("contents"));
    }

    static Stream<Recorded> answers() {
        return exchanges().stream().filter(Recorded::isAnswer);
    }

    static Stream<Recorded> streams() {
        return exchanges().stream()
                .filter(exchange -> exchange.isStream() && exchange.status() == 200);
    }

    static Stream<Arguments> crossedStreams() {
        return Stream.of("openai-chat", "anthropic-messages")
                .flatMap(protocol ->
                        Recorded.of(protocol).stream()
                                .filter(Recorded::isStream)
                                .map(exchange -> Arguments.of(protocol, exchange)));
    }

    private static Conversation decode(byte[] body) {
        Decoded<Conversation> decoded = GEMINI.decodeRequest(Incoming.of(body));
        assertThat(decoded).isInstanceOf(Decoded.Meaning.class);
        return ((Decoded.Meaning<Conversation>) decoded).value();
    }

    @ParameterizedTest
    @MethodSource("requests")
    void requestIsWrittenAgainAsItCame(Recorded exchange) {
        Encoded.Written written =
                CodecLawsTest.encode(GEMINI, decode(Trees.bytes(exchange.request())));
        JsonNode again = Trees.read(written.body(), 0, written.body().length).orElseThrow();
        assertThat(again).isEqualTo(exchange.request());
        assertThat(written.losses()).isEmpty();
        assertThat(written.path()).startsWith("/models/").endsWith(":generateContent");
    }

    @ParameterizedTest
    @MethodSource("requests")
    void requestKeepsItsMeaningOrReportsWhatItLost(Recorded exchange) {
        Conversation meaning = Plain.of(decode(Trees.bytes(exchange.request())));
        Encoded.Written written = CodecLawsTest.encode(GEMINI, meaning);
        Set<String> lost = GeminiDiff.lost(exchange.request(), written);
        assertThat(lost).as("losses: %s", written.losses()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("requests")
    void crossingThereAndBackLosesWhatIsReported(Recorded exchange) {
        for (ChatCodec other : OTHERS) {
            Conversation meaning = decode(Trees.bytes(exchange.request()));
            Encoded.Written there = CodecLawsTest.encode(other, meaning);
            Conversation back = CodecLawsTest.decode(other, there.body());
            Encoded.Written again = CodecLawsTest.encode(GEMINI, back);
            Set<String> lost = GeminiDiff.lost(exchange.request(), again, there);
            assertThat(lost)
                    .as("%s, losses: %s %s", other.name(), there.losses(), again.losses())
                    .isEmpty();
        }
    }

    private static Completion answer(ChatCodec codec, byte[] body) {
        Decoded<Completion> decoded = codec.decodeAnswer(body, body.length, CodecLawsTest.SENT);
        assertThat(decoded).isInstanceOf(Decoded.Meaning.class);
        return Plain.of(((Decoded.Meaning<Completion>) decoded).value());
    }

    @ParameterizedTest
    @MethodSource("answers")
    void answerKeepsItsMeaning(Recorded exchange) {
        byte[] body = exchange.body();
        Completion came =
                ((Decoded.Meaning<Completion>)
                                GEMINI.decodeAnswer(body, body.length, CodecLawsTest.SENT))
                        .value();
        Encoded.Written same = (Encoded.Written) GEMINI.encodeAnswer(came, CodecLawsTest.REPLY);
        assertThat(Trees.read(same.body(), 0, same.body().length))
                .isEqualTo(Trees.read(body, 0, body.length));

        Completion meaning = Plain.of(came);
        Encoded.Written anew = (Encoded.Written) GEMINI.encodeAnswer(meaning, CodecLawsTest.REPLY);
        Meaning again = Meaning.of(answer(GEMINI, anew.body()));
        if (anew.losses().isEmpty()) {
            assertThat(again.crossed()).isEqualTo(Meaning.of(meaning).crossed());
        }
        for (ChatCodec other : OTHERS) {
            Encoded.Written there =
                    (Encoded.Written) other.encodeAnswer(meaning, CodecLawsTest.REPLY);
            Meaning crossed = Meaning.of(answer(other, there.body()));
            assertThat(crossed.usage()).isEqualTo(Meaning.of(meaning).usage());
            if (there.losses().isEmpty() && meaning.choices().size() == 1) {
                assertThat(crossed.calls()).isEqualTo(Meaning.of(meaning).calls());
                assertThat(crossed.words()).isEqualTo(Meaning.of(meaning).words());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("answers")
    void bucketsAddUpToTheProvidersTotals(Recorded exchange) {
        JsonNode told = exchange.file().at("/response/body/usageMetadata");
        Usage usage = answer(GEMINI, exchange.body()).usage();
        if (told.has("promptTokenCount")) {
            long prompt = told.path("promptTokenCount").asLong();
            long tools = told.path("toolUsePromptTokenCount").asLong(0);
            assertThat(usage.promptTokens()).isEqualTo(prompt + tools);
            if (told.has("candidatesTokenCount")) {
                assertThat(usage.completionTokens())
                        .isEqualTo(
                                told.path("candidatesTokenCount").asLong()
                                        + told.path("thoughtsTokenCount").asLong(0));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("streams")
    void streamMeansTheSameInAnyPiecesAndInAnyProtocol(Recorded exchange) {
        byte[] stream = exchange.stream();
        List<ChatEvent> whole =
                Sse.decode(GEMINI.streamDecoder(CodecLawsTest.SENT), stream, stream.length + 1);
        for (int size : new int[] {1, 2, 3, 7, 64, 1_000}) {
            assertThat(Sse.decode(GEMINI.streamDecoder(CodecLawsTest.SENT), stream, size))
                    .isEqualTo(whole);
        }
        Fold meant = Fold.of(whole);
        assertThat(meant.isDone()).isTrue();
        byte[] same = Sse.encode(GEMINI.streamEncoder(CodecLawsTest.REPLY), whole);
        ResponseGrammar.check(same);
        byte[] chat = Sse.encode(OTHERS.get(0).streamEncoder(CodecLawsTest.REPLY), whole);
        ChunkGrammar.check(chat);
        byte[] messages = Sse.encode(OTHERS.get(1).streamEncoder(CodecLawsTest.REPLY), whole);
        MessageGrammar.check(messages);
        if (meant.fault().isEmpty()) {
            Meaning now = Meaning.of(meant.completion());
            assertThat(folded(GEMINI, same).crossed()).isEqualTo(now.crossed());
            assertThat(folded(OTHERS.get(0), chat).calls()).isEqualTo(now.calls());
            assertThat(folded(OTHERS.get(0), chat).words()).isEqualTo(now.words());
            assertThat(folded(OTHERS.get(1), messages).usage()).isEqualTo(now.usage());
            assertThat(folded(OTHERS.get(1), messages).words()).isEqualTo(now.words());
        }
    }

    private static Meaning folded(ChatCodec codec, byte[] stream) {
        Fold fold = Fold.of(Sse.decode(codec.streamDecoder(CodecLawsTest.SENT), stream, 4_096));
        assertThat(fold.fault()).isEmpty();
        return Meaning.of(fold.completion());
    }

    @ParameterizedTest
    @MethodSource("streams")
    void t111StreamMeansWhatOneAnswerOfItsPartsMeans(Recorded exchange) {
        byte[] stream = exchange.stream();
        Fold fold = Fold.of(Sse.decode(GEMINI.streamDecoder(CodecLawsTest.SENT), stream, 4_096));
        boolean inPieces = new String(stream, StandardCharsets.UTF_8).contains("willContinue");
        if (fold.fault().isPresent() || inPieces) {
            return;
        }
        byte[] whole = Trees.bytes(GeminiDiff.gathered(stream));
        Meaning unary = Meaning.of(answer(GEMINI, whole));
        assertThat(Meaning.of(fold.completion())).isEqualTo(unary);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("crossedStreams")
    void streamsOfOthersObeyTheGrammarAndKeepTheirMeaning(String protocol, Recorded exchange) {
        ChatCodec from = OTHERS.get(protocol.equals("openai-chat") ? 0 : 1);
        byte[] stream = exchange.stream();
        List<ChatEvent> events =
                Sse.decode(from.streamDecoder(CodecLawsTest.SENT), stream, stream.length + 1);
        byte[] written = Sse.encode(GEMINI.streamEncoder(CodecLawsTest.REPLY), events);
        ResponseGrammar.check(written);
        Fold meant = Fold.of(events);
        Fold again = Fold.of(Sse.decode(GEMINI.streamDecoder(CodecLawsTest.SENT), written, 4_096));
        assertThat(again.fault().isPresent()).isEqualTo(meant.fault().isPresent());
        if (meant.fault().isEmpty() && !meant.completion().choices().isEmpty()) {
            Meaning now = Meaning.of(meant.completion());
            Meaning then = Meaning.of(again.completion());
            assertThat(then.words()).isEqualTo(now.words());
            assertThat(then.thoughts()).isEqualTo(now.thoughts());
            assertThat(then.usage()).isEqualTo(now.usage());
            assertThat(then.calls()).hasSameSizeAs(now.calls());
            if (!meant.completion().choices().getFirst().ending().equals(Ending.NONE)) {
                assertThat(then.crossed().finishes()).isEqualTo(now.crossed().finishes());
            }
        }
        assertThat(new String(written, StandardCharsets.UTF_8)).doesNotContain("[DONE]");
    }
}
