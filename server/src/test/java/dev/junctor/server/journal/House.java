package dev.junctor.server.journal;

import dev.junctor.core.record.GenerationRecord;
import dev.junctor.engine.port.Chunk;
import dev.junctor.engine.port.EventLoop;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Appends to a journal and remembers who was told; messages are run where they are sent from. */
final class House implements EventLoop {
    /** The smallest segment there is. */
    static final JournalOptions SMALL = new JournalOptions(Durability.CHARGE, 16 << 20, 64 << 10);

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

    final Set<Long> told = ConcurrentHashMap.newKeySet();
    final List<Long> order = Collections.synchronizedList(new ArrayList<>());
    final AtomicInteger tasks = new AtomicInteger();

    void append(Journal journal, GenerationRecord record) {
        journal.append(
                record,
                this,
                () -> {
                    told.add(record.id());
                    order.add(record.id());
                });
    }

    /** Appends charges with numbers from one up to another, and waits until they are safe. */
    void charge(Journal journal, long from, long to) {
        for (long id = from; id <= to; id++) {
            append(journal, SampleRecords.charged(id, 1_000 + id));
        }
        waitFor(() -> told.contains(to));
    }

    static void waitFor(BooleanSupplier condition) {
        long until = System.nanoTime() + PATIENCE;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("waited too long");
            }
            LockSupport.parkNanos(100_000);
        }
    }

    /** All that can be read now. */
    static List<Entry> readAll(Journal journal) {
        List<Entry> all = new ArrayList<>();
        for (List<Entry> some = journal.read(7); !some.isEmpty(); some = journal.read(7)) {
            all.addAll(some);
        }
        return all;
    }

    static List<Long> ids(List<Entry> entries) {
        return entries.stream().map(entry -> entry.record().id()).toList();
    }

    @Override
    public long nanoTime() {
        throw new AssertionError();
    }

    @Override
    public long epochMillis() {
        throw new AssertionError();
    }

    @Override
    public long random() {
        throw new AssertionError();
    }

    @Override
    public Timer schedule(long delayNanos, Runnable task) {
        throw new AssertionError();
    }

    @Override
    public void execute(Runnable task) {
        tasks.incrementAndGet();
        task.run();
    }

    @Override
    public Chunk chunk(byte[] array, int from, int to) {
        throw new AssertionError();
    }
}
