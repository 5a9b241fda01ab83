package dev.junctor.server.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.OptionalLong;

/**
 * The names under which records are known outside: {@code gen-<unix seconds>-<20 alphanumerics>}.
 *
 * <p>A name is made from the record's id and a key, and gives the id back, so nothing has to be stored or looked up.
 * The seconds are those of the id. The 20 alphanumerics hold the other 32 bits of the id, masked, and 86 bits of a keyed
 * hash of the whole id: they tell nothing about how many records there are, and a name that was not made with the key
 * is found false with a chance of 2⁻⁸⁶ to err.
 */
public final class PublicIds {
    /** How many bytes a key has. */
    public static final int KEY_BYTES = 16;

    private static final String PREFIX = "gen-";
    private static final String DIGITS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int HALF_DIGITS = 10;
    private static final int HALF_BITS = 59; // 62^10 > 2^59
    private static final int REST_BITS = 32;
    private static final int HEAD_BITS = HALF_BITS - REST_BITS;
    private static final long REST_MASK = (1L << REST_BITS) - 1;
    private static final long HEAD_MASK = (1L << HEAD_BITS) - 1;
    private static final long HALF_MASK = (1L << HALF_BITS) - 1;
    private static final long MILLIS_MASK = (1L << IdMaker.BELOW_MILLIS) - 1;

    private final SipHash hash;

    /**
     * Names under a key.
     *
     * @param key 16 random bytes
     */
    public PublicIds(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("the key of public ids has 16 bytes");
        }
        ByteBuffer words = ByteBuffer.wrap(key).order(ByteOrder.LITTLE_ENDIAN);
        this.hash = new SipHash(words.getLong(), words.getLong());
    }

    /** The name of a record. */
    public String of(long id) {
        long millis = id >>> IdMaker.BELOW_MILLIS;
        long rest = ((millis % 1_000) << IdMaker.BELOW_MILLIS) | (id & MILLIS_MASK);
        long head = hash.of(id, 1) & HEAD_MASK;
        long tail = hash.of(id, 2) & HALF_MASK;
        long seconds = IdMaker.epochMillis(id) / 1_000;
        byte[] text = new byte[2 * HALF_DIGITS];
        write(((rest ^ mask(head, tail)) << HEAD_BITS) | head, text, 0);
        write(tail, text, HALF_DIGITS);
        return PREFIX + seconds + '-' + new String(text, StandardCharsets.ISO_8859_1);
    }

    /** The record's id; empty when the name was not made with this key. */
    public OptionalLong decode(String name) {
        int dash = name.length() - 2 * HALF_DIGITS - 1;
        if (!name.startsWith(PREFIX)
                || dash <= PREFIX.length()
                || dash > PREFIX.length() + 12
                || name.charAt(dash) != '-') {
            return OptionalLong.empty();
        }
        long seconds = decimal(name, PREFIX.length(), dash);
        long masked = read(name, dash + 1);
        long tail = read(name, dash + 1 + HALF_DIGITS);
        if (seconds < IdMaker.EPOCH_MILLIS / 1_000 || masked < 0 || tail < 0) {
            return OptionalLong.empty();
        }
        long head = masked & HEAD_MASK;
        long rest = (masked >>> HEAD_BITS) ^ mask(head, tail);
        long millis = seconds * 1_000 - IdMaker.EPOCH_MILLIS + (rest >>> IdMaker.BELOW_MILLIS);
        long id = (millis << IdMaker.BELOW_MILLIS) | (rest & MILLIS_MASK);
        return MessageDigest.isEqual(bytes(of(id)), bytes(name))
                ? OptionalLong.of(id)
                : OptionalLong.empty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private long mask(long head, long tail) {
        return hash.of((head << 2) | 3, tail) & REST_MASK;
    }

    private static void write(long value, byte[] target, int from) {
        long rest = value;
        for (int i = from + HALF_DIGITS - 1; i >= from; i--) {
            target[i] = (byte) DIGITS.charAt((int) (rest % DIGITS.length()));
            rest /= DIGITS.length();
        }
    }

    /** The value of ten digits; −1 when one of them is none or the value has too many bits. */
    private static long read(String text, int from) {
        long value = 0;
        for (int i = from; i < from + HALF_DIGITS; i++) {
            int digit = DIGITS.indexOf(text.charAt(i));
            if (digit < 0) {
                return -1;
            }
            value = value * DIGITS.length() + digit;
        }
        return value > HALF_MASK ? -1 : value;
    }

    private static long decimal(String text, int from, int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
