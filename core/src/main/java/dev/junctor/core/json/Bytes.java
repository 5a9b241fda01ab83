package dev.junctor.core.json;

import java.util.Arrays;

/** Bytes that grow; reused from turn to turn, so that a stream keeps nothing large of its own. */
public final class Bytes {
    private byte[] array;
    private int length;

    /** Room for {@code capacity} bytes to begin with. */
    public Bytes(int capacity) {
        this.array = new byte[capacity];
    }

    /** Appends a part of an array. */
    public void append(byte[] source, int from, int to) {
        int count = to - from;
        reserve(count);
        System.arraycopy(source, from, array, length, count);
        length += count;
    }

    /** Appends a whole array. */
    public void append(byte[] source) {
        append(source, 0, source.length);
    }

    /** Forgets the content and keeps the room. */
    public void clear() {
        length = 0;
    }

    /** Keeps the first {@code count} bytes. */
    public void cut(int count) {
        length = Math.min(length, count);
    }

    /** How many bytes there are. */
    public int length() {
        return length;
    }

    /** The bytes themselves, valid up to {@link #length} and only until the next append. */
    public byte[] array() {
        return array;
    }

    /** A copy of the content. */
    public byte[] toArray() {
        return Arrays.copyOf(array, length);
    }

    private void reserve(int more) {
        if (array.length - length < more) {
            array = Arrays.copyOf(array, Math.max(array.length * 2, Math.addExact(length, more)));
        }
    }
}
