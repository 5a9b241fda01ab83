package dev.junctor.engine.dispatch;

import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.fault.Fault;

/** How one attempt went, for the health of its endpoint. */
public sealed interface AttemptResult {
    /** The endpoint that was asked. */
    Endpoint endpoint();

    /**
     * It answered in full.
     *
     * @param firstByteNanos until the first byte of the answer
     * @param totalNanos until its end
     * @param completionTokens how many it generated
     */
    record Answered(Endpoint endpoint, long firstByteNanos, long totalNanos, long completionTokens)
            implements AttemptResult {}

    /** It failed. */
    record Failed(Endpoint endpoint, Fault fault) implements AttemptResult {}
}
