package dev.junctor.server.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * How an entry lies in a segment: a checksum over all that follows (CRC32C, RFC 3720 appendix B.4), the length of the
 * record, the entry's sequence, how many entries of the same write stand before it, the record; filled up to eight bytes.
 *
 * <p>The last number tells what had been forced: a write begins only after the one before it was forced, so a valid entry
 * proves that all before the first of its write were on the disk.
 */
final class Frame {
    /** Bytes before the record. */
    static final int HEAD = 20;

    /** Entries begin at multiples of this. */
    static final int ALIGNMENT = 8;

    /** Bytes of {@link #putEnd}. */
    static final int END = 24;

    static final int CHECKSUM = 0;
    static final int LENGTH = 4;
    static final int SEQUENCE = 8;
    static final int BEFORE = 16;

    private Frame() {}

    /** How many bytes an entry takes. */
    static int size(int recordLength) {
        return (HEAD + recordLength + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    /** Puts an entry at the buffer's position. */
    static void put(ByteBuffer out, CRC32C checksum, long sequence, int before, byte[] record) {
        int start = out.position();
        out.putInt(0).putInt(record.length).putLong(sequence).putInt(before).put(record);
        checksum.reset();
        checksum.update(out.duplicate().flip().position(start + LENGTH));
        out.putInt(start, (int) checksum.getValue());
        while ((out.position() - start) % ALIGNMENT != 0) {
            out.put((byte) 0);
        }
    }

    /** Puts what says that a write ended here and nothing follows; the next write begins on top of it. */
    static void putEnd(ByteBuffer out) {
        out.putLong(0).putLong(0).putLong(0);
    }
}
