package dev.junctor.wire;

import io.netty.buffer.ByteBuf;

/** Asks other servers, from one event loop; connections are pooled by origin and stay on the loop. */
public interface Client {
    /**
     * Sends a request; what comes back goes to the listener on the loop, never before this call returns.
     *
     * @param body handed over
     * @param connectNanos how long connecting may take, waiting for a free connection included
     * @throws IllegalStateException when called on another thread than the loop's
     */
    Call send(
            Origin origin,
            RequestHead head,
            ByteBuf body,
            long connectNanos,
            AnswerListener listener);

    /** A request under way. */
    interface Call {
        /** Reads no more until {@link #resume}. */
        void pause();

        /** Reads on. */
        void resume();

        /** Closes the connection; the listener hears nothing more. */
        void cancel();
    }
}
