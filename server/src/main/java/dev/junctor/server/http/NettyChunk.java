package dev.junctor.server.http;

import dev.junctor.engine.port.Chunk;
import io.netty.buffer.ByteBuf;

/** Bytes in a buffer of the network's own. */
public record NettyChunk(ByteBuf buffer) implements Chunk {
    @Override
    public int length() {
        return buffer.readableBytes();
    }

    @Override
    public void copyTo(byte[] target, int offset) {
        buffer.getBytes(buffer.readerIndex(), target, offset, buffer.readableBytes());
    }

    @Override
    public Chunk part(int from, int to) {
        return new NettyChunk(buffer.retainedSlice(buffer.readerIndex() + from, to - from));
    }

    @Override
    public void release() {
        buffer.release();
    }
}
