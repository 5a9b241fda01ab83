package dev.junctor.server.journal;

import dev.junctor.server.journal.Segment.Run;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes: it takes what has gathered, writes it at once, forces it once, and tells who waits.
 *
 * <p>When that fails, nobody knows what is on the disk, and the system may even take what it could not write for written.
 * So the segment is left where its last forced entry ends, and the same entries are written again, with the same
 * sequences, to a fresh one.
 */
final class Writer {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private static final int LARGEST_WRITE = 4 << 20;
    private static final int USUAL_WRITE = 256 << 10;
    static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int LAST_TRIES = 3;

    private final Disk disk;
    private final Spares spares;
    private final Backlog backlog;
    private final int segmentBytes;
    private final Durability durability;
    private final Trouble trouble;
    private final Thread thread;
    private final long spareNanos;
    private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final Deque<Waiting> group = new ArrayDeque<>();
    private final Linger linger = new Linger();
    private final CRC32C checksum = new CRC32C();
    private final Messages messages = new Messages();
    private ByteBuffer buffer = ByteBuffer.allocateDirect(USUAL_WRITE);
    private @Nullable SegmentFile file;
    private Segment segment;
    private long next;
    private volatile boolean asleep;
    private volatile boolean ending;
    private volatile long lastForceNanos;

    /**
     * @param next the sequence of the next entry
     * @param spareNanos how long it waits for a spare segment
     */
    Writer(
            Disk disk,
            Spares spares,
            Backlog backlog,
            JournalOptions options,
            long next,
            long spareNanos) {
        this.spareNanos = spareNanos;
        this.disk = disk;
        this.spares = spares;
        this.backlog = backlog;
        this.segmentBytes = options.segmentBytes();
        this.durability = options.durability();
        this.next = next;
        this.segment = Segment.begun(next);
        this.trouble = new Trouble("the journal " + disk.place() + " cannot be written");
        this.thread = Thread.ofPlatform().name("journal").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Whether writing fails. */
    boolean fails() {
        return trouble.isPresent();
    }

    long lastForceNanos() {
        return lastForceNanos;
    }

    /** The longest record that a segment has room for. */
    int longestRecord() {
        return segmentBytes - SegmentHead.SIZE - Frame.END - Frame.HEAD - Frame.ALIGNMENT;
    }

    /** Takes a record; any thread, never waits. */
    void add(Waiting waiting) {
        queue.add(waiting);
        if (asleep) {
            asleep = false;
            LockSupport.unpark(thread);
        }
    }

    /** Writes what waits, once, on the thread of whoever calls it; false when the disk did not take it. */
    boolean step() {
        gather();
        return group.isEmpty() || writeAll();
    }

    /** Writes what waits, and ends; false when the disk did not take it. */
    boolean end() {
        ending = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        run(); // for what was added while the thread ended
        return group.isEmpty();
    }

    private void run() {
        long lingerNanos = 0;
        int failures = 0;
        while (true) {
            gather();
            if (group.isEmpty()) {
                if (ending) {
                    leave();
                    return;
                }
                sleep();
                continue;
            }
            if (lingerNanos > 0 && !ending) {
                pause(lingerNanos);
                gather();
            }
            lingerNanos = linger.next(group.size(), System.nanoTime());
            if (writeAll()) {
                failures = 0;
            } else if (ending && ++failures == LAST_TRIES) {
                LOG.error(
                        "{} records are lost at the end: the disk does not take them",
                        group.size());
                return;
            } else {
                pause(RETRY_NANOS);
            }
        }
    }

    private void gather() {
        for (Waiting waiting = queue.poll(); waiting != null; waiting = queue.poll()) {
            group.add(waiting);
        }
    }

    private void sleep() {
        asleep = true;
        if (queue.isEmpty() && !ending) { // whoever comes later sees that this thread sleeps
            LockSupport.park(this);
        }
        asleep = false;
    }

    /** Whoever adds something does not shorten it. */
    private void pause(long nanos) {
        long until = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
    }

    private boolean writeAll() {
        try {
            while (!group.isEmpty()) {
                write();
            }
            trouble.over();
            return true;
        } catch (IOException e) {
            trouble.happened(e);
            leave();
            return false;
        }
    }

    /** Writes as many entries as fit into one write, and forces them. */
    private void write() throws IOException {
        SegmentFile to = fileFor(Frame.size(group.getFirst().record.length));
        Run run = segment.runs.getFirst();
        long start = run.end;
        buffer.clear();
        if (segment.last < run.firstSequence) { // its first entries bring its head with them
            SegmentHead.put(buffer, SegmentHead.VERSION, run.firstSequence);
            start = 0;
        }
        int count = 0;
        long recordBytes = 0;
        int from = buffer.position();
        for (Waiting waiting : group) {
            int size = Frame.size(waiting.record.length);
            int after = buffer.position() + size + Frame.END;
            if (start + after > segmentBytes || (count > 0 && after > LARGEST_WRITE)) {
                break;
            }
            room(size + Frame.END);
            Frame.put(buffer, checksum, next + count, count, waiting.record);
            recordBytes += waiting.record.length;
            count++;
        }
        int framed = buffer.position() - from;
        Frame.putEnd(buffer);
        long began = System.nanoTime();
        to.write(buffer.flip(), start);
        to.force();
        lastForceNanos = System.nanoTime() - began;
        publish(count, recordBytes, framed);
    }

    private void room(int more) {
        if (buffer.remaining() < more) {
            int needed = buffer.position() + more;
            ByteBuffer larger = ByteBuffer.allocateDirect(Math.max(2 * buffer.capacity(), needed));
            buffer = larger.put(buffer.flip());
        }
    }

    /** They are on the disk: first the reader may see them, then who waits hears of it. */
    private void publish(int count, long recordBytes, long framed) {
        for (int i = 0; i < count; i++) {
            Waiting waiting = group.remove();
            if (waiting.patience == Waiting.Patience.HAS_GONE_ON) {
                continue;
            }
            if (durability == Durability.DATABASE) {
                backlog.patients.add(new Backlog.Patient(next + i, waiting.loop, waiting.written));
            } else {
                messages.add(waiting.loop, waiting.written);
            }
        }
        Run run = segment.runs.getFirst();
        boolean first = segment.last < run.firstSequence;
        next += count;
        segment.last = next - 1;
        long end = run.end + framed; // nobody else writes it
        run.end = end;
        if (first) {
            backlog.kept.add(segment);
            backlog.unread.add(segment);
        }
        messages.send();
        backlog.forced(count, recordBytes, framed);
    }

    /** The file that has room for an entry: the one in use, else a fresh one. */
    private SegmentFile fileFor(int size) throws IOException {
        SegmentFile open = file;
        if (open != null && segment.runs.getFirst().end + size + Frame.END <= segmentBytes) {
            return open;
        }
        leave();
        String spare =
                spares.take(spareNanos)
                        .orElseThrow(() -> new IOException("there is no spare segment"));
        Segment fresh = Segment.begun(next);
        try {
            disk.rename(spare, fresh.name);
        } catch (IOException e) {
            spares.giveBack(spare);
            throw e;
        }
        segment = fresh;
        SegmentFile opened = disk.open(fresh.name);
        file = opened;
        return opened;
    }

    /** Ends the segment in use where its last forced entry ends. */
    private void leave() {
        SegmentFile open = file;
        if (open == null) {
            return;
        }
        file = null;
        segment.closed = true;
        try {
            open.close();
        } catch (IOException e) {
            LOG.debug("a segment could not be closed", e); // all that counts of it is forced
        }
    }
}
