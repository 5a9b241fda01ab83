package dev.junctor.core.dialect;

import dev.junctor.core.chat.Loss;
import dev.junctor.core.fault.Fault;
import java.util.List;
import java.util.Map;

/** What became of a request or an answer that was written in a protocol. */
public sealed interface Encoded {
    /**
     * It could be written.
     *
     * @param body JSON in UTF-8, the same bytes for the same meaning
     * @param path below the provider's base URL, where it depends on the request (Gemini's model and method); otherwise
     *     empty and {@link Dialect#path} holds
     * @param headers that must go with it ({@code anthropic-beta}), by lower-case name
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Written(byte[] body, String path, Map<String, String> headers, List<Loss> losses)
            implements Encoded {
        public Written {
            headers = Map.copyOf(headers);
            losses = List.copyOf(losses);
        }

        /** A body alone. */
        public static Written of(byte[] body, List<Loss> losses) {
            return new Written(body, "", Map.of(), losses);
        }

        /** Prints no content. */
        @Override
        public String toString() {
            return "Written[" + body.length + " bytes, " + losses + "]";
        }
    }

    /** It cannot be said in this protocol at all; the fault names the caller's field. */
    record Impossible(Fault fault) implements Encoded {}
}
