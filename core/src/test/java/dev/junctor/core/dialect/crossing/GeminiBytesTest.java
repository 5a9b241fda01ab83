package dev.junctor.core.dialect.crossing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.base.Money;
import dev.junctor.core.catalog.Quirks;
import dev.junctor.core.dialect.AnswerFacts;
import dev.junctor.core.dialect.Closing;
import dev.junctor.core.dialect.Cost;
import dev.junctor.core.dialect.Delivery;
import dev.junctor.core.dialect.Envelope;
import dev.junctor.core.dialect.Identity;
import dev.junctor.core.dialect.Operation;
import dev.junctor.core.dialect.Peeked;
import dev.junctor.core.dialect.RequestLine;
import dev.junctor.core.dialect.Rewritten;
import dev.junctor.core.dialect.StreamTap;
import dev.junctor.core.dialect.gemini.Gemini;
import dev.junctor.core.json.Bytes;
import dev.junctor.core.json.Splices;
import dev.junctor.core.json.Trees;
import dev.junctor.core.usage.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Recorded traffic of Gemini's goes through in its own bytes: nothing changes but names and the cost. */
final class GeminiBytesTest {
    private static final Gemini GEMINI = new Gemini();
    private static final Identity IDENTITY = new Identity("gen-1-a", "acme/m", "Acme");
    private static final RequestLine LINE =
            new RequestLine(Operation.CHAT, "acme/m", Delivery.STREAM);

    private static final Closing FREE =
            new Closing() {
                @Override
                public Cost cost(AnswerFacts facts, End end) {
                    return new Cost(new Money(0), new Money(0), new Money(0));
                }

                @Override
                public Usage estimate(AnswerFacts facts) {
                    return Usage.NONE;
                }

                @Override
                public long expectedPromptTokens() {
                    return 7;
                }

                @Override
                public void charged(Money amount) {
                    throw new AssertionError("nobody is asked for its own word");
                }

                @Override
                public String metadata() {
                    return "";
                }
            };

    static Stream<Recorded> requests() {
        return GeminiLawsTest.requests();
    }

    static Stream<Recorded> answers() {
        return GeminiLawsTest.answers();
    }

    static Stream<Recorded> streams() {
        return GeminiLawsTest.streams();
    }

    private static Envelope envelope() {
        byte[] body = Crossing.bytes("{\"contents\":[{}]}");
        return (Envelope) GEMINI.peek(LINE, body, body.length);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void requestIsUnderstood(Recorded exchange) {
        byte[] body = Trees.bytes(exchange.request());
        Peeked peeked = GEMINI.peek(LINE, body, body.length);
        assertThat(peeked).isInstanceOf(Envelope.class);
        assertThat(((Envelope) peeked).promptBytes()).isPositive();
    }

    @ParameterizedTest
    @MethodSource("answers")
    void answerKeepsAllElse(Recorded exchange) {
        byte[] body = exchange.body();
        Rewritten.Answer told =
                (Rewritten.Answer)
                        GEMINI.rewrite(envelope(), body, body.length, IDENTITY, Quirks.NONE, FREE);
        byte[] whole = Splices.apply(body, body.length, told.splices());
        assertThat(plain(Trees.read(whole, 0, whole.length).orElseThrow()))
                .isEqualTo(plain(Trees.read(body, 0, body.length).orElseThrow()));
    }

    @ParameterizedTest
    @MethodSource("streams")
    void streamKeepsAllElse(Recorded exchange) {
        byte[] stream = exchange.stream();
        StreamTap tap = GEMINI.stream(envelope(), IDENTITY, Quirks.NONE, FREE);
        Bytes out = new Bytes(64);
        for (int i = 0; i < stream.length; i += 1_000) {
            tap.feed(stream, i, Math.min(stream.length, i + 1_000), out);
        }
        assertThat(tap.end(out)).isEqualTo(StreamTap.State.COMPLETE);
        assertThat(plain(out.toArray())).isEqualTo(plain(stream));
    }

    private static List<JsonNode> plain(byte[] stream) {
        List<JsonNode> responses = new ArrayList<>();
        for (Sse.Event event : Sse.events(stream)) {
            responses.add(plain(Trees.read(event.data()).orElseThrow()));
        }
        return responses;
    }

    /** The response without what is ours in it. */
    private static JsonNode plain(JsonNode response) {
        ObjectNode plain = (ObjectNode) response.deepCopy();
        plain.remove(List.of("modelVersion", "responseId"));
        if (plain.path("usageMetadata") instanceof ObjectNode usage) {
            usage.remove(List.of("cost", "cost_details", "is_byok"));
            if (!usage.has("promptTokenCount") || usage.has("estimated")) {
                plain.remove("usageMetadata"); // where the provider told none, an estimate stands
            }
        }
        return plain;
    }
}
