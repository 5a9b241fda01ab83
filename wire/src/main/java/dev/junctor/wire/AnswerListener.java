package dev.junctor.wire;

import io.netty.buffer.ByteBuf;

/** Hears of an answer: {@code head}, then parts, then exactly one of {@code ended} and {@code failed}. */
public interface AnswerListener {
    /** The head came; answers of 1xx are not told. */
    void head(int status, Headers headers);

    /** A part of the body, without its framing; the listener owns it. */
    void part(ByteBuf bytes);

    /** The body is complete. */
    void ended();

    /** There is no whole answer; before or after the head. */
    void failed(Failure failure);

    /**
     * Why there is no whole answer.
     *
     * @param detail for people, without headers or content
     */
    record Failure(Cause cause, String detail) {}

    /** The ways to fail. */
    enum Cause {
        NAME,
        CONNECT,
        CONNECT_TIMEOUT,
        BUSY,
        TLS,
        CLOSED,
        CUT,
        MALFORMED
    }
}
