package dev.junctor.server.store;

import dev.junctor.engine.admit.KeyId;
import java.nio.ByteBuffer;

/** A key's id as the 32 bytes that the tables hold. */
final class KeyBytes {
    private KeyBytes() {}

    static byte[] of(KeyId id) {
        return ByteBuffer.allocate(32)
                .putLong(id.first())
                .putLong(id.second())
                .putLong(id.third())
                .putLong(id.fourth())
                .array();
    }
}
