package dev.junctor.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the parts of a body that are written in one turn of the loop, and sends them as one chunk behind the head
 * that may still wait. Small parts are copied into one buffer, for one {@code send}; large ones go as they are.
 */
final class ChunkOutlet {
    private static final int COPIED_BYTES = 4 * 1024;
    private static final int FRAME_BYTES = 24;
    private static final byte[] LINE_END = {'\r', '\n'};
    private static final byte[] LAST_CHUNK = {'0', '\r', '\n', '\r', '\n'};

    private final Channel channel;
    private final Body body;
    private final List<ByteBuf> parts = new ArrayList<>(2);
    private @Nullable ByteBuf head;
    private int bytes;

    /** How a body goes out. */
    enum Body {
        /** In chunks. */
        CHUNKED,
        /** As it is, ended by the connection's end. */
        BARE,
        /** Not at all, as behind a HEAD. */
        NONE
    }

    ChunkOutlet(Channel channel, Body body, ByteBuf head) {
        this.channel = channel;
        this.body = body;
        this.head = head;
    }

    /** Takes a part over. */
    void add(ByteBuf part) {
        int length = part.readableBytes();
        if (length == 0 || body == Body.NONE) {
            part.release();
            return;
        }
        parts.add(part);
        bytes += length;
    }

    int bytes() {
        return bytes;
    }

    boolean isEmpty() {
        return head == null && parts.isEmpty();
    }

    /** Hands what waits to the channel, unflushed; more may follow. */
    void pass() {
        if (!isEmpty()) {
            send(false);
        }
    }

    /** Hands what waits and the end of the body to the channel, unflushed. */
    void passLast() {
        send(true);
    }

    void release() {
        ByteBuf waiting = head;
        if (waiting != null) {
            head = null;
            waiting.release();
        }
        parts.forEach(ByteBuf::release);
        parts.clear();
        bytes = 0;
    }

    private void send(boolean last) {
        ByteBuf out = begin();
        if (bytes > 0 && body == Body.CHUNKED) {
            HeadWriter.hexadecimal(out, bytes);
            out.writeBytes(LINE_END);
        }
        for (int i = 0; i < parts.size(); i++) {
            ByteBuf part = parts.get(i);
            if (part.readableBytes() <= COPIED_BYTES) {
                out.writeBytes(part);
                part.release();
            } else {
                write(out);
                write(part);
                out = channel.alloc().ioBuffer(FRAME_BYTES);
            }
        }
        if (body == Body.CHUNKED) {
            if (bytes > 0) {
                out.writeBytes(LINE_END);
            }
            if (last) {
                out.writeBytes(LAST_CHUNK);
            }
        }
        parts.clear();
        bytes = 0;
        write(out);
    }

    private ByteBuf begin() {
        ByteBuf waiting = head;
        if (waiting != null) {
            head = null;
            return waiting;
        }
        return channel.alloc().ioBuffer(FRAME_BYTES + Math.min(bytes, 2 * COPIED_BYTES));
    }

    private void write(ByteBuf out) {
        if (out.isReadable()) {
            channel.write(out, channel.voidPromise());
        } else {
            out.release();
        }
    }
}
