package dev.junctor.engine.fake;

import dev.junctor.engine.port.Chunk;
import java.util.Arrays;

/** Bytes in an array; using them after the release fails. */
public final class ArrayChunk implements Chunk {
    private final byte[] bytes;
    private boolean released;

    public ArrayChunk(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public int length() {
        check();
        return bytes.length;
    }

    @Override
    public void copyTo(byte[] target, int offset) {
        check();
        System.arraycopy(bytes, 0, target, offset, bytes.length);
    }

    @Override
    public Chunk part(int from, int to) {
        check();
        return new ArrayChunk(Arrays.copyOfRange(bytes, from, to));
    }

    @Override
    public void release() {
        check();
        released = true;
    }

    /** Whether it was given back. */
    public boolean released() {
        return released;
    }

    private void check() {
        if (released) {
            throw new IllegalStateException("used after it was released");
        }
    }
}
