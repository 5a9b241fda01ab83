package dev.junctor.engine.port;

/**
 * Bytes on their way, opaque: the network's buffers go through unchanged in production, arrays in simulation.
 *
 * <p>Whoever is given a chunk owns it and hands it on or releases it, once.
 */
public interface Chunk {
    /** How many bytes. */
    int length();

    /** Copies all of it. */
    void copyTo(byte[] target, int offset);

    /** A part of it, owned apart from the whole. */
    Chunk part(int from, int to);

    /** Gives the bytes back. */
    void release();
}
