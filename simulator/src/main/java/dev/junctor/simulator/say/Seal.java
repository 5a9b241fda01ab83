package dev.junctor.simulator.say;

import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * What a provider puts under its own thoughts, so that it knows them again: nobody else can make one, and it belongs
 * to one text and one scope.
 *
 * @param seed of the whole fleet
 */
public record Seal(long seed) {
    private static final int BYTES = 24;

    /** The seal of a text, in base64. */
    public String of(String scope, String text) {
        return written(scope, digest(text));
    }

    /** Whether it is a seal of this scope, whatever the text. */
    public boolean made(String seal, String scope) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(seal);
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
        return bytes.length == BYTES
                && written(scope, ByteBuffer.wrap(bytes).getLong()).equals(seal);
    }

    private String written(String scope, long digest) {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES).putLong(digest);
        for (String half : new String[] {"seal", "and seal"}) {
            Chance chance = Chance.of(seed, half, scope, Long.toHexString(digest));
            bytes.putLong(chance.seed().bits());
        }
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    private static long digest(String text) {
        return Chance.of(1, "digest", text).seed().bits();
    }
}
