package dev.junctor.server.store;

import dev.junctor.core.record.GenerationRecord;
import dev.junctor.engine.port.DurableLog;
import dev.junctor.engine.port.EventLoop;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where the gateway writes down what happened: counters hear of it and readers find it at once, the journal makes it
 * durable, and the {@link Applier} brings it into the tables. Nobody ever waits here for a disk or a database.
 */
public final class RecordLog implements DurableLog, Freshness {
    private final DurableLog journal;
    private final List<Spending> counters;
    private final Pending pending;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final Applying applier;
    private volatile boolean stopped;

    /** What a log asks of the applier behind it. */
    interface Applying {
        /** Waits for no group to fill until {@link #relax}. */
        void hurry();

        /** Ends what {@link #hurry} began. */
        void relax();
    }

    /**
     * A log over a journal.
     *
     * @param counters what hears of each record that is taken
     * @param pending where records are until {@link #applied} takes them out
     */
    RecordLog(DurableLog journal, List<Spending> counters, Pending pending, Applying applier) {
        this.journal = journal;
        this.counters = List.copyOf(counters);
        this.pending = pending;
        this.applier = applier;
    }

    @Override
    public Room room() {
        return stopped ? Room.NONE : journal.room();
    }

    /** Begins nothing new; what is under way is still written down. */
    public void stop() {
        stopped = true;
    }

    @Override
    public void append(GenerationRecord record, EventLoop loop, Runnable written) {
        pending.add(
                record); // before it is in the journal, from where the applier may take it at once
        try {
            journal.append(record, loop, written);
        } catch (RuntimeException refused) {
            pending.remove(record);
            throw refused;
        }
        for (Spending counter : counters) {
            counter.spent(record);
        }
    }

    /** How many records are not in the tables yet. */
    public long queued() {
        return pending.waiting();
    }

    /** Records can be read from the tables from now on; the applier says so. */
    void applied(List<GenerationRecord> records) {
        records.forEach(pending::remove);
        lock.lock();
        try {
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>While more records wait than are held in memory it waits for all of these too.
     */
    @Override
    public boolean flush(long timeoutNanos) {
        Set<Long> before = pending.ids();
        long left = timeoutNanos;
        applier.hurry();
        lock.lock();
        try {
            while (pending.isOverfull() || pending.holdsAnyOf(before)) {
                if (left <= 0) {
                    return false;
                }
                left = moved.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
            applier.relax();
        }
    }

    /** How long readers of sums wait for them to be fresh: 2 s. */
    static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);
}
