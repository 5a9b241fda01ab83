package dev.junctor.core.dialect;

import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Quirks;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.json.Splice;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The way of a request from its caller's dialect to an endpoint's and of the answer back. Where both speak the same, the
 * {@link Dialect} itself is the bridge and the bytes stay the caller's and the provider's; otherwise they are translated.
 */
public interface Bridge {
    /** The dialect in which the endpoint is asked, as {@code openai-chat}. */
    String name();

    /** The path below the provider's base URL that serves a request, as {@code /chat/completions}. */
    String path(Envelope envelope, Endpoint endpoint);

    /**
     * What must change in the caller's body for an endpoint: the model's name, what only Junctor understands, the
     * provider's quirks, the request for usage; or all of it, where the endpoint speaks another dialect.
     *
     * @param body the same bytes that were peeked
     * @param bound tokens that each completion may have, which the caller did not set; 0 for none; only where
     *     {@link #takesBound}
     */
    List<Splice> edits(Envelope envelope, byte[] body, Endpoint endpoint, long bound);

    /** Whether an endpoint can be told how many tokens a completion may have. */
    boolean takesBound(Endpoint endpoint);

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
}
