package dev.junctor.core.dialect;

import dev.junctor.core.fault.Fault;

/**
 * A wire protocol: pure functions over bytes, without sockets, clocks or chance. It reads and answers callers, and is
 * the {@link Bridge} to endpoints that speak it too.
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

    /**
     * An error as a whole answer.
     *
     * @param details more fields of {@code error.metadata}, as a JSON object; empty for none
     * @param metadata the routing metadata beside the error, as a JSON object; empty when the caller did not ask for it
     */
    ErrorAnswer error(Fault fault, String details, String metadata);

    /** An error as the last event of a stream that has begun. */
    byte[] streamError(Fault fault, Identity identity, AnswerFacts soFar, Closing closing);

    /** What may be sent while a caller waits for a stream. */
    byte[] keepAlive();
}
