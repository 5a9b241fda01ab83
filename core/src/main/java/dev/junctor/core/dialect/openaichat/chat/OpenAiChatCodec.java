package dev.junctor.core.dialect.openaichat.chat;

import dev.junctor.core.chat.Completion;
import dev.junctor.core.chat.Conversation;
import dev.junctor.core.dialect.Encoded;
import dev.junctor.core.dialect.ErrorAnswer;
import dev.junctor.core.dialect.Incoming;
import dev.junctor.core.dialect.JsonCodec;
import dev.junctor.core.dialect.Losses;
import dev.junctor.core.dialect.Reply;
import dev.junctor.core.dialect.Sent;
import dev.junctor.core.dialect.StreamDecoder;
import dev.junctor.core.dialect.StreamEncoder;
import dev.junctor.core.dialect.Target;
import dev.junctor.core.dialect.openaichat.ErrorWriter;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.json.Trees;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * OpenAI's chat completions (OpenAPI description 2.3.0) with what OpenRouter and other compatible providers add:
 * {@code reasoning}, {@code reasoning_details}, {@code cache_control}, {@code images}.
 */
public final class OpenAiChatCodec extends JsonCodec {
    static final String DIALECT = "openai-chat";

    /** It has no state. */
    public OpenAiChatCodec() {}

    @Override
    public String name() {
        return DIALECT;
    }

    @Override
    protected Conversation request(ObjectNode json, Incoming incoming) {
        return RequestDecoder.decode(json, incoming.carrier());
    }

    @Override
    protected Encoded.Written request(Conversation conversation, Target target, Losses losses) {
        ObjectNode json = new RequestEncoder(conversation, target, losses).encode();
        return Encoded.Written.of(Trees.bytes(json), losses.list());
    }

    /** Some providers send an error's word beside a good answer. */
    @Override
    protected boolean isError(JsonNode tree) {
        return tree.path("error").isObject()
                || (tree.hasNonNull("error") && !tree.path("choices").isArray());
    }

    @Override
    protected boolean isAnswer(JsonNode tree) {
        return tree.path("choices").isArray();
    }

    @Override
    protected String answerName() {
        return "a chat completion";
    }

    @Override
    protected Completion answer(ObjectNode json, Sent sent) {
        return AnswerDecoder.decode(json, sent);
    }

    @Override
    protected ObjectNode answer(Completion completion, Reply reply, Losses losses) {
        return AnswerEncoder.encode(completion, reply, losses);
    }

    @Override
    public StreamDecoder streamDecoder(Sent sent) {
        return new ChunkDecoder(sent);
    }

    @Override
    public StreamEncoder streamEncoder(Reply reply) {
        return new ChunkEncoder(reply);
    }

    @Override
    public ErrorAnswer encodeError(Fault fault) {
        return new ErrorAnswer(fault.kind().status(), ErrorWriter.body(fault, "", ""));
    }
}
