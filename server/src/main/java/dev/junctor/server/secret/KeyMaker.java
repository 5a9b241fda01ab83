package dev.junctor.server.secret;

import dev.junctor.engine.admit.KeyId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Makes keys for callers, and what is kept in a key's place. */
public final class KeyMaker {
    /** How each key begins that Junctor makes. */
    public static final String PREFIX = "sk-jn-v1-";

    private static final int RANDOM_BYTES = 32;
    private static final int LABEL_ENDS = 3;
    private static final int SHORTEST_LABELLED = 20;

    private final RandomGenerator random;

    /** Makes keys from a source of chance, in production a {@link java.security.SecureRandom}. */
    public KeyMaker(RandomGenerator random) {
        this.random = random;
    }

    /** A new key of 256 random bits. */
    public NewKey make() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return of(Secret.of(PREFIX + HexFormat.of().formatHex(bytes)));
    }

    /** A key that somebody else chose. */
    public static NewKey of(Secret key) {
        return new NewKey(key, digest(key), label(key));
    }

    /** SHA-256 of the whole key. */
    public static KeyId digest(Secret key) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return KeyId.of(sha256.digest(key.reveal().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * What people see of a key: its beginning and end, {@code sk-jn-v1-abc...123}. A short key shows nothing, since its
     * ends would be most of it.
     */
    public static String label(Secret key) {
        String text = key.reveal();
        if (text.length() < SHORTEST_LABELLED) {
            return "***";
        }
        int begin = (text.startsWith(PREFIX) ? PREFIX.length() : 0) + LABEL_ENDS;
        return text.substring(0, begin) + "..." + text.substring(text.length() - LABEL_ENDS);
    }

    /**
     * A key at the one moment that it is known in clear.
     *
     * @param key to be shown once
     * @param id what is stored in its place
     * @param label what people see of it later
     */
    public record NewKey(Secret key, KeyId id, String label) {}
}
