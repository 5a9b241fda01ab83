package dev.junctor.server.telemetry;

import dev.junctor.core.record.GenerationRecord;

/** Where the traces of requests go. */
public interface TraceSink extends AutoCloseable {
    /** Nowhere. */
    TraceSink NONE =
            new TraceSink() {
                @Override
                public void record(GenerationRecord record) {
                    // nobody wants it
                }

                @Override
                public long dropped() {
                    return 0;
                }

                @Override
                public void close() {
                    // nothing is open
                }
            };

    /** Hands over a request that has ended; from any thread, without waiting. */
    void record(GenerationRecord record);

    /** How many were given up because they came faster than they could be sent. */
    long dropped();

    /** Sends what waits, for a few seconds at most. */
    @Override
    void close();
}
