package dev.junctor.core.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;

/** Keys that are met often, so that reading them from bytes makes no garbage. */
public final class Names {
    private final byte[][] spelled;
    private final String[] names;
    private final int mask;

    /** A table of names in ASCII. */
    public Names(Collection<String> known) {
        int size = Integer.highestOneBit(Math.max(4, known.size() * 4 - 1));
        this.spelled = new byte[size][];
        this.names = new String[size];
        this.mask = size - 1;
        for (String name : known) {
            byte[] ascii = name.getBytes(StandardCharsets.US_ASCII);
            int slot = hash(ascii, 0, ascii.length) & mask;
            while (spelled[slot] != null) {
                slot = slot + 1 & mask;
            }
            spelled[slot] = ascii;
            names[slot] = name;
        }
    }

    /** The name that is spelled from {@code from} to {@code to}: the known one, or a new string. */
    public String of(byte[] bytes, int from, int to) {
        int slot = hash(bytes, from, to) & mask;
        while (spelled[slot] != null) {
            byte[] ascii = spelled[slot];
            if (ascii.length == to - from
                    && Arrays.mismatch(bytes, from, to, ascii, 0, ascii.length) < 0) {
                return names[slot];
            }
            slot = slot + 1 & mask;
        }
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    private static int hash(byte[] bytes, int from, int to) {
        int hash = to - from;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + bytes[i];
        }
        return hash ^ hash >>> 15;
    }
}
