package dev.junctor.server.store;

import dev.junctor.core.record.GenerationRecord;
import dev.junctor.server.journal.Journal;
import dev.junctor.server.journal.JournalOptions;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way of records into the tables: a journal, and the applier behind it. */
public final class Recording implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Recording.class);

    private final Journal journal;
    private final Applier applier;
    private final List<Consumer<List<GenerationRecord>>> listeners = new CopyOnWriteArrayList<>();

    private Recording(Journal journal, Applier.Sink sink) {
        this.journal = journal;
        this.applier =
                new Applier(
                        new Entries(journal),
                        sink,
                        records -> listeners.forEach(listener -> listener.accept(records)),
                        System::nanoTime);
    }

    /**
     * Opens a node's journal and brings into the tables what an earlier process left in it, so that sums that are read
     * from now on know of it.
     *
     * @param node 0 to 1,023
     * @param limits hear of each charge
     * @throws dev.junctor.server.journal.JournalException when the journal cannot be used
     * @throws StoreException when the journal goes with another database, or with another state of this one
     */
    static Recording open(
            Path folder, JournalOptions options, Database database, int node, LimitWatch limits)
            throws SQLException {
        AppliedGroups groups = new AppliedGroups(database, node, limits);
        Watermark.Known known = database.read(connection -> Watermark.known(connection, node));
        JournalOwner owner = new JournalOwner(folder);
        if (!owner.goesWith(known)) {
            long entries = Journal.entries(folder);
            if (entries > 0) {
                throw owner.isAnothers(entries);
            }
        }
        Journal journal = Journal.open(folder, options, known.sequence());
        try {
            long absent = journal.recovered().absent();
            if (absent > 0 && !owner.hasDamage()) {
                throw owner.lacks(absent);
            }
            String mark = owner.mark(known);
            database.write(connection -> {
                Watermark.belongsTo(connection, node, mark);
                return true;
            });
        } catch (SQLException | RuntimeException e) {
            journal.close();
            throw e;
        }
        Recording recording = new Recording(journal, groups);
        long recovered = recording.applier.recover();
        if (recovered > 0) {
            LOG.info(
                    "{} records of the time before were in the journal only; they are in the"
                            + " store now",
                    recovered);
        }
        return recording;
    }

    /**
     * The log that requests write to.
     *
     * @param counters what hears of each record that is taken
     * @param pending where records are until they are in the tables
     */
    RecordLog log(List<Spending> counters, Pending pending) {
        RecordLog log = new RecordLog(journal, counters, pending, applier);
        listeners.add(log::applied);
        return log;
    }

    void start() {
        applier.start();
    }

    /** Where records are durable first. */
    public Journal journal() {
        return journal;
    }

    /** What brings them into the tables. */
    public Applier applier() {
        return applier;
    }

    /** Writes what waits, brings it into the tables and ends; what does not get there stays in the journal. */
    @Override
    public void close() {
        journal.finish();
        applier.close();
        journal.close();
    }

    /** The journal as the applier reads it. */
    private record Entries(Journal journal) implements Applier.Source {
        @Override
        public List<Applier.Item> read(int max) {
            return journal.read(max).stream()
                    .map(entry -> new Applier.Item(entry.sequence(), entry.record()))
                    .toList();
        }

        @Override
        public void awaitMore(int entries, long nanos) {
            journal.awaitMore(entries, nanos);
        }

        @Override
        public void applied(long sequence) {
            journal.applied(sequence);
        }
    }
}
