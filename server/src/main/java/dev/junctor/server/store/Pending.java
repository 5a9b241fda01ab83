package dev.junctor.server.store;

import dev.junctor.core.record.GenerationRecord;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Records that are not in the tables yet, for those who ask for them at once. It is bounded: while the database is away
 * for long, records beyond the bound are only counted, and found when they are in the tables.
 */
final class Pending {
    /** How many records are held. */
    static final int CAPACITY = 65_536;

    private final ConcurrentMap<Long, GenerationRecord> byId = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, GenerationRecord> byUpstreamId = new ConcurrentHashMap<>();
    private final AtomicLong waiting = new AtomicLong();

    void add(GenerationRecord record) {
        if (waiting.getAndIncrement() >= CAPACITY) {
            return;
        }
        byId.put(record.id(), record);
        if (!record.upstreamId().isEmpty()) {
            byUpstreamId.put(record.upstreamId(), record);
        }
    }

    void remove(GenerationRecord record) {
        waiting.decrementAndGet();
        byId.remove(record.id());
        if (!record.upstreamId().isEmpty()) {
            byUpstreamId.computeIfPresent(
                    record.upstreamId(),
                    (id, latest) -> latest.id() == record.id() ? null : latest);
        }
    }

    /** How many records wait, held or not. */
    long waiting() {
        return waiting.get();
    }

    /** Whether some that wait are not held. */
    boolean isOverfull() {
        return waiting.get() > byId.size();
    }

    /** The ids of those that are held at this moment. */
    Set<Long> ids() {
        return Set.copyOf(byId.keySet());
    }

    /** Whether one of some is still held. */
    boolean holdsAnyOf(Set<Long> ids) {
        for (Long id : ids) {
            if (byId.containsKey(id)) {
                return true;
            }
        }
        return false;
    }

    Optional<GenerationRecord> byId(long id) {
        return Optional.ofNullable(byId.get(id));
    }

    Optional<GenerationRecord> byUpstreamId(String upstreamId) {
        return Optional.ofNullable(byUpstreamId.get(upstreamId));
    }
}
