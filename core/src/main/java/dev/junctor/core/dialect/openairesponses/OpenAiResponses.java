package dev.junctor.core.dialect.openairesponses;

import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Quirks;
import dev.junctor.core.dialect.Carrier;
import dev.junctor.core.dialect.Closing;
import dev.junctor.core.dialect.Dialect;
import dev.junctor.core.dialect.Envelope;
import dev.junctor.core.dialect.ErrorAnswer;
import dev.junctor.core.dialect.ErrorClassifier;
import dev.junctor.core.dialect.Identity;
import dev.junctor.core.dialect.Incoming;
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
 * OpenAI's Responses (OpenAPI description 2.3.0 of August 2026), without state as OpenRouter serves it: each request
 * brings its whole conversation, and nothing can be looked up afterwards.
 */
public final class OpenAiResponses implements Dialect {
    private static final byte[] KEEP_ALIVE = ": keep-alive\n\n".getBytes(StandardCharsets.US_ASCII);

    /** It has no state. */
    public OpenAiResponses() {}

    @Override
    public String name() {
        return OpenAiResponsesCodec.DIALECT;
    }

    @Override
    public String path(Envelope envelope, Endpoint endpoint) {
        return "/responses";
    }

    @Override
    public Peeked peek(RequestLine line, byte[] body, int length) {
        return RequestPeek.peek(body, length);
    }

    @Override
    public List<Splice> edits(Envelope envelope, byte[] body, Endpoint endpoint, long bound) {
        return RequestEdits.of(envelope, body, endpoint, bound, Carrier.BARE);
    }

    @Override
    public List<Splice> edits(Envelope envelope, Incoming incoming, Endpoint endpoint, long bound) {
        return RequestEdits.of(envelope, incoming.body(), endpoint, bound, incoming.carrier());
    }

    @Override
    public boolean takesBound(Endpoint endpoint) {
        return !endpoint.refused().contains(RequestEdits.LIMIT);
    }

    @Override
    public TextSample promptText(Envelope envelope, byte[] body, int most) {
        return PromptText.of(envelope, body, most);
    }

    @Override
    public StreamTap stream(Envelope envelope, Identity identity, Quirks quirks, Closing closing) {
        return new EventTap(identity, closing);
    }

    @Override
    public Rewritten rewrite(
            Envelope envelope,
            byte[] body,
            int length,
            Identity identity,
            Quirks quirks,
            Closing closing) {
        return AnswerRewrite.of(body, length, identity, closing);
    }

    @Override
    public Fault classify(int status, UnaryOperator<String> headers, byte[] body, int length) {
        return ErrorClassifier.classify(status, headers, body, 0, length);
    }

    @Override
    public ErrorAnswer error(Fault fault, String details, String metadata) {
        return ErrorWriter.answer(fault, details, metadata);
    }

    @Override
    public byte[] keepAlive() {
        return KEEP_ALIVE.clone();
    }
}
