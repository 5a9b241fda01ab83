package dev.junctor.server.journal;

import dev.junctor.engine.port.EventLoop;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What appenders, writer and applier know of one another: what waits, what is on the disk, what is in the database. */
final class Backlog {
    /** How many records may wait in memory. */
    static final int MOST_WAITING = 65_536;

    /** How many bytes of records may wait in memory. */
    static final long MOST_WAITING_BYTES = 64L << 20;

    /** Somebody who waits until the database has an entry. */
    record Patient(long sequence, EventLoop loop, Runnable written) {}

    /** Segments that the reader has not begun, in order. */
    final Queue<Segment> unread = new ConcurrentLinkedQueue<>();

    /** Segments that are on the disk, in order. */
    final Queue<Segment> kept = new ConcurrentLinkedQueue<>();

    /** Who waits for the database, in order. */
    final Queue<Patient> patients = new ConcurrentLinkedQueue<>();

    private final AtomicLong waitingEntries = new AtomicLong();
    private final AtomicLong waitingBytes = new AtomicLong();
    private final AtomicLong durableEntries = new AtomicLong();
    private final AtomicLong durableBytes = new AtomicLong();
    private final AtomicLong readEntries = new AtomicLong();
    private final AtomicLong appliedEntries = new AtomicLong();
    private final AtomicLong appliedBytes = new AtomicLong();
    private volatile @Nullable Thread applier;
    private volatile long wanted;
    private volatile boolean ended;

    /** Takes over what is on the disk already. */
    Backlog(long entries, long bytes) {
        durableEntries.set(entries);
        durableBytes.set(bytes);
    }

    void appended(int bytes) {
        waitingEntries.incrementAndGet();
        waitingBytes.addAndGet(bytes);
    }

    /** Entries have come to the disk; {@code bytes} of their records, {@code framed} with all that belongs to them. */
    void forced(int entries, long bytes, long framed) {
        durableBytes.addAndGet(framed);
        durableEntries.addAndGet(entries);
        waitingEntries.addAndGet(-entries);
        waitingBytes.addAndGet(-bytes);
        Thread waiting = applier;
        if (waiting != null && unreadEntries() >= wanted) {
            LockSupport.unpark(waiting);
        }
    }

    void read(int entries) {
        readEntries.addAndGet(entries);
    }

    void applied(long entries, long bytes) {
        appliedEntries.addAndGet(entries);
        appliedBytes.addAndGet(bytes);
    }

    /** Nothing more will come. */
    void end() {
        ended = true;
        LockSupport.unpark(applier);
    }

    /** Waits until so many entries can be read, nothing more will come, or time is over. */
    void await(int entries, long nanos) {
        long until = System.nanoTime() + nanos;
        wanted = entries;
        applier = Thread.currentThread();
        long left = nanos;
        while (unreadEntries() < entries
                && !ended
                && left > 0
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(this, left);
            left = until - System.nanoTime();
        }
        applier = null;
    }

    boolean isFull() {
        return waitingEntries.get() >= MOST_WAITING || waitingBytes.get() >= MOST_WAITING_BYTES;
    }

    private long unreadEntries() {
        return durableEntries.get() - readEntries.get();
    }

    long waitingEntries() {
        return waitingEntries.get();
    }

    long waitingBytes() {
        return waitingBytes.get();
    }

    long unappliedEntries() {
        return durableEntries.get() - appliedEntries.get();
    }

    long unappliedBytes() {
        return durableBytes.get() - appliedBytes.get();
    }
}
