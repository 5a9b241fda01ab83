package dev.junctor.server.journal;

import java.io.IOException;
import java.nio.ByteBuffer;

/** One open file of a journal. */
public interface SegmentFile extends AutoCloseable {
    /** How many bytes it has. */
    long size() throws IOException;

    /** Fills the buffer from a place in the file on, as far as the file goes. */
    void read(ByteBuffer into, long offset) throws IOException;

    /** Writes all of the buffer; it may be lost until {@link #force}. */
    void write(ByteBuffer from, long offset) throws IOException;

    /** When it returns, what was written outlives a crash; when it fails, nobody knows what does. */
    void force() throws IOException;

    @Override
    void close() throws IOException;
}
