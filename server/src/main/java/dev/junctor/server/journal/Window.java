package dev.junctor.server.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** A part of a segment in memory, through which entries are found. One thread. */
final class Window {
    private static final int USUAL = 256 << 10;

    private final SegmentFile file;
    private final long fileSize;
    private final CRC32C checksum = new CRC32C();
    private ByteBuffer bytes = ByteBuffer.allocate(0);
    private long start;
    private int index;
    private long sequence;
    private int before;
    private int length;

    Window(SegmentFile file) throws IOException {
        this.file = file;
        this.fileSize = file.size();
    }

    /** Forgets what was read, since the file has grown. */
    void refresh() {
        bytes.limit(0);
    }

    /** Whether an entry with a sequence in a range begins at an offset; then the others tell of it. */
    boolean find(long offset, long lowest, long highest) throws IOException {
        if (!load(offset, Frame.HEAD)) {
            return false;
        }
        sequence = bytes.getLong(index + Frame.SEQUENCE);
        length = bytes.getInt(index + Frame.LENGTH);
        before = bytes.getInt(index + Frame.BEFORE);
        if (sequence < lowest
                || sequence > highest
                || length <= 0
                || before < 0
                || !load(offset, Frame.HEAD + (long) length)) {
            return false;
        }
        checksum.reset();
        checksum.update(bytes.array(), index + Frame.LENGTH, Frame.HEAD - Frame.LENGTH + length);
        return (int) checksum.getValue() == bytes.getInt(index);
    }

    /** The first offset from {@code from} on where such an entry begins; −1 for none. */
    long search(long from, long lowest, long highest) throws IOException {
        for (long at = from; at + Frame.HEAD < fileSize; at += Frame.ALIGNMENT) {
            if (find(at, lowest, highest)) {
                return at;
            }
        }
        return -1;
    }

    /** Whether nothing was ever written at an offset, or an orderly write ended there. */
    boolean isEnd(long offset) throws IOException {
        if (!load(offset, Frame.HEAD)) {
            return true; // no entry fits there
        }
        return bytes.getLong(index) == 0
                && bytes.getLong(index + 8) == 0
                && bytes.getInt(index + 16) == 0;
    }

    long sequence() {
        return sequence;
    }

    /** How many entries of the same write stand before it. */
    int before() {
        return before;
    }

    int length() {
        return length;
    }

    byte[] array() {
        return bytes.array();
    }

    /** Where the record begins in {@link #array}. */
    int recordIndex() {
        return index + Frame.HEAD;
    }

    long fileSize() {
        return fileSize;
    }

    /** Brings {@code size} bytes from an offset on into memory; false when the file ends before. */
    private boolean load(long offset, long size) throws IOException {
        if (size > fileSize - offset) {
            return false;
        }
        if (offset < start || offset + size > start + bytes.limit()) {
            if (bytes.capacity() < size || bytes.capacity() == 0) {
                bytes = ByteBuffer.allocate((int) Math.max(Math.min(USUAL, fileSize), size));
            }
            bytes.clear();
            bytes.limit((int) Math.min(bytes.capacity(), fileSize - offset));
            file.read(bytes, offset);
            bytes.flip();
            start = offset;
            if (bytes.limit() < size) {
                return false;
            }
        }
        index = (int) (offset - start);
        return true;
    }
}
