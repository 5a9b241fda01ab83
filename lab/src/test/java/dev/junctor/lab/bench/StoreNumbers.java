package dev.junctor.lab.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.junctor.server.journal.Durability;
import dev.junctor.server.journal.Journal;
import dev.junctor.server.journal.JournalOptions;
import dev.junctor.server.store.DatabaseUrl;
import dev.junctor.server.store.IdMaker;
import dev.junctor.server.store.Store;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** How fast a journal that was left behind gets into the tables, and what the tables then are. */
final class StoreNumbers {
    private static final JournalOptions OPTIONS = JournalOptions.of(Durability.CHARGE);
    private static final int READS = 30;
    private static final int DAYS = 40;
    private static final double TO_MICROS = 1e3;
    private static final double TO_MILLIS = 1e6;
    private static final double TO_SECONDS = 1e9;
    private static final long WINDOW = 20_000;

    private final Path folder;
    private final DatabaseUrl database;
    private final MoneyRecords records = new MoneyRecords(new IdMaker(0, 0));
    private long written;

    /**
     * A store of its own.
     *
     * @param folder empty or not there
     */
    StoreNumbers(Path folder, DatabaseUrl database) {
        this.folder = folder;
        this.database = database;
    }

    /**
     * What one recovery took.
     *
     * @param records a second
     * @param cpuMicros of the thread that applies, for a record
     * @param processMicros the same with all other threads, the compiler's too
     */
    record Applied(double records, double cpuMicros, double processMicros) {}

    /** Makes the tables, so that this is not measured. */
    void prepare() {
        Store.open(folder, database, OPTIONS).close();
    }

    /**
     * Leaves records in the journal that no table has, spread evenly over a time.
     *
     * @param fromMillis of the first, in milliseconds since 1970 in UTC; later than all before
     */
    void leave(int count, long fromMillis, long toMillis) throws IOException {
        Files.createDirectories(folder);
        QueueLoop loop = new QueueLoop();
        AtomicLong safe = new AtomicLong();
        try (Journal journal = Journal.open(folder.resolve("journal"), OPTIONS, written)) {
            for (int i = 0; i < count; i++) {
                long at = fromMillis + (toMillis - fromMillis) * i / count;
                journal.append(records.of(written + i, at), loop, safe::incrementAndGet);
                while (i - safe.get() > WINDOW) {
                    loop.turn();
                    LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(100));
                }
            }
        }
        written += count;
    }

    /** Opens the store, which applies what was left, and closes it. */
    Applied recover(int count) {
        OperatingSystemMXBean system =
                (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long own = threads.getCurrentThreadCpuTime();
        long cpu = system.getProcessCpuTime();
        long begun = System.nanoTime();
        try (Store store = Store.open(folder, database, OPTIONS)) {
            long took = System.nanoTime() - begun;
            long used = system.getProcessCpuTime() - cpu;
            long usedHere = threads.getCurrentThreadCpuTime() - own;
            refuseLess(store);
            return new Applied(
                    count / (took / TO_SECONDS),
                    usedHere / TO_MICROS / count,
                    used / TO_MICROS / count);
        }
    }

    /** A figure means nothing where records are missing. */
    private void refuseLess(Store store) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        long there =
                store.activity().byEndpoint(today.minusDays(DAYS), today).stream()
                        .mapToLong(row -> row.totals().requests())
                        .sum();
        if (there != written) {
            throw new IllegalStateException(
                    "of " + written + " records in the journal " + there + " are in the tables");
        }
    }

    /** Milliseconds for the activity of 30 days by day and model; the median of many reads. */
    double activityMillis(long nowMillis) {
        LocalDate today = LocalDate.ofEpochDay(TimeUnit.MILLISECONDS.toDays(nowMillis));
        double[] figures = new double[READS];
        try (Store store = Store.open(folder, database, OPTIONS)) {
            for (int i = 0; i < READS; i++) {
                long begun = System.nanoTime();
                int rows = store.activity().byEndpoint(today.minusDays(29), today).size();
                figures[i] = (System.nanoTime() - begun) / TO_MILLIS;
                if (rows == 0) {
                    throw new IllegalStateException("there is no activity");
                }
            }
        }
        Arrays.sort(figures);
        return figures[READS / 2];
    }

    /** Bytes of the tables in the data folder for each record. */
    double bytesOfARecord() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            long bytes =
                    files.filter(file -> file.getFileName().toString().startsWith("junctor.db"))
                            .mapToLong(file -> file.toFile().length())
                            .sum();
            return (double) bytes / written;
        }
    }

    /** A day's beginning, so many days ago. */
    static long daysAgo(int days) {
        return LocalDate.now(ZoneOffset.UTC)
                .minusDays(days)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant()
                .toEpochMilli();
    }
}
