package dev.junctor.engine.port;

import dev.junctor.core.record.GenerationRecord;

/** Where what happened is written down. */
public interface DurableLog {
    /** Appends a record; {@code written} runs on the caller's event loop once it cannot be lost. */
    void append(GenerationRecord record, EventLoop loop, Runnable written);
}
