package dev.junctor.core.dialect;

import dev.junctor.core.chat.Completion;
import dev.junctor.core.chat.Conversation;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.json.Trees;
import java.util.List;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A codec of a protocol whose bodies are JSON objects: what all of those do around their own decoders and encoders. */
public abstract class JsonCodec implements ChatCodec {
    /** It has no state. */
    protected JsonCodec() {}

    @Override
    public final Decoded<Conversation> decodeRequest(Incoming incoming) {
        JsonNode tree =
                Trees.readStrictly(incoming.body(), 0, incoming.length()).orElse(Trees.NOTHING);
        if (!(tree instanceof ObjectNode object)) {
            return new Decoded.Refused<>(Fault.invalid("", "The body must be one JSON object."));
        }
        try {
            return new Decoded.Meaning<>(request(object, incoming), List.of());
        } catch (Malformed e) {
            return new Decoded.Refused<>(e.fault());
        }
    }

    /**
     * What a caller asks.
     *
     * @throws Malformed when the caller must change it
     */
    protected abstract Conversation request(ObjectNode json, Incoming incoming);

    @Override
    public final Encoded encodeRequest(Conversation conversation, Target target) {
        try {
            return request(conversation, target, new Losses());
        } catch (Malformed e) {
            return new Encoded.Impossible(e.fault());
        }
    }

    /**
     * The request for a provider.
     *
     * @param losses takes what cannot be said
     * @throws Malformed when it cannot be said at all
     */
    protected abstract Encoded.Written request(
            Conversation conversation, Target target, Losses losses);

    @Override
    public final Decoded<Completion> decodeAnswer(byte[] body, int length, Sent sent) {
        JsonNode tree = Trees.read(body, 0, length).orElse(Trees.NOTHING);
        if (isError(tree)) {
            return new Decoded.Refused<>(ErrorClassifier.inside(body, 0, length));
        }
        if (!(tree instanceof ObjectNode object) || !isAnswer(tree)) {
            return new Decoded.Refused<>(
                    ErrorClassifier.garbage(
                            body, 0, length, "The provider's answer is not " + answerName() + "."));
        }
        return new Decoded.Meaning<>(answer(object, sent), List.of());
    }

    /** Whether an answer of status 200 tells of an error. */
    protected boolean isError(JsonNode tree) {
        return tree.hasNonNull("error");
    }

    /** Whether it has what makes it an answer. */
    protected abstract boolean isAnswer(JsonNode tree);

    /** What an answer is called, as {@code a message}. */
    protected abstract String answerName();

    /** What a whole answer means. */
    protected abstract Completion answer(ObjectNode json, Sent sent);

    @Override
    public final Encoded encodeAnswer(Completion completion, Reply reply) {
        Losses losses = new Losses();
        ObjectNode json = answer(completion, reply, losses);
        return Encoded.Written.of(Trees.bytes(json), losses.list());
    }

    /**
     * The answer for a caller.
     *
     * @param losses takes what cannot be said
     */
    protected abstract ObjectNode answer(Completion completion, Reply reply, Losses losses);

    @Override
    public final Fault decodeError(
            int status, UnaryOperator<String> headers, byte[] body, int length) {
        return ErrorClassifier.classify(status, headers, body, 0, length);
    }
}
