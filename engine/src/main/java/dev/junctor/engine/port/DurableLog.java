package dev.junctor.engine.port;

import dev.junctor.core.record.GenerationRecord;

/** Where what happened is written down. */
public interface DurableLog {
    /** Whether a new request may begin, since there is room for its record; any thread. */
    Room room();

    /**
     * Appends a record; {@code written} runs on the caller's event loop once it cannot be lost, at once where nothing is
     * charged.
     */
    void append(GenerationRecord record, EventLoop loop, Runnable written);

    /** Whether more can be written down. */
    enum Room {
        THERE_IS,
        /** Disk or database do not keep up: begin nothing new. */
        NONE
    }
}
