package dev.junctor.core.dialect.openairesponses;

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
import dev.junctor.core.fault.Fault;
import dev.junctor.core.json.Trees;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** OpenAI's Responses (OpenAPI description 2.3.0 of August 2026). */
public final class OpenAiResponsesCodec extends JsonCodec {
    static final String DIALECT = "openai-responses";

    /** It has no state. */
    public OpenAiResponsesCodec() {}

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

    @Override
    protected boolean isError(JsonNode tree) {
        return super.isError(tree) || tree.path("status").asString("").equals("failed");
    }

    @Override
    protected boolean isAnswer(JsonNode tree) {
        return tree.path("output").isArray();
    }

    @Override
    protected String answerName() {
        return "a response";
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
        return new EventDecoder(sent);
    }

    @Override
    public StreamEncoder streamEncoder(Reply reply) {
        return new EventEncoder(reply);
    }

    @Override
    public ErrorAnswer encodeError(Fault fault) {
        return new ErrorAnswer(fault.kind().status(), Trees.bytes(ErrorBody.of(fault)));
    }
}
