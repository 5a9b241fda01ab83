package dev.junctor.engine.dispatch;

import dev.junctor.engine.port.Chunk;
import java.util.Arrays;

/** The beginning of a refusal's body; the rest is read and dropped. */
final class ErrorBody {
    private final int limit;
    private byte[] bytes = new byte[0];

    ErrorBody(int limit) {
        this.limit = limit;
    }

    /** Takes a part, which is released. */
    void take(Chunk chunk) {
        if (bytes.length < limit) {
            byte[] part = new byte[chunk.length()];
            chunk.copyTo(part, 0);
            int kept = Math.min(part.length, limit - bytes.length);
            int had = bytes.length;
            bytes = Arrays.copyOf(bytes, had + kept);
            System.arraycopy(part, 0, bytes, had, kept);
        }
        chunk.release();
    }

    byte[] bytes() {
        return bytes;
    }
}
