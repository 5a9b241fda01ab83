package dev.junctor.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;

/** The way back to who asked. Everything is called on the loop; an answer from another thread is refused. */
public interface Caller {
    /** The loop on which this caller lives. */
    EventLoop loop();

    /**
     * A whole answer; its length is added. The body is not sent for HEAD.
     *
     * @param body handed over
     * @param fields header names and values in turn, without those that say where a message or a connection ends
     * @throws IllegalArgumentException when a value has a line break; another answer may be given then
     */
    void answer(int status, ByteBuf body, String... fields);

    /**
     * The head of an answer in chunks. It waits for the first chunk of the same turn of the loop, but not longer.
     *
     * @param fields header names and values in turn, without those that say where a message or a connection ends
     * @throws IllegalArgumentException when a value has a line break; another answer may be given then
     */
    void head(int status, String... fields);

    /** A part of the body, handed over. What is written in one turn leaves together. */
    void write(ByteBuf part);

    /** Whether less waits to be sent than the high-water mark. */
    boolean writable();

    /** The body is complete. */
    void end();

    /** Cuts the connection without the body's end; what was written before is still sent if it can be at once. */
    void abort();

    /**
     * Who hears of the caller; replaces who heard before.
     *
     * @param drained it takes more again after {@link #writable} was false
     * @param gone it hung up before the end of the answer; at most once, also when it is gone already
     */
    void watch(Runnable drained, Runnable gone);
}
