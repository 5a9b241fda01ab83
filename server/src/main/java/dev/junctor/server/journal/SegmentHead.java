package dev.junctor.server.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The first block of a segment: eight letters, the number of the format, the first sequence, and a checksum. It is
 * written with the segment's first entries and never again.
 */
final class SegmentHead {
    /** A block of its own, so that no later write touches it. */
    static final int SIZE = 4096;

    /** The format that is written here. Letters, version and checksum stay where they are in every later one. */
    static final int VERSION = 1;

    private static final long LETTERS = 0x4A554E43544F524AL; // JUNCTORJ
    private static final int CHECKED = 20;

    private SegmentHead() {}

    /** Puts it at the beginning of a buffer. */
    static void put(ByteBuffer out, int version, long firstSequence) {
        out.putLong(LETTERS).putInt(version).putLong(firstSequence);
        out.putInt((int) checksum(out.duplicate().flip()));
        out.put(new byte[SIZE - CHECKED - Integer.BYTES]);
    }

    /** What it says, as far as it can be read. */
    static Said read(SegmentFile file) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(CHECKED + Integer.BYTES);
        file.read(head, 0);
        if (head.hasRemaining()
                || head.getLong(0) != LETTERS
                || head.getInt(CHECKED) != (int) checksum(head.duplicate().flip().limit(CHECKED))) {
            return new Said(0, 0);
        }
        return new Said(head.getInt(Long.BYTES), head.getLong(Long.BYTES + Integer.BYTES));
    }

    private static long checksum(ByteBuffer bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        return checksum.getValue();
    }

    /**
     * What a head says.
     *
     * @param version 0 when it cannot be read
     */
    record Said(int version, long firstSequence) {}
}
