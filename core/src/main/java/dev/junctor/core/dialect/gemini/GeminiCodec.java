package dev.junctor.core.dialect.gemini;

import dev.junctor.core.chat.Completion;
import dev.junctor.core.chat.Conversation;
import dev.junctor.core.dialect.ChatCodec;
import dev.junctor.core.dialect.Decoded;
import dev.junctor.core.dialect.Encoded;
import dev.junctor.core.dialect.ErrorAnswer;
import dev.junctor.core.dialect.ErrorClassifier;
import dev.junctor.core.dialect.Incoming;
import dev.junctor.core.dialect.Losses;
import dev.junctor.core.dialect.Malformed;
import dev.junctor.core.dialect.Reply;
import dev.junctor.core.dialect.Sent;
import dev.junctor.core.dialect.StreamDecoder;
import dev.junctor.core.dialect.StreamEncoder;
import dev.junctor.core.dialect.Target;
import dev.junctor.core.dialect.gemini.MethodPath.Method;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.json.Trees;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Gemini's {@code generateContent} and {@code streamGenerateContent} (discovery document of July 2026). */
public final class GeminiCodec implements ChatCodec {
    /** It has no state. */
    public GeminiCodec() {}

    @Override
    public String name() {
        return Gemini.NAME;
    }

    @Override
    public Decoded<Conversation> decodeRequest(Incoming incoming) {
        JsonNode tree =
                Trees.readStrictly(incoming.body(), 0, incoming.length()).orElse(Trees.NOTHING);
        if (!(tree instanceof ObjectNode object)) {
            return new Decoded.Refused<>(Fault.invalid("", "The body must be one JSON object."));
        }
        try {
            return new Decoded.Meaning<>(RequestDecoder.decode(object, incoming), List.of());
        } catch (Malformed e) {
            return new Decoded.Refused<>(e.fault());
        }
    }

    @Override
    public Encoded encodeRequest(Conversation conversation, Target target) {
        Losses losses = new Losses();
        try {
            ObjectNode json = new RequestEncoder(conversation, target, losses).encode();
            Method method =
                    conversation.flow() == Conversation.Flow.EVENTS ? Method.EVENTS : Method.WHOLE;
            String path = MethodPath.of(target.model(), method);
            return new Encoded.Written(Trees.bytes(json), path, Map.of(), losses.list());
        } catch (Malformed e) {
            return new Encoded.Impossible(e.fault());
        }
    }

    @Override
    public Decoded<Completion> decodeAnswer(byte[] body, int length, Sent sent) {
        JsonNode tree = Trees.read(body, 0, length).orElse(Trees.NOTHING);
        if (tree.hasNonNull("error")) {
            return new Decoded.Refused<>(ErrorClassifier.inside(body, 0, length));
        }
        if (!(tree instanceof ObjectNode object)
                || !(tree.path("candidates").isArray() || tree.path("promptFeedback").isObject())) {
            return new Decoded.Refused<>(
                    ErrorClassifier.garbage(
                            body, 0, length, "The provider's answer has no candidates."));
        }
        return new Decoded.Meaning<>(AnswerDecoder.decode(object, sent), List.of());
    }

    @Override
    public Encoded encodeAnswer(Completion completion, Reply reply) {
        Losses losses = new Losses();
        ObjectNode json = AnswerEncoder.encode(completion, reply, losses);
        return Encoded.Written.of(Trees.bytes(json), losses.list());
    }

    @Override
    public StreamDecoder streamDecoder(Sent sent) {
        return new ResponseDecoder(sent);
    }

    @Override
    public StreamEncoder streamEncoder(Reply reply) {
        return new ResponseEncoder(reply);
    }

    @Override
    public Fault decodeError(int status, UnaryOperator<String> headers, byte[] body, int length) {
        return ErrorClassifier.classify(status, headers, body, 0, length);
    }

    @Override
    public ErrorAnswer encodeError(Fault fault) {
        return ErrorWriter.answer(fault, "", "");
    }
}
