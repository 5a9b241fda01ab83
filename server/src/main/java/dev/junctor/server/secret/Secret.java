package dev.junctor.server.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A text that must not be seen: a key, a password, a token.
 *
 * <p>It prints as {@code ***}, also inside a record; it is not serializable and has no getter that a library could
 * find. {@link #reveal} is the one door, so that all who open it can be found by its name.
 */
public final class Secret {
    /** No secret. */
    public static final Secret NONE = new Secret("");

    private static final String MASK = "***";

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /** Wraps a text. */
    public static Secret of(String value) {
        return value.isEmpty() ? NONE : new Secret(value);
    }

    /** The text itself: only for the wire, a digest, or the one time that a new key is shown. */
    public String reveal() {
        return value;
    }

    /** Whether there is nothing to hide. */
    public boolean isEmpty() {
        return value.isEmpty();
    }

    /** Compares in a time that does not depend on where two texts of the same length differ. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Secret that && MessageDigest.isEqual(bytes(), that.bytes());
    }

    /** One number for all, so that a hash tells nothing; secrets are not meant to be keys of a map. */
    @Override
    public int hashCode() {
        return MASK.hashCode();
    }

    @Override
    public String toString() {
        return MASK;
    }

    private byte[] bytes() {
        return value.getBytes(StandardCharsets.UTF_8);
    }
}
