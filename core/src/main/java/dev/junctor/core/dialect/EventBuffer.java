package dev.junctor.core.dialect;

import dev.junctor.core.json.Bytes;

/** Keeps the beginning of an event whose end has not come yet. */
public final class EventBuffer {
    /** How many bytes one event may have: an image comes as one event of several megabytes of base64. */
    public static final int MAX_BYTES = 32 << 20;

    private static final int STEP = 512;
    private static final int KEPT = 4_096;

    private Bytes carry = new Bytes(0);

    /** How many bytes wait. */
    public int length() {
        return carry.length();
    }

    /** The bytes that wait, from 0 to {@link #length}. */
    public byte[] array() {
        return carry.array();
    }

    /** Keeps bytes that begin an event, or go on with it. */
    public void keep(byte[] bytes, int from, int to) {
        carry.append(bytes, from, to);
    }

    /**
     * Adds bytes until the event that waits is whole; then {@link #length} is its length.
     *
     * @return how many bytes were taken, or −1 when all were taken and the event is still not whole
     */
    public int complete(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to) {
            int before = carry.length();
            int step = Math.min(STEP, to - i);
            carry.append(bytes, i, i + step);
            int end = EventFrame.end(carry.array(), 0, before, carry.length());
            if (end >= 0) {
                carry.cut(end);
                return i + (end - before) - from;
            }
            if (carry.length() > MAX_BYTES) {
                return -1;
            }
            i += step;
        }
        return -1;
    }

    /** Forgets what waited, and the room when it was much. */
    public void clear() {
        if (carry.array().length > KEPT) {
            carry = new Bytes(0);
        } else {
            carry.clear();
        }
    }
}
