package dev.junctor.engine.port;

/** The way back to the caller. */
public interface CallerStream {
    /**
     * A whole answer with its length.
     *
     * @param fields header names and values in turn
     */
    void answer(int status, Chunk body, String... fields);

    /**
     * The head of an answer whose length is not known; body chunks follow.
     *
     * @param fields header names and values in turn
     */
    void head(int status, String... fields);

    /** A part of the body. What is written in one turn of the loop leaves together. */
    void write(Chunk chunk);

    /** Whether the caller takes more; otherwise {@code drained} of {@link #watch} tells when. */
    boolean writable();

    /** The body is complete. */
    void end();

    /** Cuts the connection, so that the caller cannot take the answer for complete. */
    void abort();

    /**
     * Who hears of the caller.
     *
     * @param drained the caller takes more again
     * @param gone the caller hung up before the end; at most once
     */
    void watch(Runnable drained, Runnable gone);
}
