package dev.junctor.server.store;

import dev.junctor.core.record.GenerationRecord;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Records that are not in the store yet, for those who ask for them at once. */
final class Pending {
    private final ConcurrentMap<Long, GenerationRecord> byId = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, GenerationRecord> byUpstreamId = new ConcurrentHashMap<>();

    void add(GenerationRecord record) {
        byId.put(record.id(), record);
        if (!record.upstreamId().isEmpty()) {
            byUpstreamId.put(record.upstreamId(), record);
        }
    }

    void remove(GenerationRecord record) {
        byId.remove(record.id());
        if (!record.upstreamId().isEmpty()) {
            byUpstreamId.remove(record.upstreamId(), record);
        }
    }

    Optional<GenerationRecord> byId(long id) {
        return Optional.ofNullable(byId.get(id));
    }

    Optional<GenerationRecord> byUpstreamId(String upstreamId) {
        return Optional.ofNullable(byUpstreamId.get(upstreamId));
    }
}
