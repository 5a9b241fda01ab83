package dev.junctor.engine.relay;

import dev.junctor.core.json.Bytes;
import dev.junctor.engine.port.Chunk;

/**
 * Room that belongs to one event loop and, with its content, to one turn of it: nobody keeps a reference.
 *
 * <p>Scanners read heap arrays: copying 200 KB into a warm one costs 2 µs, reading direct memory byte by byte far more.
 */
public final class Scratch {
    private static final int KEPT_BYTES = 1 << 20;

    private byte[] input = new byte[64 * 1024];
    private final Bytes output = new Bytes(16 * 1024);

    /** Copies a chunk and returns the array that has it, from 0 to its length. */
    public byte[] read(Chunk chunk) {
        byte[] room = input;
        if (chunk.length() > room.length) {
            room = new byte[Math.max(chunk.length(), Math.min(room.length * 2, KEPT_BYTES))];
            if (room.length <= KEPT_BYTES) {
                input = room;
            }
        }
        chunk.copyTo(room, 0);
        return room;
    }

    /** An empty buffer to write to. */
    public Bytes output() {
        output.clear();
        return output;
    }
}
