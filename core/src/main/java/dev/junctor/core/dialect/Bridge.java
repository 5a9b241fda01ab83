package dev.junctor.core.dialect;

import dev.junctor.core.catalog.Endpoint;

/**
 * The way of requests from callers of one dialect to endpoints of one. Where both are the same, the {@link Dialect}
 * itself is the bridge and the bytes stay the caller's and the provider's; otherwise it is a {@link Crossing}.
 */
public interface Bridge {
    /** The dialect in which endpoints are asked, as {@code openai-chat}. */
    String name();

    /** Whether an endpoint can be told how many tokens a completion may have. */
    boolean takesBound(Endpoint endpoint);

    /**
     * A request as an endpoint gets it.
     *
     * @param incoming the same bytes that were peeked
     * @param bound tokens that each completion may have, which the caller did not set; 0 for none; only where
     *     {@link #takesBound}
     */
    Outgoing send(Envelope envelope, Incoming incoming, Endpoint endpoint, long bound);
}
