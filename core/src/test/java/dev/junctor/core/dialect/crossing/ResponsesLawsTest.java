package dev.junctor.core.dialect.crossing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.junctor.core.chat.ChatEvent;
import dev.junctor.core.chat.Completion;
import dev.junctor.core.chat.Conversation;
import dev.junctor.core.chat.Ending.Finish;
import dev.junctor.core.chat.Part;
import dev.junctor.core.chat.Tool;
import dev.junctor.core.dialect.CallIds;
import dev.junctor.core.dialect.ChatCodec;
import dev.junctor.core.dialect.Decoded;
import dev.junctor.core.dialect.Encoded;
import dev.junctor.core.dialect.Incoming;
import dev.junctor.core.dialect.openairesponses.OpenAiResponsesCodec;
import dev.junctor.core.json.Trees;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What holds for the codec of Responses and for its crossings, shown with recorded traffic. */
final class ResponsesLawsTest {
    static final ChatCodec RESPONSES = new OpenAiResponsesCodec();
    private static final List<ChatCodec> OTHERS =
            List.of(CodecLawsTest.CHAT, CodecLawsTest.MESSAGES);

    static Stream<Recorded> requests() {
        return all().filter(exchange -> exchange.request().has("input"));
    }

    static Stream<Recorded> answers() {
        return all().filter(Recorded::isAnswer);
    }

    static Stream<Recorded> streams() {
        return all().filter(Recorded::isStream);
    }

    private static Stream<Recorded> all() {
        return Recorded.of(RESPONSES.name()).stream();
    }

    static byte[] written(ChatCodec to, List<ChatEvent> events) {
        byte[] stream = Sse.encode(to.streamEncoder(CodecLawsTest.REPLY), events);
        switch (to.name()) {
            case "openai-responses" -> ResponsesGrammar.check(stream);
            case "openai-chat" -> ChunkGrammar.check(stream);
            default -> MessageGrammar.check(stream);
        }
        return stream;
    }

    @ParameterizedTest
    @MethodSource("requests")
    void requestIsWrittenAgainAsItCame(Recorded exchange) {
        Conversation meaning = CodecLawsTest.decode(RESPONSES, Trees.bytes(exchange.request()));
        Encoded.Written written = CodecLawsTest.encode(RESPONSES, meaning);
        JsonNode again = Trees.read(written.body(), 0, written.body().length).orElseThrow();
        if (!exchange.request().has("model")) {
            ((ObjectNode) again).remove("model");
        }
        assertThat(again).isEqualTo(exchange.request());
        assertThat(written.losses()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("requests")
    void requestFromItsMeaningAloneMeansTheSame(Recorded exchange) {
        Conversation meaning =
                Plain.of(CodecLawsTest.decode(RESPONSES, Trees.bytes(exchange.request())));
        Encoded.Written written = CodecLawsTest.encode(RESPONSES, meaning);
        Conversation again = CodecLawsTest.decode(RESPONSES, written.body());
        assertThat(said(again)).isEqualTo(said(meaning));
        assertThat(again.tools()).hasSize((int) functions(meaning));
        assertThat(again.limit().tokens()).isEqualTo(meaning.limit().tokens());
        assertThat(again.reasoning().effort()).isEqualTo(meaning.reasoning().effort());
        assertThat(again.flow()).isEqualTo(meaning.flow());
    }

    private static long functions(Conversation c) {
        return c.tools().stream().filter(tool -> !(tool instanceof Tool.Hosted)).count();
    }

    /** What was said to whom, without thoughts that cannot be sent and things that only OpenAI knows. */
    private static List<String> said(Conversation conversation) {
        return conversation.turns().stream()
                .flatMap(turn ->
                        turn.parts().stream()
                                .map(part -> saidIn(part).map(text -> turn.role() + ": " + text))
                                .flatMap(Optional::stream))
                .toList();
    }

    private static Optional<String> saidIn(Part part) {
        return switch (part) {
            case Part.Text text -> Optional.of(text.text());
            case Part.Refusal refusal -> Optional.of(refusal.text());
            case Part.ToolCall call ->
                    Optional.of(
                            id(call.id())
                                    + call.name()
                                    + (call.input().isBlank() ? "{}" : call.input()));
            case Part.ToolResult result ->
                    Optional.of(id(result.callId()) + result.content().size());
            case Part.Image image -> Optional.of(image.source().toString());
            case Part.Document document -> Optional.of(document.source().toString());
            default -> Optional.empty();
        };
    }

    private static String id(String id) {
        return CallIds.plain(id, 64);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void requestIsTakenToOthersWithItsWordsAndItsCalls(Recorded exchange) {
        Conversation meaning = CodecLawsTest.decode(RESPONSES, Trees.bytes(exchange.request()));
        for (ChatCodec other : OTHERS) {
            Encoded encoded = other.encodeRequest(meaning, CodecLawsTest.target("m"));
            assertThat(encoded).isInstanceOf(Encoded.Written.class);
            String body = new String(((Encoded.Written) encoded).body(), StandardCharsets.UTF_8);
            meaning.turns().stream()
                    .flatMap(turn -> turn.parts().stream())
                    .forEach(part -> {
                        if (part instanceof Part.Text text) {
                            String json =
                                    Trees.text(JsonNodeFactory.instance.stringNode(text.text()));
                            assertThat(body).contains(json.substring(1, json.length() - 1));
                        }
                        if (part instanceof Part.ToolCall call) {
                            assertThat(body).contains("\"" + call.name() + "\"");
                        }
                    });
        }
    }

    private static Completion answer(ChatCodec codec, byte[] body) {
        Decoded<Completion> decoded = codec.decodeAnswer(body, body.length, CodecLawsTest.SENT);
        assertThat(decoded).isInstanceOf(Decoded.Meaning.class);
        return ((Decoded.Meaning<Completion>) decoded).value();
    }

    @ParameterizedTest
    @MethodSource("answers")
    void answerIsWrittenAgainAsItCame(Recorded exchange) {
        byte[] body = exchange.body();
        if (RESPONSES.decodeAnswer(body, body.length, CodecLawsTest.SENT)
                instanceof Decoded.Refused<Completion>) {
            assertThat(exchange.file().at("/response/body/error").isObject()).isTrue();
            return;
        }
        Encoded.Written same =
                (Encoded.Written)
                        RESPONSES.encodeAnswer(answer(RESPONSES, body), CodecLawsTest.REPLY);
        assertThat(Trees.read(same.body(), 0, same.body().length))
                .isEqualTo(Trees.read(body, 0, body.length));
        assertThat(same.losses()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("answers")
    void answerKeepsItsMeaningHereAndElsewhere(Recorded exchange) {
        byte[] body = exchange.body();
        if (!(RESPONSES.decodeAnswer(body, body.length, CodecLawsTest.SENT)
                instanceof Decoded.Meaning<Completion> decoded)) {
            return;
        }
        Completion meaning = Plain.of(decoded.value());
        Meaning now = Meaning.of(meaning);
        for (ChatCodec to : List.of(RESPONSES, OTHERS.get(0), OTHERS.get(1))) {
            Encoded.Written written =
                    (Encoded.Written) to.encodeAnswer(meaning, CodecLawsTest.REPLY);
            Meaning then = Meaning.of(answer(to, written.body()));
            assertThat(then.usage()).isEqualTo(now.usage());
            assertThat(then.words()).isEqualTo(now.words());
            assertThat(then.calls()).isEqualTo(now.calls());
            assertThat(then.states()).isEqualTo(now.states());
            assertEnds(then, now);
        }
    }

    @ParameterizedTest
    @MethodSource("streams")
    void streamMeansTheSameInAnyPiecesAndInAnyProtocol(Recorded exchange) {
        byte[] stream = exchange.stream();
        List<ChatEvent> whole =
                Sse.decode(RESPONSES.streamDecoder(CodecLawsTest.SENT), stream, stream.length + 1);
        List<ChatEvent> pieces = Sse.decode(RESPONSES.streamDecoder(CodecLawsTest.SENT), stream, 1);
        assertThat(pieces).isEqualTo(whole);
        Fold meant = Fold.of(whole);
        assertThat(meant.isDone()).isTrue();
        for (ChatCodec to : List.of(RESPONSES, OTHERS.get(0), OTHERS.get(1))) {
            same(meant, to, written(to, whole));
        }
    }

    private static void same(Fold meant, ChatCodec to, byte[] written) {
        Fold again = Fold.of(Sse.decode(to.streamDecoder(CodecLawsTest.SENT), written, 4096));
        assertThat(again.fault().isPresent()).isEqualTo(meant.fault().isPresent());
        if (meant.fault().isEmpty()) {
            Meaning then = Meaning.of(again.completion());
            Meaning now = Meaning.of(meant.completion());
            assertThat(then.usage()).isEqualTo(now.usage());
            if (now.choices() == 1) {
                assertThat(then.words()).isEqualTo(now.words());
                assertThat(then.thoughts()).isEqualTo(now.thoughts());
                assertThat(then.states()).isEqualTo(now.states());
                assertThat(then.calls()).isEqualTo(now.calls());
                assertEnds(then, now);
            }
        }
    }

    /** A refusal is the answer's end here, what was filtered at Anthropic and nothing special in chat. */
    private static void assertEnds(Meaning then, Meaning now) {
        boolean refused = Stream.of(then, now).anyMatch(m -> m.finishes().contains(Finish.REFUSED));
        if (refused) {
            assertThat(then.finishes()).isSubsetOf(Finish.STOP, Finish.REFUSED, Finish.FILTERED);
        } else {
            assertThat(then.crossed().finishes()).isEqualTo(now.crossed().finishes());
        }
    }

    /** The response that the last event of a stream repeats is the whole answer's sibling. */
    @ParameterizedTest
    @MethodSource("streams")
    void streamMeansWhatItsLastEventRepeats(Recorded exchange) {
        byte[] stream = exchange.stream();
        for (Sse.Event event : Sse.events(stream)) {
            JsonNode json = Trees.read(event.data()).orElse(Trees.NOTHING);
            JsonNode response = json.path("response");
            if (json.path("type").asString("").equals("response.completed")
                    && !response.path("output").isEmpty()) {
                byte[] body = Trees.bytes(response);
                Fold fold =
                        Fold.of(
                                Sse.decode(
                                        RESPONSES.streamDecoder(CodecLawsTest.SENT), stream, 4096));
                Meaning told = Meaning.of(fold.completion());
                Meaning repeated = Meaning.of(answer(RESPONSES, body));
                assertThat(told.words()).isEqualTo(repeated.words());
                assertThat(told.thoughts()).isEqualTo(repeated.thoughts());
                assertThat(told.calls()).isEqualTo(repeated.calls());
                assertThat(told.finishes()).isEqualTo(repeated.finishes());
                assertThat(told.usage()).isEqualTo(repeated.usage());
                // OpenAI seals the same state anew for each event
                assertThat(told.states()).hasSameSizeAs(repeated.states());
            }
        }
    }

    static Stream<Recorded> streamsOfOthers() {
        return OTHERS.stream()
                .flatMap(codec -> Recorded.of(codec.name()).stream())
                .filter(Recorded::isStream);
    }

    @ParameterizedTest
    @MethodSource("streamsOfOthers")
    void streamOfOthersIsWrittenByTheGrammarAndMeansTheSame(Recorded exchange) {
        ChatCodec from =
                exchange.file().path("protocol").asString("").equals(CodecLawsTest.CHAT.name())
                        ? CodecLawsTest.CHAT
                        : CodecLawsTest.MESSAGES;
        List<ChatEvent> events =
                Sse.decode(from.streamDecoder(CodecLawsTest.SENT), exchange.stream(), 4096);
        same(Fold.of(events), RESPONSES, written(RESPONSES, events));
    }

    static Stream<Recorded> answersOfOthers() {
        return OTHERS.stream()
                .flatMap(codec -> Recorded.of(codec.name()).stream())
                .filter(Recorded::isAnswer);
    }

    @ParameterizedTest
    @MethodSource("answersOfOthers")
    void answerOfOthersMeansTheSame(Recorded exchange) {
        ChatCodec from =
                exchange.file().path("protocol").asString("").equals(CodecLawsTest.CHAT.name())
                        ? CodecLawsTest.CHAT
                        : CodecLawsTest.MESSAGES;
        byte[] body = exchange.body();
        if (!(from.decodeAnswer(body, body.length, CodecLawsTest.SENT)
                instanceof Decoded.Meaning<Completion> decoded)) {
            return;
        }
        Meaning now = Meaning.of(decoded.value());
        Encoded.Written written =
                (Encoded.Written) RESPONSES.encodeAnswer(decoded.value(), CodecLawsTest.REPLY);
        Meaning then = Meaning.of(answer(RESPONSES, written.body()));
        assertThat(then.usage()).isEqualTo(now.usage());
        if (now.choices() == 1) {
            assertThat(then.crossed()).isEqualTo(now.crossed());
        }
    }

    static Stream<Recorded> requestsOfOthers() {
        return OTHERS.stream()
                .flatMap(codec -> Recorded.of(codec.name()).stream())
                .filter(exchange -> exchange.request().has("messages"));
    }

    @ParameterizedTest
    @MethodSource("requestsOfOthers")
    void requestOfOthersIsOneThatIsUnderstoodHere(Recorded exchange) {
        ChatCodec from =
                exchange.file().path("protocol").asString("").equals(CodecLawsTest.CHAT.name())
                        ? CodecLawsTest.CHAT
                        : CodecLawsTest.MESSAGES;
        byte[] body = Trees.bytes(exchange.request());
        if (from.decodeRequest(Incoming.of(body))
                instanceof Decoded.Meaning<Conversation> meaning) {
            assertThatCode(() ->
                            CodecLawsTest.decode(
                                    RESPONSES,
                                    CodecLawsTest.encode(RESPONSES, meaning.value()).body()))
                    .doesNotThrowAnyException();
        }
    }
}
