package dev.junctor.server.store;

import dev.junctor.core.record.GenerationRecord;
import dev.junctor.engine.port.DurableLog;
import dev.junctor.engine.port.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A journal that outlives the appliers that read it: entries in a list, all of them durable at once. */
final class FakeJournal implements DurableLog {
    private final List<Applier.Item> entries = new ArrayList<>();
    private long applied;

    @Override
    public Room room() {
        return Room.THERE_IS;
    }

    @Override
    public void append(GenerationRecord record, EventLoop loop, Runnable written) {
        add(record);
        written.run();
    }

    private synchronized void add(GenerationRecord record) {
        entries.add(new Applier.Item(entries.size() + 1L, record));
    }

    synchronized long applied() {
        return applied;
    }

    private synchronized List<Applier.Item> from(int index, int max) {
        int end = Math.min(entries.size(), index + max);
        return List.copyOf(entries.subList(index, end));
    }

    private synchronized void raise(long sequence) {
        applied = Math.max(applied, sequence);
    }

    /** What a process reads after it opened the journal: all that was not said to be applied. */
    Applier.Source open() {
        return new Reader((int) applied());
    }

    private final class Reader implements Applier.Source {
        private int next;

        private Reader(int next) {
            this.next = next;
        }

        @Override
        public List<Applier.Item> read(int max) {
            List<Applier.Item> read = from(next, max);
            next += read.size();
            return read;
        }

        @Override
        public void awaitMore(int count, long nanos) {
            LockSupport.parkNanos(Math.min(nanos, 5_000_000));
        }

        @Override
        public void applied(long sequence) {
            raise(sequence);
        }
    }
}
