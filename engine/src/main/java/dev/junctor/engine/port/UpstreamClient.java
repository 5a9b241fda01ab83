package dev.junctor.engine.port;

import dev.junctor.core.catalog.Provider;
import java.util.List;
import java.util.Map;

/** The way to the providers, on the loop of the request. */
public interface UpstreamClient {
    /**
     * Sends a request; what comes back goes to the listener, never before this call returns.
     *
     * @param path below the provider's base URL for the dialect, with its leading slash
     * @param headers that go with it beside the provider's own, by lower-case name; mostly none
     * @param body in parts; handed over
     * @param connectNanos how long connecting may take, waiting for a free connection included
     */
    Exchange open(
            Provider provider,
            String dialect,
            String path,
            Map<String, String> headers,
            List<Chunk> body,
            long connectNanos,
            Listener listener);

    /** A request under way. */
    interface Exchange {
        /** Reads no more until {@link #resume}. */
        void pause();

        /** Reads on. */
        void resume();

        /** Closes the connection; the listener hears nothing more. */
        void cancel();
    }

    /** Who hears of the answer: {@code head}, then chunks, then exactly one of {@code ended} and {@code failed}. */
    interface Listener {
        /** The head came. */
        void head(int status, Headers headers);

        /** A part of the body came; the listener owns it. */
        void chunk(Chunk chunk);

        /** The body is complete. */
        void ended();

        /** It failed, before or after the head. */
        void failed(Failure failure);
    }

    /** Headers by lower-case name. */
    interface Headers {
        /** The first value of a header; empty when absent. */
        String value(String name);
    }

    /**
     * Why there is no whole answer.
     *
     * @param detail for people, without key or content
     */
    record Failure(Cause cause, String detail) {}

    /** The ways to fail. */
    enum Cause {
        /** The name of the host is not found. */
        NAME,
        /** Nobody accepts the connection. */
        CONNECT,
        /** Connecting took too long. */
        CONNECT_TIMEOUT,
        /** All connections are busy and the queue is full or was too slow. */
        BUSY,
        /** The certificate or the handshake was refused. */
        TLS,
        /** The connection closed before the head. */
        CLOSED,
        /** The connection closed in the middle of the body. */
        CUT,
        /** What came is not HTTP. */
        MALFORMED
    }
}
