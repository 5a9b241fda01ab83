package dev.junctor.server.store;

import dev.junctor.core.base.Money;
import dev.junctor.core.record.GenerationRecord;
import dev.junctor.engine.admit.KeyId;
import dev.junctor.engine.port.DurableLog;
import dev.junctor.engine.port.EventLoop;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes records off the request path: they are taken from a queue every 200 ms, or when 4,096 wait, and each group
 * becomes one transaction with its sums.
 *
 * <p>What is promised now: {@code written} runs at once, while the record is in memory; a record that waits is found by
 * {@link Generations}; an orderly end writes all. A process that is killed loses what waits, at most 200 ms of records
 * while the disk keeps up. The queue is bounded: when it is full, which needs a store that cannot be written for long,
 * a new record is given up rather than an older one, counted by {@link #dropped} and logged as an error; the charge of
 * its key is still written with the next group. Nobody ever waits here.
 */
public final class RecordWriter implements DurableLog, AutoCloseable {
    /** How many records may wait. */
    public static final int CAPACITY = 65_536;

    private static final Logger LOG = LoggerFactory.getLogger(RecordWriter.class);

    private static final int GROUP = 4_096;
    private static final long LINGER_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long HOUR_MILLIS = 3_600_000;

    private final Groups groups;
    private final Charges charges;
    private final Pending pending;
    private final Thread thread;
    private final Queue<GenerationRecord> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong dropped = new AtomicLong();
    private final ConcurrentMap<String, Money> droppedCharges = new ConcurrentHashMap<>();
    private final Queue<CompletableFuture<Boolean>> flushes = new ConcurrentLinkedQueue<>();
    private volatile boolean closing;

    /** Where a group goes, in one transaction. */
    interface Groups {
        /**
         * Writes all of it or nothing.
         *
         * @param spent what is spent by key, in the group and by records that were given up
         * @param forgetBefore minutes that ended 14 days before this time are forgotten; 0 for none
         */
        void write(List<GenerationRecord> group, Map<String, Money> spent, long forgetBefore)
                throws SQLException;

        /** Whether a failure is that of one record, so that trying again is of no use. */
        boolean isOfOneRecord(SQLException failure);
    }

    RecordWriter(Groups groups, Charges charges, Pending pending) {
        this.groups = groups;
        this.charges = charges;
        this.pending = pending;
        this.thread = Thread.ofPlatform().name("store-writer").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    @Override
    public Room room() {
        return waiting.get() < CAPACITY ? Room.THERE_IS : Room.NONE;
    }

    @Override
    public void append(GenerationRecord record, EventLoop loop, Runnable written) {
        charges.charge(KeyId.parse(record.keyId()), record.cost());
        if (closing || waiting.get() >= CAPACITY) {
            drop(record);
        } else {
            pending.add(record);
            queue.add(record);
            if (waiting.incrementAndGet() == GROUP) {
                LockSupport.unpark(thread);
            }
        }
        written.run();
    }

    /** How many records wait to be written. */
    public int queued() {
        return waiting.get();
    }

    /** How many records were given up since the start. */
    public long dropped() {
        return dropped.get();
    }

    /**
     * Waits until all that was appended before is written, so that what is read next has it; not for event loops.
     *
     * @return whether that was done within {@code timeoutNanos}
     */
    public boolean flush(long timeoutNanos) {
        CompletableFuture<Boolean> flush = new CompletableFuture<>();
        flushes.add(flush);
        LockSupport.unpark(thread);
        try {
            return flush.get(timeoutNanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a flush only ever completes", e);
        }
    }

    private void drop(GenerationRecord record) {
        droppedCharges.merge(record.keyId(), record.cost(), Money::plus);
        long before = dropped.getAndIncrement();
        if (Long.bitCount(before + 1) == 1) { // the 1st, 2nd, 4th, 8th …
            LOG.error(
                    "the store does not keep up: {} records are given up so far (their "
                            + "charges are kept);"
                            + " look for a full or slow disk",
                    before + 1);
        }
    }

    private long forgottenHour;

    private void run() {
        while (true) {
            if (!closing && flushes.isEmpty() && waiting.get() < GROUP) {
                LockSupport.parkNanos(this, LINGER_NANOS);
            }
            boolean last = closing;
            List<CompletableFuture<Boolean>> due = new ArrayList<>();
            for (CompletableFuture<Boolean> flush = flushes.poll();
                    flush != null;
                    flush = flushes.poll()) {
                due.add(flush);
            }
            boolean all = writeWaiting(waiting.get());
            due.forEach(flush -> flush.complete(all));
            if (last && (queue.isEmpty() || !all)) {
                return;
            }
        }
    }

    /** Writes what waits, at least {@code count} records; false when it was given up. */
    private boolean writeWaiting(int count) {
        int left = count;
        do {
            List<GenerationRecord> group = take();
            if (group.isEmpty() && droppedCharges.isEmpty()) {
                return true;
            }
            if (!writeUntilDone(group)) {
                return false;
            }
            left -= group.size();
        } while (left > 0);
        return true;
    }

    private List<GenerationRecord> take() {
        List<GenerationRecord> group = new ArrayList<>(Math.min(GROUP, waiting.get() + 1));
        while (group.size() < GROUP) {
            GenerationRecord record = queue.poll();
            if (record == null) {
                break;
            }
            group.add(record);
        }
        return group;
    }

    /** Tries until it is written; false when the end came first. */
    private boolean writeUntilDone(List<GenerationRecord> group) {
        while (true) {
            boolean last = closing;
            try {
                write(group);
                return true;
            } catch (SQLException e) {
                if (groups.isOfOneRecord(e) && !group.isEmpty()) {
                    writeOneByOne(group, e);
                    return true;
                }
                LOG.error("{} records could not be written: {}", group.size(), e.getMessage());
            }
            if (last) {
                group.forEach(this::giveUp);
                LOG.error("{} records are lost at the end", group.size());
                return false;
            }
            LockSupport.parkNanos(this, RETRY_NANOS);
        }
    }

    private void writeOneByOne(List<GenerationRecord> group, SQLException cause) {
        if (group.size() == 1) {
            GenerationRecord record = group.getFirst();
            LOG.error(
                    "record {} is refused by the store: {}", record.publicId(), cause.getMessage());
            giveUp(record);
            return;
        }
        group.forEach(record -> writeUntilDone(List.of(record)));
    }

    private void giveUp(GenerationRecord record) {
        drop(record);
        pending.remove(record);
        waiting.decrementAndGet();
    }

    private void write(List<GenerationRecord> group) throws SQLException {
        Map<String, Money> extra = Map.copyOf(droppedCharges);
        Map<String, Money> spent = new HashMap<>(extra);
        long newest = 0;
        for (GenerationRecord record : group) {
            spent.merge(record.keyId(), record.cost(), Money::plus);
            newest = Math.max(newest, record.createdMillis());
        }
        long hour = newest / HOUR_MILLIS;
        groups.write(group, spent, hour > forgottenHour ? newest : 0);
        forgottenHour = Math.max(forgottenHour, hour);
        extra.forEach(this::settleDropped);
        group.forEach(pending::remove);
        waiting.addAndGet(-group.size());
    }

    private void settleDropped(String keyId, Money settled) {
        droppedCharges.computeIfPresent(
                keyId, (key, owed) -> owed.equals(settled) ? null : owed.minus(settled));
    }

    /** Writes what waits and ends; what is appended later is given up. */
    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
