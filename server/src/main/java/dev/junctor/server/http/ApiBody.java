package dev.junctor.server.http;

import java.io.IOException;
import java.io.OutputStream;

/** What an answer carries. */
public sealed interface ApiBody {
    /** All of it. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Whole(byte[] bytes) implements ApiBody {}

    /** It is sent while it is written, however long it is. */
    record Written(Writing writing) implements ApiBody {}

    /** Writes a body on a virtual thread. */
    interface Writing {
        /**
         * Writes all of it; it waits where the caller does not read. A {@link Refused} before anything was sent becomes
         * an error in the caller's dialect; whatever is thrown later cuts the connection, so that a part is never taken
         * for all.
         *
         * @throws IOException when the caller is gone
         */
        void to(OutputStream out) throws IOException;
    }
}
