package dev.junctor.core.dialect.gemini;

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
import dev.junctor.core.dialect.gemini.MethodPath.Method;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.json.Trees;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Gemini's {@code generateContent} and {@code streamGenerateContent} (discovery document of July 2026). */
public final class GeminiCodec extends JsonCodec {
    /** It has no state. */
    public GeminiCodec() {}

    @Override
    public String name() {
        return Gemini.NAME;
    }

    @Override
    protected Conversation request(ObjectNode json, Incoming incoming) {
        return RequestDecoder.decode(json, incoming);
    }

    @Override
    protected Encoded.Written request(Conversation conversation, Target target, Losses losses) {
        ObjectNode json = new RequestEncoder(conversation, target, losses).encode();
        Method method =
                conversation.flow() == Conversation.Flow.EVENTS ? Method.EVENTS : Method.WHOLE;
        String path = MethodPath.of(target.model(), method);
        return new Encoded.Written(Trees.bytes(json), path, Map.of(), losses.list());
    }

    @Override
    protected boolean isAnswer(JsonNode tree) {
        return tree.path("candidates").isArray() || tree.path("promptFeedback").isObject();
    }

    @Override
    protected String answerName() {
        return "an answer of Gemini's";
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
        return new ResponseDecoder(sent);
    }

    @Override
    public StreamEncoder streamEncoder(Reply reply) {
        return new ResponseEncoder(reply);
    }

    @Override
    public ErrorAnswer encodeError(Fault fault) {
        return ErrorWriter.answer(fault, "", "");
    }
}
