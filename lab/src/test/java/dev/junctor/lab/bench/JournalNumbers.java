package dev.junctor.lab.bench;

import dev.junctor.core.record.GenerationRecord;
import dev.junctor.engine.money.Budget;
import dev.junctor.engine.money.Hold;
import dev.junctor.server.journal.Entry;
import dev.junctor.server.journal.Journal;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What a request pays for its money on the event loop, and how long its last byte waits for the disk. */
final class JournalNumbers {
    private static final int REPEATS = 7;
    private static final int REQUESTS = 40_000;
    private static final int TURN = 32;
    private static final int READ = 4_096;
    private static final int RATE = 1_000;
    private static final int WARM_SECONDS = 5;
    private static final int SECONDS = 30;
    private static final long NANOS = 1_000_000_000L;
    private static final double TO_MICROS = 1e3;
    private static final double TO_MILLIS = 1e6;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Journal journal;
    private final QueueLoop loop = new QueueLoop();
    private final GenerationRecord[] records;
    private final List<Budget> budgets =
            List.of(
                    Budget.limited("key:bench", Long.MAX_VALUE / 2),
                    Budget.limited("account:bench", Long.MAX_VALUE / 2));

    JournalNumbers(Journal journal, GenerationRecord[] records) {
        this.journal = journal;
        this.records = records.clone();
    }

    /** Half of all waits were shorter, and 99 in 100; in milliseconds. */
    record Waits(double p50, double p99) {}

    /** Microseconds of the loop's CPU for hold, settle and append of one request; the median of the repeats. */
    double loopMicros() {
        double[] figures = new double[REPEATS];
        round(); // the first warms
        round();
        for (int i = 0; i < REPEATS; i++) {
            figures[i] = round();
        }
        Arrays.sort(figures);
        return figures[REPEATS / 2];
    }

    private double round() {
        long[] written = {0};
        long begun = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < REQUESTS; i++) {
            GenerationRecord record = records[i % records.length];
            long nanos = record.cost().nanoDollars();
            if (Hold.of(budgets, 2 * nanos) instanceof Hold.Answer.Held(Hold hold)) {
                hold.settle(nanos);
            }
            journal.append(record, loop, () -> written[0]++);
            if (i % TURN == 0) {
                loop.turn();
            }
        }
        double micros = (THREADS.getCurrentThreadCpuTime() - begun) / TO_MICROS / REQUESTS;
        while (written[0] < REQUESTS) {
            loop.turn();
            Thread.onSpinWait();
        }
        empty();
        return micros;
    }

    /** The time from append to the word that it is durable, at 1,000 requests a second. */
    Waits durableWaits() {
        waits(WARM_SECONDS * RATE);
        long[] waits = waits(SECONDS * RATE);
        Arrays.sort(waits);
        return new Waits(
                waits[waits.length / 2] / TO_MILLIS,
                waits[(int) (waits.length * 99L / 100)] / TO_MILLIS);
    }

    private long[] waits(int count) {
        long[] waits = new long[count];
        int[] written = {0};
        long begun = System.nanoTime();
        for (int i = 0; i < count; ) {
            if (System.nanoTime() - begun >= i * (NANOS / RATE)) {
                int at = i++;
                long appended = System.nanoTime();
                journal.append(
                        records[at % records.length],
                        loop,
                        () -> {
                            waits[at] = System.nanoTime() - appended;
                            written[0]++;
                        });
            }
            loop.turn();
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(20));
        }
        while (written[0] < count) {
            loop.turn();
            Thread.onSpinWait();
        }
        empty();
        return waits;
    }

    /** Says that all is in a database, so that there is room again. */
    private void empty() {
        for (List<Entry> read = journal.read(READ); !read.isEmpty(); read = journal.read(READ)) {
            journal.applied(read.getLast().sequence());
        }
    }
}
