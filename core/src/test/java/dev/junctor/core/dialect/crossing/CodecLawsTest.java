package dev.junctor.core.dialect.crossing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.chat.ChatEvent;
import dev.junctor.core.chat.Completion;
import dev.junctor.core.chat.Conversation;
import dev.junctor.core.dialect.Ability;
import dev.junctor.core.dialect.Carrier;
import dev.junctor.core.dialect.ChatCodec;
import dev.junctor.core.dialect.Decoded;
import dev.junctor.core.dialect.Encoded;
import dev.junctor.core.dialect.Identity;
import dev.junctor.core.dialect.Incoming;
import dev.junctor.core.dialect.Reply;
import dev.junctor.core.dialect.Sent;
import dev.junctor.core.dialect.Target;
import dev.junctor.core.dialect.anthropic.AnthropicCodec;
import dev.junctor.core.dialect.openaichat.chat.OpenAiChatCodec;
import dev.junctor.core.json.Trees;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What holds for each codec and for each crossing, shown with recorded traffic. */
final class CodecLawsTest {
    static final ChatCodec CHAT = new OpenAiChatCodec();
    static final ChatCodec MESSAGES = new AnthropicCodec();
    private static final List<ChatCodec> ALL = List.of(CHAT, MESSAGES);

    private static Stream<Arguments> exchanges() {
        return ALL.stream()
                .flatMap(codec ->
                        Recorded.of(codec.name()).stream()
                                .map(exchange -> Arguments.of(codec, exchange)));
    }

    static Stream<Arguments> requests() {
        return exchanges().filter(a -> ((Recorded) a.get()[1]).request().has("messages"));
    }

    static Stream<Arguments> answers() {
        return exchanges().filter(a -> ((Recorded) a.get()[1]).isAnswer());
    }

    static Stream<Arguments> streams() {
        return exchanges().filter(a -> ((Recorded) a.get()[1]).isStream());
    }

    static Target target(String model) {
        return Target.usual(model).with(Ability.REASONING_ADAPTIVE).with(Ability.SYSTEM_BETWEEN);
    }

    static final Sent SENT = new Sent(Conversation.of("m", List.of()), target("m"));

    static final Reply REPLY =
            new Reply(
                    new Identity("gen-1-a", "acme/m", "Acme"),
                    Conversation.of("m", List.of()),
                    7,
                    Carrier.BARE);

    static ChatCodec other(ChatCodec codec) {
        return codec == CHAT ? MESSAGES : CHAT;
    }

    static Conversation decode(ChatCodec codec, byte[] body) {
        Decoded<Conversation> decoded = codec.decodeRequest(Incoming.of(body));
        assertThat(decoded).isInstanceOf(Decoded.Meaning.class);
        return ((Decoded.Meaning<Conversation>) decoded).value();
    }

    static Encoded.Written encode(ChatCodec codec, Conversation conversation) {
        Encoded encoded = codec.encodeRequest(conversation, target(conversation.model()));
        assertThat(encoded).isInstanceOf(Encoded.Written.class);
        return (Encoded.Written) encoded;
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("requests")
    void requestIsWrittenAgainAsItCame(ChatCodec codec, Recorded exchange) {
        byte[] body = Trees.bytes(exchange.request());
        Decoded<Conversation> decoded = codec.decodeRequest(Incoming.of(body));
        if (decoded instanceof Decoded.Refused<Conversation> refused) {
            assertThat(exchange.status()).as(refused.fault().message()).isNotEqualTo(200);
            return;
        }
        Encoded.Written written = encode(codec, decode(codec, body));
        JsonNode again = Trees.read(written.body(), 0, written.body().length).orElseThrow();
        JsonNode original = exchange.request();
        if (!original.has("model")) {
            ((ObjectNode) again).remove("model");
        }
        assertThat(again).isEqualTo(original);
        assertThat(written.losses()).isEmpty();
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("requests")
    void requestKeepsItsMeaningOrReportsWhatItLost(ChatCodec codec, Recorded exchange) {
        byte[] body = Trees.bytes(exchange.request());
        if (!(codec.decodeRequest(Incoming.of(body)) instanceof Decoded.Meaning)) {
            return;
        }
        Conversation meaning = Plain.of(decode(codec, body));
        Encoded.Written written = encode(codec, meaning);
        Set<String> lost = JsonDiff.lost(exchange.request(), written);
        assertThat(lost).as("losses: %s", written.losses()).isEmpty();
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("requests")
    void crossingThereAndBackLosesWhatIsReported(ChatCodec codec, Recorded exchange) {
        byte[] body = Trees.bytes(exchange.request());
        if (!(codec.decodeRequest(Incoming.of(body)) instanceof Decoded.Meaning)) {
            return;
        }
        Encoded.Written there = encode(other(codec), decode(codec, body));
        Conversation back = decode(other(codec), there.body());
        Encoded.Written again = encode(codec, back);
        Set<String> lost = JsonDiff.lost(exchange.request(), again, there);
        assertThat(lost).as("losses: %s %s", there.losses(), again.losses()).isEmpty();
    }

    private static Completion answer(ChatCodec codec, byte[] body) {
        Decoded<Completion> decoded = codec.decodeAnswer(body, body.length, SENT);
        assertThat(decoded).isInstanceOf(Decoded.Meaning.class);
        return Plain.of(((Decoded.Meaning<Completion>) decoded).value());
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("answers")
    void answerKeepsItsMeaning(ChatCodec codec, Recorded exchange) {
        byte[] body = exchange.body();
        Decoded<Completion> decoded = codec.decodeAnswer(body, body.length, SENT);
        if (decoded instanceof Decoded.Refused<Completion>) {
            assertThat(
                            exchange.file().path("response").path("body").has("error")
                                    || !exchange.file()
                                            .path("response")
                                            .path("body")
                                            .has("choices"))
                    .isTrue();
            return;
        }
        Completion meaning = answer(codec, body);
        Encoded.Written same = (Encoded.Written) codec.encodeAnswer(meaning, REPLY);
        assertThat(Meaning.of(answer(codec, same.body())).crossed())
                .isEqualTo(Meaning.of(meaning).crossed());
        ChatCodec other = other(codec);
        Encoded.Written crossed = (Encoded.Written) other.encodeAnswer(meaning, REPLY);
        Meaning there = Meaning.of(answer(other, crossed.body()));
        if (crossed.losses().isEmpty()) {
            assertThat(there.crossed()).isEqualTo(Meaning.of(meaning).crossed());
        }
        assertThat(there.usage()).isEqualTo(Meaning.of(meaning).usage());
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("streams")
    void streamMeansTheSameInAnyPiecesAndInAnyProtocol(ChatCodec codec, Recorded exchange) {
        byte[] stream = exchange.stream();
        List<ChatEvent> whole = Sse.decode(codec.streamDecoder(SENT), stream, stream.length + 1);
        List<ChatEvent> pieces = Sse.decode(codec.streamDecoder(SENT), stream, 1);
        assertThat(pieces).isEqualTo(whole);
        Fold meant = Fold.of(whole);
        assertThat(meant.isDone()).isTrue();
        for (ChatCodec to : ALL) {
            byte[] written = Sse.encode(to.streamEncoder(REPLY), whole);
            if (to == CHAT) {
                ChunkGrammar.check(written);
            } else {
                MessageGrammar.check(written);
            }
            Fold again = Fold.of(Sse.decode(to.streamDecoder(SENT), written, 4096));
            assertThat(again.fault().isPresent()).isEqualTo(meant.fault().isPresent());
            if (meant.fault().isEmpty()) {
                Meaning then = Meaning.of(again.completion());
                Meaning now = Meaning.of(meant.completion());
                assertThat(then.usage()).isEqualTo(now.usage());
                if (now.choices() <= 1) {
                    assertThat(then.crossed()).isEqualTo(now.crossed());
                }
            }
        }
    }
}
