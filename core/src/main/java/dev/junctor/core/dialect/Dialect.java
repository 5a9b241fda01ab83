package dev.junctor.core.dialect;

import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Quirks;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.json.Splice;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A wire protocol: pure functions over bytes, without sockets, clocks or chance. It reads and answers callers, and leads
 * to endpoints that speak it too.
 */
public interface Dialect extends Bridge {
    /** Its name in catalog and configuration, as {@code openai-chat}. */
    @Override
    String name();

    /**
     * Reads what routing needs to know.
     *
     * @param body holds the request's body from 0 to {@code length}; not kept
     */
    Peeked peek(RequestLine line, byte[] body, int length);

    /** The path below a provider's base URL that serves a request, as {@code /chat/completions}. */
    String path(Envelope envelope, Endpoint endpoint);

    /** Headers of a caller's that mean something to a provider, by lower-case name. */
    default Map<String, String> headers(UnaryOperator<String> sent) {
        return Map.of();
    }

    /**
     * What must change in the caller's body for an endpoint: the model's name, what only Junctor understands, the
     * provider's quirks, the request for usage.
     *
     * @param body the same bytes that were peeked
     * @param bound tokens that each completion may have, which the caller did not set; 0 for none
     */
    List<Splice> edits(Envelope envelope, byte[] body, Endpoint endpoint, long bound);

    /**
     * The same for a caller that may have brought back state of other providers, which this one cannot read.
     *
     * @param incoming the same bytes that were peeked, and what opens the state in them
     */
    default List<Splice> edits(
            Envelope envelope, Incoming incoming, Endpoint endpoint, long bound) {
        return edits(envelope, incoming.body(), endpoint, bound);
    }

    @Override
    default Outgoing send(Envelope envelope, Incoming incoming, Endpoint endpoint, long bound) {
        return new OwnRequest(
                this,
                envelope,
                endpoint,
                headers(incoming.headers()),
                edits(envelope, incoming, endpoint, bound));
    }

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
     * @param details more about it, as a JSON object; empty for none
     * @param metadata the routing metadata beside the error, as a JSON object; empty when the caller did not ask for it
     */
    ErrorAnswer error(Fault fault, String details, String metadata);

    /** A stream in the form in which its caller wants it, whoever wrote it. */
    default StreamTap framed(StreamTap tap) {
        return tap;
    }

    /** The media type of a stream. */
    default String streamType() {
        return "text/event-stream; charset=utf-8";
    }

    /** What may be sent while a caller waits for a stream. */
    byte[] keepAlive();
}
