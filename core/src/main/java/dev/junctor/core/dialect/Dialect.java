package dev.junctor.core.dialect;

import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Quirks;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.json.Splice;
import java.util.List;
import java.util.function.UnaryOperator;

/** A wire protocol: pure functions over bytes, without sockets, clocks or chance. */
public interface Dialect {
    /** Its name in catalog and configuration, as {@code openai-chat}. */
    String name();

    /** The path below a provider's base URL that serves an operation, as {@code /chat/completions}. */
    String path(Operation operation);

    /**
     * Reads what routing needs to know.
     *
     * @param body holds the request's body from 0 to {@code length}; not kept
     */
    Peeked peek(Operation operation, byte[] body, int length);

    /**
     * What must change in the caller's body for an endpoint: the model's name, what only Junctor understands, the
     * provider's quirks, the request for usage.
     *
     * @param body the same bytes that were peeked
     */
    default List<Splice> edits(Envelope envelope, byte[] body, Endpoint endpoint) {
        return edits(envelope, body, endpoint, 0);
    }

    /**
     * The same, with a bound for the completion that the caller did not set.
     *
     * @param bound tokens that each completion may have; 0 for none; only where {@link #takesBound}
     */
    List<Splice> edits(Envelope envelope, byte[] body, Endpoint endpoint, long bound);

    /** Whether an endpoint can be told how many tokens a completion may have. */
    boolean takesBound(Endpoint endpoint);

    /**
     * The text of a prompt, to count its tokens by.
     *
     * @param body the same bytes that were peeked
     * @param most bytes to keep of it
     * @return empty where a dialect cannot tell
     */
    default TextSample promptText(Envelope envelope, byte[] body, int most) {
        return new TextSample(most);
    }

    /** Watches a streamed answer. */
    StreamTap stream(Envelope envelope, Identity identity, Quirks quirks, Closing closing);

    /** Reads a whole unary answer of status 200, from 0 to {@code length}. */
    Rewritten rewrite(
            Envelope envelope,
            byte[] body,
            int length,
            Identity identity,
            Quirks quirks,
            Closing closing);

    /**
     * What a provider's refusal means.
     *
     * @param status its HTTP status, never 2xx
     * @param headers from a lower-case header name to its value; empty when absent
     * @param body holds its body from 0 to {@code length}; JSON, HTML or nothing
     */
    Fault classify(int status, UnaryOperator<String> headers, byte[] body, int length);

    /**
     * An error as a whole answer.
     *
     * @param details more fields of {@code error.metadata}, as a JSON object; empty for none
     * @param metadata the routing metadata beside the error, as a JSON object; empty when the caller did not ask for it
     */
    byte[] error(Fault fault, String details, String metadata);

    /** An error as the last event of a stream that has begun. */
    byte[] streamError(Fault fault, Identity identity, AnswerFacts soFar, Closing closing);

    /** What may be sent while a caller waits for a stream. */
    byte[] keepAlive();
}
