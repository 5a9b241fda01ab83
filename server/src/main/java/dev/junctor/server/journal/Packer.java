package dev.junctor.server.journal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes numbers and texts in as few bytes as is cheap: numbers as varints of seven bits, texts in UTF-8, a text that
 * came before as its number among the texts.
 */
final class Packer {
    /** How a text's head tells what follows; the head is {@code size << 2 | form}. */
    static final int UTF_8 = 0;

    static final int REPEATED = 1;
    static final int UTF_16 = 2;

    /** Texts that are shorter are not worth a look whether they came before. */
    static final int SHORTEST_REPEATED = 3;

    private byte[] bytes = new byte[512];
    private int size;
    private String[] texts = new String[24];
    private int count;

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    void one(int value) {
        room(1);
        bytes[size++] = (byte) value;
    }

    /** Seven bits a byte, the lowest first; all 64 bits are taken as positive. */
    void unsigned(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** Small numbers of either sign in few bytes. */
    void signed(long value) {
        unsigned((value << 1) ^ (value >> 63));
    }

    void text(String text) {
        int length = text.length();
        if (length >= SHORTEST_REPEATED) {
            for (int i = 0; i < count; i++) {
                String earlier = texts[i];
                if (earlier.length() == length && earlier.equals(text)) {
                    unsigned(((long) i << 2) | REPEATED);
                    return;
                }
            }
            if (count == texts.length) {
                texts = Arrays.copyOf(texts, count * 2);
            }
            texts[count++] = text;
        }
        if (!ascii(text)) {
            wide(text);
        }
    }

    /** Writes a text of ASCII only; otherwise nothing. */
    private boolean ascii(String text) {
        int start = size;
        int length = text.length();
        unsigned(((long) length << 2) | UTF_8);
        room(length);
        for (int i = 0; i < length; i++) {
            char next = text.charAt(i);
            if (next >= 0x80) {
                size = start;
                return false;
            }
            bytes[size++] = (byte) next;
        }
        return true;
    }

    /** Half a surrogate pair, which JSON allows, has no UTF-8: such a text is kept in UTF-16. */
    private void wide(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        boolean whole = new String(utf8, StandardCharsets.UTF_8).equals(text);
        byte[] written = whole ? utf8 : halves(text);
        unsigned(((long) written.length << 2) | (whole ? UTF_8 : UTF_16));
        room(written.length);
        System.arraycopy(written, 0, bytes, size, written.length);
        size += written.length;
    }

    private static byte[] halves(String text) {
        byte[] halves = new byte[2 * text.length()];
        for (int i = 0; i < text.length(); i++) {
            halves[2 * i] = (byte) (text.charAt(i) >> 8);
            halves[2 * i + 1] = (byte) text.charAt(i);
        }
        return halves;
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
