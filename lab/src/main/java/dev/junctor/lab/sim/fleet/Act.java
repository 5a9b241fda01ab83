package dev.junctor.lab.sim.fleet;

import dev.junctor.engine.port.UpstreamClient;
import java.util.Map;

/** What a provider does next, and how long it waits before. */
record Act(long afterNanos, Deed deed) {
    /** What it does. */
    sealed interface Deed {
        /** It accepts or refuses. */
        record Head(int status, Map<String, String> fields) implements Deed {}

        /** It sends bytes. */
        final class Part implements Deed {
            private final byte[] bytes;
            private final Says says;

            Part(byte[] bytes, Says says) {
                this.bytes = bytes;
                this.says = says;
            }

            /** Whoever takes them owns them: they are sent once. */
            byte[] bytes() {
                return bytes;
            }

            Says says() {
                return says;
            }
        }

        /** It completes the body. */
        record End() implements Deed {}

        /** The connection breaks. */
        record Fail(UpstreamClient.Cause cause) implements Deed {}

        /** Trouble strikes; nothing is sent by it. */
        record Strike(Trouble trouble, Phase phase) implements Deed {}
    }

    /** What bytes mean. */
    enum Says {
        WORDS,
        /** They carry the usage. */
        USAGE
    }
}
