package dev.junctor.server.journal;

import dev.junctor.core.base.Money;
import dev.junctor.core.record.GenerationRecord;
import dev.junctor.engine.port.DurableLog;
import dev.junctor.engine.port.EventLoop;
import dev.junctor.server.journal.Waiting.Patience;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of this machine in which a charge is safe within milliseconds, long before the database has it.
 *
 * <p>Event loops append and never wait. One thread writes what has gathered and forces it. One other thread, the applier,
 * reads entries from the files, brings them into the database and says so; after a crash it finds there what it had not
 * applied, on the same way. What is applied makes room.
 */
public final class Journal implements DurableLog, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private final Disk disk;
    private final JournalOptions options;
    private final Recovered recovered;
    private final Backlog backlog;
    private final Spares spares;
    private final Writer writer;
    private final Reader reader;
    private final Deque<Mark> marks = new ArrayDeque<>();
    private final AtomicLong late = new AtomicLong();
    private long applied;
    private volatile boolean finished;

    /** What one reading brought, up to an entry. */
    private record Mark(long sequence, long entries, long bytes) {}

    private Journal(Disk disk, JournalOptions options, Recovery.Found found, long spareNanos) {
        this.disk = disk;
        this.options = options;
        this.recovered = found.recovered();
        this.backlog = new Backlog(recovered.unappliedEntries(), found.unappliedBytes());
        backlog.kept.addAll(found.segments());
        backlog.unread.addAll(found.segments());
        this.spares = new Spares(disk, options.segmentBytes());
        this.writer =
                new Writer(
                        disk, spares, backlog, options, recovered.lastSequence() + 1, spareNanos);
        this.reader = new Reader(disk, backlog.unread);
    }

    /**
     * Opens a journal, reads what a crash may have left, and says in the log what was torn or lost.
     *
     * @param folder made when it is not there
     * @param appliedSequence the last entry that the database has; 0 for none
     * @throws JournalException when it cannot be used
     */
    public static Journal open(Path folder, JournalOptions options, long appliedSequence) {
        return open(FileDisk.open(folder), options, appliedSequence);
    }

    /**
     * How many entries lie in a journal that nobody has open, whether the database has them or not.
     *
     * @throws JournalException when it cannot be read
     */
    public static long entries(Path folder) {
        Disk disk = FileDisk.open(folder);
        try {
            return Recovery.read(disk, 0).recovered().unappliedEntries();
        } catch (IOException e) {
            throw new JournalException(
                    "the journal " + disk.place() + " cannot be read: look for a failing disk", e);
        } finally {
            close(disk);
        }
    }

    /** Opens a journal on a disk, which it closes at its end. */
    static Journal open(Disk disk, JournalOptions options, long appliedSequence) {
        Journal journal = opened(disk, options, appliedSequence, Writer.RETRY_NANOS);
        journal.spares.start();
        journal.writer.start();
        return journal;
    }

    /**
     * Opens a journal without threads: nothing reaches the disk but by {@link #step}. For who drives it himself, as a
     * simulation does.
     *
     * @throws JournalException when it cannot be used
     */
    public static Journal stepped(Disk disk, JournalOptions options, long appliedSequence) {
        Journal journal = opened(disk, options, appliedSequence, 0);
        journal.spares.step();
        return journal;
    }

    private static Journal opened(
            Disk disk, JournalOptions options, long appliedSequence, long spareNanos) {
        try {
            Recovery.Found found = Recovery.read(disk, appliedSequence);
            Journal journal = new Journal(disk, options, found, spareNanos);
            RecoveryLog.tell(LOG, disk.place(), found.recovered(), appliedSequence);
            for (String name : found.corrupt()) {
                disk.rename(name, name + Segment.CORRUPT);
            }
            journal.spares.adopt();
            found.free().forEach(journal.spares::reuse);
            return journal;
        } catch (IOException e) {
            close(disk);
            throw new JournalException(
                    "the journal " + disk.place() + " cannot be read: look for a failing disk", e);
        } catch (JournalException e) {
            close(disk);
            throw e;
        }
    }

    /** What was found when it was opened. */
    public Recovered recovered() {
        return recovered;
    }

    @Override
    public Room room() {
        boolean none =
                finished
                        || writer.fails()
                        || spares.isMissing()
                        || backlog.isFull()
                        || backlog.unappliedBytes() + backlog.waitingBytes()
                                >= options.maxUnappliedBytes();
        return none ? Room.NONE : Room.THERE_IS;
    }

    /**
     * Appends a record; any thread, never waits. It is taken even when there is no room, for the request has begun.
     *
     * @throws IllegalArgumentException when the record is longer than a segment
     */
    @Override
    public void append(GenerationRecord record, EventLoop loop, Runnable written) {
        boolean waits =
                options.durability() != Durability.RELAXED && !record.cost().equals(Money.ZERO);
        byte[] bytes = RecordCodec.encode(record);
        if (bytes.length > writer.longestRecord()) {
            throw new IllegalArgumentException(
                    "a record of " + bytes.length + " bytes is longer than a segment");
        }
        if (finished) {
            if (late.getAndIncrement() == 0) {
                LOG.error("a record came after the journal's end and is lost");
            }
            return;
        }
        backlog.appended(bytes.length);
        writer.add(
                new Waiting(bytes, loop, written, waits ? Patience.WAITS : Patience.HAS_GONE_ON));
        if (!waits) {
            written.run();
        }
    }

    /**
     * The entries after those that were read last, in their order, {@code max} at most, only such as cannot be lost; for
     * the applier's thread, which asks again and again: on the way, segments are freed that have been applied.
     *
     * @return empty when there are none
     * @throws JournalException when an entry cannot be read; the next call tries the same one
     */
    public List<Entry> read(int max) {
        freeApplied();
        Reader.Read read = reader.next(max);
        if (!read.entries().isEmpty()) {
            int count = read.entries().size();
            marks.add(new Mark(read.entries().getLast().sequence(), count, read.bytes()));
            backlog.read(count);
        }
        return read.entries();
    }

    /**
     * Waits until at least {@code entries} can be read, the journal has ended, or time is over; for the applier's thread.
     */
    public void awaitMore(int entries, long nanos) {
        backlog.await(entries, nanos);
    }

    /**
     * The database has everything up to an entry, the last of a {@link #read}: tells who waits for that, and frees what is
     * no longer needed; for the applier's thread.
     */
    public void applied(long sequence) {
        Messages messages = new Messages();
        for (Backlog.Patient patient = backlog.patients.peek();
                patient != null && patient.sequence() <= sequence;
                patient = backlog.patients.peek()) {
            messages.add(patient.loop(), patient.written());
            backlog.patients.remove();
        }
        messages.send();
        while (!marks.isEmpty() && marks.getFirst().sequence() <= sequence) {
            Mark mark = marks.removeFirst();
            backlog.applied(mark.entries(), mark.bytes());
        }
        applied = Math.max(applied, sequence);
        freeApplied();
    }

    /** The writer may leave a segment after its last entry was applied, so that this is looked for again and again. */
    private void freeApplied() {
        for (Segment segment = backlog.kept.peek();
                segment != null && segment.closed && segment.last <= applied;
                segment = backlog.kept.peek()) {
            backlog.kept.remove();
            reader.leave(segment);
            free(segment);
        }
    }

    private void free(Segment segment) {
        switch (segment.condition) {
            case SOUND -> spares.reuse(segment.name);
            case DAMAGED -> spares.keep(segment.name);
        }
    }

    /**
     * Writes and forces what waits, on the thread of whoever calls it; only after {@link #stepped}.
     *
     * @return false when the disk did not take it: it is to be tried again
     */
    public boolean step() {
        spares.step();
        return writer.step();
    }

    /** How full it is. */
    public Depths depths() {
        return new Depths(
                backlog.waitingEntries(),
                backlog.waitingBytes(),
                backlog.unappliedEntries(),
                backlog.unappliedBytes(),
                backlog.kept.size(),
                spares.count(),
                writer.lastForceNanos());
    }

    /**
     * Writes and forces what waits; nothing may be appended any more. What was written can still be read and applied until
     * {@link #close}.
     */
    public void finish() {
        if (!finished) {
            finished = true;
            writer.end();
            spares.close();
            backlog.end();
        }
    }

    /** Finishes, and gives the folder free; for when the applier has ended. */
    @Override
    public void close() {
        finish();
        reader.close();
        close(disk);
    }

    private static void close(Disk disk) {
        try {
            disk.close();
        } catch (IOException e) {
            LOG.debug("the journal's folder could not be closed", e); // the process ends its locks
        }
    }
}
