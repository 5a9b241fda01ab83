package dev.junctor.engine.relay;

import dev.junctor.core.catalog.Quirks;
import dev.junctor.core.dialect.AnswerFacts;
import dev.junctor.core.dialect.Closing;
import dev.junctor.core.dialect.Dialect;
import dev.junctor.core.dialect.Identity;
import dev.junctor.core.dialect.Outgoing;
import dev.junctor.core.fault.Fault;
import dev.junctor.engine.port.CallerStream;
import dev.junctor.engine.port.Chunk;
import dev.junctor.engine.port.EventLoop;
import java.util.List;

/** Takes one accepted answer to the caller. */
public sealed interface Relay permits UnaryRelay, StreamRelay {
    /**
     * What a relay works with.
     *
     * @param dialect the caller's
     * @param fields headers of the answer, names and values in turn
     */
    record Passage(
            EventLoop loop,
            Scratch scratch,
            Dialect dialect,
            Outgoing.Request request,
            Identity identity,
            Quirks quirks,
            Closing closing,
            CallerStream caller,
            List<String> fields,
            Listener listener) {
        public Passage {
            fields = List.copyOf(fields);
        }

        /** The headers as the ports take them. */
        String[] headers() {
            return fields.toArray(String[]::new);
        }
    }

    /**
     * A part of the answer came; the relay owns it.
     *
     * @param nowNanos the loop's time, read once for all who want it: a read costs as much as half an event
     */
    void chunk(Chunk chunk, long nowNanos);

    /** The provider's answer is complete on the wire. */
    void ended();

    /** What is known of the answer so far. */
    AnswerFacts facts();

    /** Whether the caller has got a byte of this answer, so that no other may follow. */
    boolean committed();

    /** Ends the answer with an error where it stands; only after {@link #committed}. */
    void breakOff(Fault fault);

    /** The caller is gone: reads on for the usage, writes nothing more. */
    void mute();

    /** Lets go of what is held. */
    void dispose();

    /** Who hears how the answer goes. */
    interface Listener {
        /**
         * The answer is complete.
         *
         * @param deliver hands the last bytes to the caller; run once the charge is written down
         */
        void complete(AnswerFacts facts, Runnable deliver);

        /** What the provider sent is not a whole answer. */
        void broken(Fault fault);
    }
}
