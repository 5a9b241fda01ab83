package dev.junctor.server.journal;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Segments that are ready to be written to, so that the requests under way find room on a disk that has just become full.
 * One is always there, made of zeros by a thread of its own or left over by what was applied.
 */
final class Spares implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private static final String PREFIX = "spare-";
    private static final String SUFFIX = ".journal";
    private static final int MOST = 2;
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Disk disk;
    private final int segmentBytes;
    private final BlockingQueue<String> names = new LinkedBlockingQueue<>();
    private final AtomicLong number = new AtomicLong();
    private final Trouble trouble;
    private final Thread maker;
    private volatile boolean closed;

    Spares(Disk disk, int segmentBytes) {
        this.disk = disk;
        this.segmentBytes = segmentBytes;
        this.trouble = new Trouble("no more room can be made in the journal " + disk.place());
        this.maker = Thread.ofPlatform().name("journal-spare").daemon().unstarted(this::run);
    }

    /** Takes over the spares of an earlier process. */
    void adopt() throws IOException {
        for (String name : disk.names()) {
            if (name.startsWith(PREFIX) && name.endsWith(SUFFIX)) {
                String digits = name.substring(PREFIX.length(), name.length() - SUFFIX.length());
                if (digits.matches("\\d{1,18}")) {
                    number.accumulateAndGet(Long.parseLong(digits), Math::max);
                }
                if (names.size() < MOST && isWhole(name)) {
                    names.add(name);
                } else {
                    disk.delete(name);
                }
            }
        }
    }

    /** Makes the first one if there is none, and goes on making them. */
    void start() {
        prepare();
        maker.start();
    }

    /** Makes one if there is none. */
    void step() {
        prepare();
    }

    /** Whether there is no spare and none can be made. */
    boolean isMissing() {
        return trouble.isPresent() && names.isEmpty();
    }

    int count() {
        return names.size();
    }

    /** A spare; empty when there is none for so long. */
    Optional<String> take(long nanos) {
        try {
            Optional<String> taken = Optional.ofNullable(names.poll(nanos, TimeUnit.NANOSECONDS));
            LockSupport.unpark(maker);
            return taken;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Gives back what {@link #take} gave. */
    void giveBack(String name) {
        names.add(name);
    }

    /** Makes a spare of a segment of which nothing is needed any more, or takes it away. */
    void reuse(String name) {
        try {
            if (names.size() < MOST && isWhole(name)) {
                String spare = nextName();
                disk.rename(name, spare);
                names.add(spare);
                LockSupport.unpark(maker);
            } else {
                disk.delete(name);
            }
        } catch (IOException e) { // the next start finds it and frees it again
            LOG.warn(
                    "segment {} of the journal {} could not be freed: {}",
                    name,
                    disk.place(),
                    e.getMessage());
        }
    }

    /** Keeps a damaged segment for people to look at. */
    void keep(String name) {
        try {
            disk.rename(name, name + Segment.CORRUPT);
        } catch (IOException e) {
            LOG.warn("the damaged segment {} could not be set aside: {}", name, e.getMessage());
        }
    }

    private boolean isWhole(String name) throws IOException {
        try (SegmentFile file = disk.open(name)) {
            return file.size() == segmentBytes;
        }
    }

    private String nextName() {
        return PREFIX + number.incrementAndGet() + SUFFIX;
    }

    private void prepare() {
        if (!names.isEmpty()) {
            trouble.over();
            return;
        }
        try {
            String name = nextName();
            disk.make(name, segmentBytes);
            names.add(name);
            trouble.over();
        } catch (IOException e) {
            trouble.happened(e);
        }
    }

    private void run() {
        while (!closed) {
            prepare();
            boolean missing = names.isEmpty();
            if (closed) {
                return; // asked here again: a lock in what was done before may have taken the
                // signal
            }
            if (missing) {
                LockSupport.parkNanos(this, RETRY_NANOS);
            } else {
                LockSupport.park(this);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(maker);
        try {
            maker.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
