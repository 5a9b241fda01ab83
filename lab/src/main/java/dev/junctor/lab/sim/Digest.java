package dev.junctor.lab.sim;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over lines of text. */
public final class Digest {
    private static final int SHOWN_DIGITS = 16;

    private final MessageDigest sha256;

    /** Over nothing yet. */
    public Digest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }

    /** One line more. */
    public void add(String line) {
        sha256.update(line.getBytes(StandardCharsets.UTF_8));
        sha256.update((byte) '\n');
    }

    /** The first 16 hexadecimal digits; nothing may be added afterwards. */
    public String hex() {
        return HexFormat.of().formatHex(sha256.digest()).substring(0, SHOWN_DIGITS);
    }
}
