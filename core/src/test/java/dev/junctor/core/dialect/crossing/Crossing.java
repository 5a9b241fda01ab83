package dev.junctor.core.dialect.crossing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.chat.ChatEvent;
import dev.junctor.core.chat.Completion;
import dev.junctor.core.chat.Conversation;
import dev.junctor.core.chat.Loss;
import dev.junctor.core.dialect.ChatCodec;
import dev.junctor.core.dialect.Decoded;
import dev.junctor.core.dialect.Encoded;
import dev.junctor.core.dialect.Sent;
import dev.junctor.core.dialect.StreamEncoder;
import dev.junctor.core.dialect.Target;
import dev.junctor.core.dialect.anthropic.AnthropicCodec;
import dev.junctor.core.dialect.openaichat.chat.OpenAiChatCodec;
import dev.junctor.core.json.Trees;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Takes requests, answers and streams from one protocol to another, for tests that look at single features. */
final class Crossing {
    static final ChatCodec CHAT = new OpenAiChatCodec();
    static final ChatCodec MESSAGES = new AnthropicCodec();

    private Crossing() {}

    /** What was written, as a tree, and what was lost. */
    record Result(JsonNode json, List<Loss> losses) {
        JsonNode at(String pointer) {
            return json.at(pointer);
        }

        String text(String pointer) {
            return json.at(pointer).asString("");
        }
    }

    static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    static JsonNode tree(String json) {
        return Trees.read(json).orElseThrow();
    }

    static Conversation conversation(ChatCodec codec, String json) {
        return CodecLawsTest.decode(codec, bytes(json));
    }

    static Encoded encode(ChatCodec from, ChatCodec to, String json, Target target) {
        return to.encodeRequest(conversation(from, json), target);
    }

    static Result request(ChatCodec from, ChatCodec to, String json, Target target) {
        Encoded encoded = encode(from, to, json, target);
        assertThat(encoded).isInstanceOf(Encoded.Written.class);
        Encoded.Written written = (Encoded.Written) encoded;
        return new Result(
                tree(new String(written.body(), StandardCharsets.UTF_8)), written.losses());
    }

    static Result request(ChatCodec from, ChatCodec to, String json) {
        return request(from, to, json, CodecLawsTest.target("target"));
    }

    static Completion completion(ChatCodec codec, String json, Sent sent) {
        Decoded<Completion> decoded = codec.decodeAnswer(bytes(json), bytes(json).length, sent);
        assertThat(decoded).isInstanceOf(Decoded.Meaning.class);
        return ((Decoded.Meaning<Completion>) decoded).value();
    }

    static Result answer(ChatCodec from, ChatCodec to, String json) {
        Encoded encoded =
                to.encodeAnswer(completion(from, json, CodecLawsTest.SENT), CodecLawsTest.REPLY);
        Encoded.Written written = (Encoded.Written) encoded;
        return new Result(
                tree(new String(written.body(), StandardCharsets.UTF_8)), written.losses());
    }

    /** The data of each line as one event; names stand before a bar. */
    static List<ChatEvent> events(ChatCodec from, Sent sent, String... data) {
        StringBuilder stream = new StringBuilder();
        for (String line : data) {
            int bar = line.indexOf('|');
            if (bar > 0 && line.charAt(0) != '{') {
                stream.append("event: ").append(line, 0, bar).append('\n');
            }
            stream.append("data: ").append(line.substring(bar + 1)).append("\n\n");
        }
        byte[] bytes = bytes(stream.toString());
        return Sse.decode(from.streamDecoder(sent), bytes, bytes.length);
    }

    /** A stream from one protocol to another; its grammar is checked. */
    static List<Sse.Event> stream(ChatCodec from, ChatCodec to, String... data) {
        StreamEncoder encoder = to.streamEncoder(CodecLawsTest.REPLY);
        byte[] written = Sse.encode(encoder, events(from, CodecLawsTest.SENT, data));
        switch (to.name()) {
            case "openai-chat" -> ChunkGrammar.check(written);
            case "gemini" -> ResponseGrammar.check(written);
            default -> MessageGrammar.check(written);
        }
        return Sse.events(written);
    }

    /** All values of a field in the events of a stream, as text. */
    static List<String> values(List<Sse.Event> events, String pointer) {
        return events.stream()
                .filter(event -> !event.data().equals("[DONE]"))
                .map(event -> tree(event.data()).at(pointer))
                .filter(value -> !value.isMissingNode() && !value.isNull())
                .map(JsonNode::asString)
                .toList();
    }
}
