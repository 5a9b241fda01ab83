package dev.junctor.engine.admit;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/** SHA-256 of a key: what is stored and shown in its place. */
public record KeyId(long first, long second, long third, long fourth) {
    /** From the 32 bytes of the digest. */
    public static KeyId of(byte[] sha256) {
        ByteBuffer bytes = ByteBuffer.wrap(sha256);
        return new KeyId(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
    }

    /**
     * From 64 hexadecimal digits.
     *
     * @throws IllegalArgumentException when it is anything else
     */
    public static KeyId parse(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        if (bytes.length != 32) {
            throw new IllegalArgumentException("a key id has 64 hexadecimal digits");
        }
        return of(bytes);
    }

    /** 64 lower-case hexadecimal digits. */
    public String hex() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(first)
                + hex.toHexDigits(second)
                + hex.toHexDigits(third)
                + hex.toHexDigits(fourth);
    }
}
