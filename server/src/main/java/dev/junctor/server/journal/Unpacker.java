package dev.junctor.server.journal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what {@link Packer} wrote. Texts that come again and again are one object. */
final class Unpacker {
    private static final int REMEMBERED = 1 << 12;
    private static final int LONGEST_REMEMBERED = 200;

    private final String[] remembered = new String[REMEMBERED];
    private byte[] bytes = new byte[0];
    private int at;
    private int end;
    private String[] texts = new String[24];
    private int count;

    Unpacker() {
        Arrays.fill(remembered, "");
    }

    /** What is read next. */
    void over(byte[] array, int from, int to) {
        bytes = array;
        at = from;
        end = to;
        count = 0;
    }

    boolean isAtEnd() {
        return at == end;
    }

    int one() {
        need(1);
        return bytes[at++] & 0xFF;
    }

    long unsigned() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = one();
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number has more than ten bytes");
    }

    long signed() {
        long value = unsigned();
        return (value >>> 1) ^ -(value & 1);
    }

    /** A number of things, of which each takes a byte at least. */
    int size() {
        long size = unsigned();
        if (size < 0 || size > end - at) {
            throw new IllegalArgumentException("more is announced than there is");
        }
        return (int) size;
    }

    String text() {
        long head = unsigned();
        int form = (int) head & 3;
        long size = head >>> 2;
        if (form == Packer.REPEATED) {
            if (size >= count) {
                throw new IllegalArgumentException("a text is repeated that did not come before");
            }
            return texts[(int) size];
        }
        need(size);
        int from = at;
        at += (int) size;
        String text =
                switch (form) {
                    case Packer.UTF_8 -> utf8(from, (int) size);
                    case Packer.UTF_16 -> halves(from, (int) size / 2);
                    default -> throw new IllegalArgumentException("a text of an unknown form");
                };
        if (text.length() >= Packer.SHORTEST_REPEATED) {
            if (count == texts.length) {
                texts = Arrays.copyOf(texts, count * 2);
            }
            texts[count++] = text;
        }
        return text;
    }

    private String utf8(int from, int size) {
        if (size > LONGEST_REMEMBERED) {
            return new String(bytes, from, size, StandardCharsets.UTF_8);
        }
        int hash = 0;
        for (int i = from; i < from + size; i++) {
            hash = 31 * hash + bytes[i];
        }
        int slot = (hash ^ (hash >>> 15)) & (REMEMBERED - 1);
        String known = remembered[slot];
        if (isAscii(known, from, size)) {
            return known;
        }
        String text = new String(bytes, from, size, StandardCharsets.UTF_8);
        remembered[slot] = text;
        return text;
    }

    private boolean isAscii(String known, int from, int size) {
        if (known.length() != size) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            if (known.charAt(i) != bytes[from + i]) { // a byte over 127 is negative: no character
                return false;
            }
        }
        return true;
    }

    private String halves(int from, int length) {
        char[] text = new char[length];
        for (int i = 0; i < length; i++) {
            text[i] = (char) ((bytes[from + 2 * i] << 8) | (bytes[from + 2 * i + 1] & 0xFF));
        }
        return new String(text);
    }

    private void need(long size) {
        if (size > end - at) {
            throw new IllegalArgumentException("a record ends in its middle");
        }
    }
}
