package dev.junctor.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * Gathers a body. Large parts are kept as they came; small ones are copied together, since a slice of one byte would
 * hold the whole buffer it was read into.
 */
final class BodyGather {
    private static final int SMALL_BYTES = 8 * 1024;
    private static final int FIRST_COPY_BYTES = 16 * 1024;
    private static final int COPY_BYTES = 64 * 1024;

    private final ByteBufAllocator allocator;
    private @Nullable ByteBuf first;
    private @Nullable CompositeByteBuf parts;
    private @Nullable ByteBuf copies;
    private long size;

    BodyGather(ByteBufAllocator allocator) {
        this.allocator = allocator;
    }

    long size() {
        return size;
    }

    /** Takes a part over. */
    void add(ByteBuf part) {
        int length = part.readableBytes();
        if (length == 0) {
            part.release();
            return;
        }
        boolean alone = size == 0;
        size += length;
        if (alone) {
            first = part;
            return;
        }
        ByteBuf lone = first;
        if (lone != null) {
            first = null;
            append(lone);
        }
        append(part);
    }

    /** Hands the body over; nothing is gathered any more. */
    ByteBuf take() {
        ByteBuf lone = first;
        if (lone != null) {
            first = null;
            return lone;
        }
        CompositeByteBuf whole = parts;
        ByteBuf tail = copies;
        parts = null;
        copies = null;
        if (whole == null) {
            return tail == null ? Unpooled.EMPTY_BUFFER : tail;
        }
        return tail == null ? whole : whole.addComponent(true, tail);
    }

    void release() {
        take().release();
    }

    private void append(ByteBuf part) {
        if (part.readableBytes() >= SMALL_BYTES) {
            closeCopies();
            parts().addComponent(true, part);
            return;
        }
        ByteBuf tail = copies;
        if (tail == null || tail.maxWritableBytes() < part.readableBytes()) {
            closeCopies();
            int begin = parts == null ? FIRST_COPY_BYTES : COPY_BYTES;
            tail = allocator.buffer(begin, COPY_BYTES);
            copies = tail;
        }
        tail.writeBytes(part);
        part.release();
    }

    private void closeCopies() {
        ByteBuf tail = copies;
        if (tail != null) {
            copies = null;
            parts().addComponent(true, tail);
        }
    }

    private CompositeByteBuf parts() {
        CompositeByteBuf whole = parts;
        if (whole == null) {
            whole = allocator.compositeBuffer(Integer.MAX_VALUE);
            parts = whole;
        }
        return whole;
    }
}
