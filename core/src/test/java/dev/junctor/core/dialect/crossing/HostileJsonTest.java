package dev.junctor.core.dialect.crossing;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.junctor.core.base.Seed;
import dev.junctor.core.chat.ChatEvent;
import dev.junctor.core.chat.Completion;
import dev.junctor.core.chat.Conversation;
import dev.junctor.core.dialect.ChatCodec;
import dev.junctor.core.dialect.Decoded;
import dev.junctor.core.dialect.Incoming;
import dev.junctor.core.dialect.StreamDecoder;
import dev.junctor.core.dialect.gemini.GeminiCodec;
import dev.junctor.core.json.Trees;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Recorded traffic with values of the wrong kind in it: codecs refuse, read what they can, and never throw. */
final class HostileJsonTest {
    private static final List<ChatCodec> ALL =
            List.of(
                    Crossing.CHAT,
                    Crossing.MESSAGES,
                    ResponsesLawsTest.RESPONSES,
                    new GeminiCodec());
    private static final int ROUNDS = 4;

    private Seed seed = new Seed(8);

    @Test
    void requestsAreReadOrRefused() {
        for (ChatCodec codec : ALL) {
            for (Recorded exchange : Recorded.of(codec)) {
                for (int i = 0; i < ROUNDS && exchange.request().isObject(); i++) {
                    byte[] body = Trees.bytes(spoiled(exchange.request()));
                    assertThatCode(() -> request(codec, body))
                            .as("%s %s", exchange, new String(body, StandardCharsets.UTF_8))
                            .doesNotThrowAnyException();
                }
            }
        }
    }

    private static void request(ChatCodec codec, byte[] body) {
        if (codec.decodeRequest(Incoming.of(body))
                instanceof Decoded.Meaning<Conversation> meaning) {
            for (ChatCodec to : ALL) {
                Conversation plain = Plain.of(meaning.value());
                to.encodeRequest(plain, CodecLawsTest.target("m"));
            }
        }
    }

    @Test
    void answersAreReadOrRefused() {
        for (ChatCodec codec : ALL) {
            for (Recorded exchange : Recorded.of(codec)) {
                for (int i = 0; i < ROUNDS && exchange.isAnswer(); i++) {
                    byte[] before = exchange.body();
                    JsonNode tree = Trees.read(before, 0, before.length).orElseThrow();
                    byte[] body = Trees.bytes(spoiled(tree));
                    assertThatCode(() -> answer(codec, body))
                            .as("%s %s", exchange, new String(body, StandardCharsets.UTF_8))
                            .doesNotThrowAnyException();
                }
            }
        }
    }

    private static void answer(ChatCodec codec, byte[] body) {
        if (codec.decodeAnswer(body, body.length, CodecLawsTest.SENT)
                instanceof Decoded.Meaning<Completion> meaning) {
            for (ChatCodec to : ALL) {
                to.encodeAnswer(Plain.of(meaning.value()), CodecLawsTest.REPLY);
            }
        }
    }

    @Test
    void streamsAreReadOrFailAndStillObeyTheGrammar() {
        for (ChatCodec codec : ALL) {
            for (Recorded exchange : Recorded.of(codec)) {
                if (exchange.isStream()) {
                    List<String> data = new ArrayList<>();
                    for (Sse.Event event : Sse.events(exchange.stream())) {
                        data.add(spoiled(event.data()));
                    }
                    assertThatCode(() -> stream(codec, data))
                            .as("%s %s", exchange, data)
                            .doesNotThrowAnyException();
                }
            }
        }
    }

    private static void stream(ChatCodec codec, List<String> data) {
        StreamDecoder decoder = codec.streamDecoder(CodecLawsTest.SENT);
        List<ChatEvent> events = new ArrayList<>();
        for (String event : data) {
            byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
            events.addAll(decoder.on("", bytes, 0, bytes.length));
        }
        events.addAll(decoder.end());
        Fold.of(events);
        ChunkGrammar.check(Sse.encode(Crossing.CHAT.streamEncoder(CodecLawsTest.REPLY), events));
        ResponseGrammar.check(
                Sse.encode(new GeminiCodec().streamEncoder(CodecLawsTest.REPLY), events));
        MessageGrammar.check(
                Sse.encode(Crossing.MESSAGES.streamEncoder(CodecLawsTest.REPLY), events));
    }

    /** One event in twenty is spoiled. */
    private String spoiled(String data) {
        seed = seed.next();
        return seed.below(20) > 0
                ? data
                : Trees.read(data).map(tree -> Trees.text(spoiled(tree))).orElse(data);
    }

    private JsonNode spoiled(JsonNode tree) {
        JsonNode copy = tree.deepCopy();
        for (int i = 0; i < 2; i++) {
            spoil(copy);
        }
        return copy;
    }

    /** Walks down at random and puts something else where it stops. */
    private void spoil(JsonNode tree) {
        JsonNode at = tree;
        while (true) {
            seed = seed.next();
            boolean stops = seed.below(4) == 0;
            if (at instanceof ObjectNode object && !object.isEmpty()) {
                String name = List.copyOf(object.propertyNames()).get(seed.below(object.size()));
                if (stops || !object.get(name).isContainer()) {
                    object.set(name, other());
                    return;
                }
                at = object.get(name);
            } else if (at instanceof ArrayNode array && !array.isEmpty()) {
                int index = seed.below(array.size());
                if (stops || !array.get(index).isContainer()) {
                    array.set(index, other());
                    return;
                }
                at = array.get(index);
            } else {
                return;
            }
        }
    }

    private JsonNode other() {
        seed = seed.next();
        JsonNodeFactory of = JsonNodeFactory.instance;
        return switch (seed.below(8)) {
            case 0 -> of.nullNode();
            case 1 -> of.numberNode(-1);
            case 2 -> of.numberNode(new BigDecimal("1e400"));
            case 3 -> of.stringNode("");
            case 4 -> of.stringNode("text");
            case 5 -> of.booleanNode(true);
            case 6 -> of.arrayNode().add(1).add("a").addNull();
            default -> of.objectNode().put("type", "text");
        };
    }
}
