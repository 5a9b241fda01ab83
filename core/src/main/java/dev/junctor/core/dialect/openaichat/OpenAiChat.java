package dev.junctor.core.dialect.openaichat;

import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Quirks;
import dev.junctor.core.dialect.Closing;
import dev.junctor.core.dialect.Dialect;
import dev.junctor.core.dialect.Envelope;
import dev.junctor.core.dialect.ErrorAnswer;
import dev.junctor.core.dialect.ErrorClassifier;
import dev.junctor.core.dialect.Identity;
import dev.junctor.core.dialect.Operation;
import dev.junctor.core.dialect.Peeked;
import dev.junctor.core.dialect.RequestLine;
import dev.junctor.core.dialect.Rewritten;
import dev.junctor.core.dialect.StreamTap;
import dev.junctor.core.dialect.TextSample;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.json.Splice;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * OpenAI's chat completions and text completions, with OpenRouter's additions (OpenAI's OpenAPI description 2.3.0,
 * OpenRouter's of August 2026).
 */
public final class OpenAiChat implements Dialect {
    private static final byte[] KEEP_ALIVE =
            ": JUNCTOR PROCESSING\n\n".getBytes(StandardCharsets.US_ASCII);

    /** It has no state. */
    public OpenAiChat() {}

    @Override
    public String name() {
        return "openai-chat";
    }

    @Override
    public String path(Envelope envelope, Endpoint endpoint) {
        return switch (envelope.operation()) {
            case CHAT, COUNT -> "/chat/completions";
            case COMPLETION -> "/completions";
        };
    }

    /** What a chunk of an operation's stream says it is. */
    static String chunkObject(Operation operation) {
        return switch (operation) {
            case CHAT, COUNT -> "chat.completion.chunk";
            case COMPLETION -> "text_completion";
        };
    }

    @Override
    public Peeked peek(RequestLine line, byte[] body, int length) {
        return RequestPeek.peek(line.operation(), body, length);
    }

    @Override
    public List<Splice> edits(Envelope envelope, byte[] body, Endpoint endpoint, long bound) {
        return RequestEdits.of(envelope, body, endpoint, bound);
    }

    @Override
    public boolean takesBound(Endpoint endpoint) {
        return BoundField.of(endpoint).isPresent();
    }

    @Override
    public TextSample promptText(Envelope envelope, byte[] body, int most) {
        return PromptText.of(envelope, body, most);
    }

    @Override
    public StreamTap stream(Envelope envelope, Identity identity, Quirks quirks, Closing closing) {
        return new ChunkTap(envelope, identity, quirks, closing);
    }

    @Override
    public Rewritten rewrite(
            Envelope envelope,
            byte[] body,
            int length,
            Identity identity,
            Quirks quirks,
            Closing closing) {
        return AnswerRewrite.of(envelope, body, length, identity, quirks, closing);
    }

    @Override
    public Fault classify(int status, UnaryOperator<String> headers, byte[] body, int length) {
        return ErrorClassifier.classify(status, headers, body, 0, length);
    }

    @Override
    public ErrorAnswer error(Fault fault, String details, String metadata) {
        return new ErrorAnswer(fault.kind().status(), ErrorWriter.body(fault, details, metadata));
    }

    @Override
    public byte[] keepAlive() {
        return KEEP_ALIVE.clone();
    }
}
