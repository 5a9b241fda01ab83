package dev.junctor.server.http;

import dev.junctor.wire.Caller;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.Semaphore;

/**
 * Sends what is written to it to a caller in parts, and waits while the caller does not read: at most one part and what
 * the connection holds is in memory. The head leaves with the first part. One thread that may block.
 */
final class CallerOutput extends OutputStream {
    private static final int PART_BYTES = 64 * 1_024;

    private final Caller caller;
    private final int status;
    private final String[] fields;
    private final Semaphore room = new Semaphore(0);
    private final byte[] part = new byte[PART_BYTES];
    private int size;
    private boolean begun;
    private boolean full; // of the loop
    private volatile boolean gone;

    CallerOutput(Caller caller, int status, String... fields) {
        this.caller = caller;
        this.status = status;
        this.fields = fields;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        int left = length;
        while (left > 0) {
            int now = Math.min(left, PART_BYTES - size);
            System.arraycopy(bytes, from, part, size, now);
            size += now;
            from += now;
            left -= now;
            if (size == PART_BYTES) {
                send();
            }
        }
    }

    private void send() throws IOException {
        begin();
        ByteBuf bytes = Unpooled.wrappedBuffer(Arrays.copyOf(part, size));
        size = 0;
        caller.loop()
                .execute(() -> {
                    caller.write(bytes);
                    full = !caller.writable();
                    if (!full) {
                        room.release();
                    }
                });
        try {
            room.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("nobody waits for this any more", e);
        }
        if (gone) {
            throw new IOException("the caller is gone");
        }
    }

    private void begin() {
        if (!begun) {
            begun = true;
            caller.loop()
                    .execute(() -> {
                        caller.watch(this::drained, this::left);
                        caller.head(status, fields);
                    });
        }
    }

    private void drained() {
        if (full) {
            full = false;
            room.release();
        }
    }

    private void left() {
        gone = true;
        room.release();
    }

    /** Whether anything was sent. */
    boolean hasBegun() {
        return begun;
    }

    /** All was written. */
    void end() throws IOException {
        if (size > 0) {
            send();
        }
        begin();
        caller.loop().execute(caller::end);
    }

    /** No more can be written. */
    void abort() {
        caller.loop().execute(caller::abort);
    }
}
