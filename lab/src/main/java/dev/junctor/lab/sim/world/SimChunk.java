package dev.junctor.lab.sim.world;

import dev.junctor.engine.port.Chunk;
import java.util.Arrays;

/** Bytes in an array, counted by their process; whoever uses them after giving them back has broken a law. */
public final class SimChunk implements Chunk {
    private final byte[] bytes;
    private final Life life;
    private boolean released;

    /** Takes over the bytes. */
    public SimChunk(byte[] bytes, Life life) {
        this.bytes = bytes;
        this.life = life;
        life.chunks(1);
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
        return new SimChunk(Arrays.copyOfRange(bytes, from, to), life);
    }

    @Override
    public void release() {
        check();
        released = true;
        life.chunks(-1);
    }

    /** Takes the bytes out and gives them back. */
    public static byte[] drain(Chunk chunk) {
        byte[] bytes = new byte[chunk.length()];
        chunk.copyTo(bytes, 0);
        chunk.release();
        return bytes;
    }

    private void check() {
        if (released) {
            throw new Broken(Law.RESOURCES, "bytes were used after they had been given back");
        }
    }
}
