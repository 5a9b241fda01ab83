package dev.junctor.core.dialect.gemini;

import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Quirks;
import dev.junctor.core.dialect.Closing;
import dev.junctor.core.dialect.Delivery;
import dev.junctor.core.dialect.Dialect;
import dev.junctor.core.dialect.Envelope;
import dev.junctor.core.dialect.ErrorAnswer;
import dev.junctor.core.dialect.ErrorClassifier;
import dev.junctor.core.dialect.Identity;
import dev.junctor.core.dialect.Peeked;
import dev.junctor.core.dialect.RequestLine;
import dev.junctor.core.dialect.Rewritten;
import dev.junctor.core.dialect.StreamTap;
import dev.junctor.core.dialect.TextSample;
import dev.junctor.core.dialect.gemini.MethodPath.Method;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.json.Splice;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Gemini's {@code generateContent} and {@code streamGenerateContent} (discovery document of July 2026). The path names
 * model and delivery; fields are read in camel case and in snake case.
 */
public final class Gemini implements Dialect {
    static final String NAME = "gemini";

    /** An empty line: some clients take a comment for the beginning of an error. */
    private static final byte[] NOTHING = "\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Form form;

    /** How a stream comes to the caller. */
    private enum Form {
        EVENTS,
        ARRAY
    }

    private Gemini(Form form) {
        this.form = form;
    }

    /** For callers who take events: {@code alt=sse}. */
    public Gemini() {
        this(Form.EVENTS);
    }

    /** For callers who take a stream as one JSON array, piece by piece. */
    public static Gemini inOneArray() {
        return new Gemini(Form.ARRAY);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String path(Envelope envelope, Endpoint endpoint) {
        return MethodPath.of(
                endpoint.upstreamId(),
                envelope.delivery() == Delivery.STREAM ? Method.EVENTS : Method.WHOLE);
    }

    @Override
    public Peeked peek(RequestLine line, byte[] body, int length) {
        return RequestPeek.peek(line, body, length);
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
    public TextSample promptText(Envelope envelope, byte[] body, int most) {
        return PromptText.of(envelope, body, most);
    }

    @Override
    public StreamTap stream(Envelope envelope, Identity identity, Quirks quirks, Closing closing) {
        return new ResponseTap(identity, closing);
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
    public StreamTap framed(StreamTap tap) {
        return switch (form) {
            case EVENTS -> tap;
            case ARRAY -> new ArrayTap(tap);
        };
    }

    @Override
    public String streamType() {
        return switch (form) {
            case EVENTS -> Dialect.super.streamType();
            case ARRAY -> "application/json; charset=utf-8";
        };
    }

    @Override
    public byte[] keepAlive() {
        return NOTHING.clone();
    }
}
