package dev.junctor.core.dialect.anthropic;

import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Quirks;
import dev.junctor.core.dialect.Closing;
import dev.junctor.core.dialect.Dialect;
import dev.junctor.core.dialect.Envelope;
import dev.junctor.core.dialect.ErrorAnswer;
import dev.junctor.core.dialect.ErrorClassifier;
import dev.junctor.core.dialect.Identity;
import dev.junctor.core.dialect.Peeked;
import dev.junctor.core.dialect.RequestLine;
import dev.junctor.core.dialect.Rewritten;
import dev.junctor.core.dialect.StreamTap;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.json.Splice;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Anthropic's Messages (OpenAPI description of July 2026, SDK 2.12). */
public final class AnthropicMessages implements Dialect {
    private static final String BETA = "anthropic-beta";
    private static final byte[] PING =
            "event: ping\ndata: {\"type\":\"ping\"}\n\n".getBytes(StandardCharsets.US_ASCII);

    /** It has no state. */
    public AnthropicMessages() {}

    @Override
    public String name() {
        return "anthropic-messages";
    }

    @Override
    public String path(Envelope envelope, Endpoint endpoint) {
        return "/messages";
    }

    @Override
    public Peeked peek(RequestLine line, byte[] body, int length) {
        return RequestPeek.peek(line.operation(), body, length);
    }

    /** Betas change what a body may say. */
    @Override
    public Map<String, String> headers(UnaryOperator<String> sent) {
        String betas = sent.apply(BETA);
        return betas.isEmpty() ? Map.of() : Map.of(BETA, betas);
    }

    @Override
    public List<Splice> edits(Envelope envelope, byte[] body, Endpoint endpoint, long bound) {
        return RequestEdits.of(envelope, body, endpoint, bound);
    }

    @Override
    public boolean takesBound(Endpoint endpoint) {
        return true;
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
        return PING.clone();
    }
}
