package dev.junctor.server.store;

import dev.junctor.core.record.GenerationRecord;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way from the journal into the tables: one thread takes what is durable, every 200 ms or when 4,096 entries wait,
 * and each group becomes one transaction with its watermark. After a crash what is above the watermark is read again,
 * so each entry is written exactly once.
 *
 * <p>A database that fails costs freshness, not records: it is tried again until it works, at least once a second. A
 * record that the database refuses for what is in it is found by halving its group and kept aside.
 */
public final class Applier implements AutoCloseable, RecordLog.Applying {
    /** The most entries that become one transaction. */
    static final int GROUP = 4_096;

    private static final Logger LOG = LoggerFactory.getLogger(Applier.class);

    private static final long LINGER_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long URGENT_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long FIRST_RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(25);
    private static final long LAST_RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long TO_MILLIS = 1_000_000;

    private final Source source;
    private final Sink sink;
    private final Consumer<List<GenerationRecord>> done;
    private final LongSupplier nanoTime;
    private final Thread thread;
    private final AtomicInteger urgent = new AtomicInteger();
    private final AtomicLong applied = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private volatile long lastCommitMillis;
    private volatile long reached;
    private boolean unreadable;
    private List<Item> read = List.of(); // until it is applied: an error must not lose it
    private volatile boolean failing;
    private volatile boolean closing;

    /**
     * An entry of the journal.
     *
     * @param sequence greater than that of every entry before
     */
    public record Item(long sequence, GenerationRecord record) {}

    /** Where entries come from: the journal's files, in normal running as after a crash. */
    public interface Source {
        /** The entries that follow those read before, durable ones only, in order; empty for none yet. */
        List<Item> read(int max);

        /** Waits until so many entries can be read, nothing more will come, or time is over. */
        void awaitMore(int entries, long nanos);

        /** All entries up to this one are in the tables: their space may be used again. */
        void applied(long sequence);
    }

    /** Where groups go. */
    interface Sink {
        /** The last entry that is there; 0 for none. */
        long watermark();

        /** Writes all of a group or nothing; what is there already is left out. */
        void apply(List<Item> group) throws SQLException;

        /** Keeps an entry aside that {@link #apply} refuses, and books its charge where that is possible. */
        void refuse(Item item, String reason) throws SQLException;
    }

    /**
     * An applier that is not started.
     *
     * @param done hears of records as soon as they can be read from the tables; on the applier's thread
     * @param nanoTime a clock that never steps back
     */
    Applier(
            Source source,
            Sink sink,
            Consumer<List<GenerationRecord>> done,
            LongSupplier nanoTime) {
        this.source = source;
        this.sink = sink;
        this.done = done;
        this.nanoTime = nanoTime;
        this.thread = Thread.ofPlatform().name("store-applier").daemon().unstarted(this::run);
    }

    /**
     * Applies all that the journal holds from before this start; to be called once, before {@link #start} and before
     * sums are read.
     *
     * @return how many entries were applied
     */
    public long recover() {
        reached = sink.watermark();
        while (applyNext()) {
            LOG.debug("{} entries of the journal are applied", applied.get());
        }
        return applied.get();
    }

    /** Starts its thread. */
    public void start() {
        thread.start();
    }

    @Override
    public void hurry() {
        urgent.incrementAndGet();
        LockSupport.unpark(thread);
    }

    @Override
    public void relax() {
        urgent.decrementAndGet();
    }

    /** The last entry of the journal that is in the tables. */
    public long watermark() {
        return reached;
    }

    /** How many entries were applied since the start, refused ones included. */
    public long applied() {
        return applied.get();
    }

    /** How many records the database refused since the start. */
    public long refused() {
        return refused.get();
    }

    /** How long the last transaction took, in milliseconds. */
    public long lastCommitMillis() {
        return lastCommitMillis;
    }

    /** Whether the database cannot be written at this moment. */
    public boolean failing() {
        return failing;
    }

    private void run() {
        while (true) {
            boolean last = closing;
            boolean more = applyOrWait();
            if (last && (!more || failing)) {
                return;
            }
            if (!closing) {
                gather(more);
            }
        }
    }

    /** An entry that cannot be read is tried again; false when nothing was applied. */
    private boolean applyOrWait() {
        try {
            boolean applied = applyNext();
            unreadable = false;
            return applied;
        } catch (RuntimeException e) { // the thread must not end while entries wait
            if (!unreadable) {
                unreadable = true;
                LOG.error("the journal cannot be applied, it is tried again until it can", e);
            }
            if (!closing) {
                LockSupport.parkNanos(this, LAST_RETRY_NANOS);
            }
            return false;
        }
    }

    /** Lets a group fill; while somebody waits for it, only until there is anything. */
    private void gather(boolean more) {
        if (urgent.get() > 0) {
            source.awaitMore(1, more ? 0 : URGENT_NANOS);
        } else {
            source.awaitMore(GROUP, LINGER_NANOS);
        }
    }

    /** Applies one group; false when there was none or the end came first. */
    boolean applyNext() {
        if (read.isEmpty()) {
            read = source.read(GROUP);
        }
        if (read.isEmpty()) {
            return false;
        }
        List<Item> group = read.stream().filter(item -> item.sequence() > reached).toList();
        if (!group.isEmpty()) {
            warnOfGap(group.getFirst().sequence());
            if (!applyUntilDone(group)) {
                return false;
            }
        }
        source.applied(read.getLast().sequence());
        read = List.of();
        return true;
    }

    private void warnOfGap(long first) {
        if (reached > 0 && first > reached + 1) {
            LOG.error(
                    "entries {} to {} of the journal are missing: it goes on with what there is",
                    reached + 1,
                    first - 1);
        }
    }

    private boolean applyUntilDone(List<Item> group) {
        long begun = nanoTime.getAsLong();
        try {
            if (!untilTheDatabaseWorks(() -> sink.apply(group))) {
                return false;
            }
        } catch (SQLException | ArithmeticException | IllegalArgumentException e) {
            return group.size() == 1 ? refuse(group.getFirst(), e) : halve(group);
        }
        lastCommitMillis = (nanoTime.getAsLong() - begun) / TO_MILLIS;
        settle(group);
        return true;
    }

    private boolean halve(List<Item> group) {
        int half = group.size() / 2;
        return applyUntilDone(group.subList(0, half))
                && applyUntilDone(group.subList(half, group.size()));
    }

    private boolean refuse(Item item, Exception cause) {
        String reason = String.valueOf(cause.getMessage());
        try {
            if (!untilTheDatabaseWorks(() -> sink.refuse(item, reason))) {
                return false;
            }
        } catch (SQLException | ArithmeticException | IllegalArgumentException e) {
            LOG.error(
                    "record {} cannot even be kept aside ({}); it follows: {}",
                    item.record().publicId(),
                    e.getMessage(),
                    new String(RefusedRecords.json(item.record()), StandardCharsets.UTF_8));
        }
        refused.incrementAndGet();
        LOG.error(
                "record {} is refused by the database ({}); it is kept in the table refused_record",
                item.record().publicId(),
                reason);
        settle(List.of(item));
        return true;
    }

    private void settle(List<Item> group) {
        reached = group.getLast().sequence();
        applied.addAndGet(group.size());
        done.accept(group.stream().map(Item::record).toList());
    }

    /** A step that the database may refuse. */
    private interface Step {
        void run() throws SQLException;
    }

    /**
     * Tries a step until it is done; false when the end came first.
     *
     * @throws SQLException when the database refuses what is in it
     */
    private boolean untilTheDatabaseWorks(Step step) throws SQLException {
        long wait = FIRST_RETRY_NANOS;
        while (true) {
            boolean last = closing;
            try {
                step.run();
                if (failing) {
                    failing = false;
                    LOG.info("the database can be written again; what waited is being applied");
                }
                return true;
            } catch (SQLException | StoreException e) {
                if (Refusal.isForItsContent(e)) {
                    throw e;
                }
                if (!failing) {
                    failing = true;
                    LOG.error(
                            "the database cannot be written ({}): records wait in the journal,"
                                    + " it is tried again until it works",
                            e.getMessage());
                }
            }
            if (last) {
                return false;
            }
            LockSupport.parkNanos(this, wait);
            wait = Math.min(2 * wait, LAST_RETRY_NANOS);
        }
    }

    /** Applies what can be read, once more if the database fails, and ends; the rest stays in the journal. */
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
