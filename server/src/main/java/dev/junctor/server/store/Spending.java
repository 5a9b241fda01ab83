package dev.junctor.server.store;

import dev.junctor.core.record.GenerationRecord;

/** Who hears at once of what a request cost: the counters of its key and of its account. */
public interface Spending {
    /** A request was charged; any thread, never waits. */
    void spent(GenerationRecord record);
}
