package dev.junctor.lab.sim.store;

import dev.junctor.lab.sim.world.Dice;
import dev.junctor.lab.sim.world.Timeline;
import dev.junctor.server.journal.Disk;
import dev.junctor.server.journal.SegmentFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The disk of one machine. What was written and not forced is lost with the power, all of it or a part: sectors reach
 * the disk in any order. Its troubles: it is full, it fails, the power goes in the middle of a write.
 */
public final class SimDisk implements Disk {
    private static final int SECTOR = 512;

    /** A time in which the disk takes nothing. */
    public record Outage(long fromNanos, long untilNanos) {}

    private final Timeline timeline;
    private final Dice dice;
    private final List<Outage> outages;
    private final TreeMap<String, Content> files = new TreeMap<>();
    private long writesUntilPowerLoss = Long.MAX_VALUE;

    /** What a file holds: for the process, and for who comes after a crash. */
    private static final class Content {
        final byte[] seen;
        final byte[] forced;
        int dirtyFrom = Integer.MAX_VALUE;
        int dirtyTo;

        Content(int bytes) {
            seen = new byte[bytes];
            forced = new byte[bytes];
        }
    }

    public SimDisk(Timeline timeline, Dice dice, List<Outage> outages) {
        this.timeline = timeline;
        this.dice = dice;
        this.outages = List.copyOf(outages);
    }

    /** The power goes in the middle of the write after so many. */
    public void losePowerAfter(long writes) {
        writesUntilPowerLoss = writes;
    }

    /** The power is gone: of what was not forced, chance decides what has reached the disk. */
    public void crash() {
        writesUntilPowerLoss = Long.MAX_VALUE;
        for (Content file : files.values()) {
            int kept = dice.below(3);
            for (int at = file.dirtyFrom / SECTOR * SECTOR; at < file.dirtyTo; at += SECTOR) {
                int length = Math.min(SECTOR, file.seen.length - at);
                boolean lands = kept == 0 || (kept == 1 && dice.oneIn(2));
                if (lands) {
                    System.arraycopy(file.seen, at, file.forced, at, length);
                }
            }
            System.arraycopy(file.forced, 0, file.seen, 0, file.seen.length);
            file.dirtyFrom = Integer.MAX_VALUE;
            file.dirtyTo = 0;
        }
    }

    /** How long it takes nothing in all. */
    public long outageNanos() {
        return outages.stream().mapToLong(outage -> outage.untilNanos() - outage.fromNanos()).sum();
    }

    /** Whether it takes nothing now. */
    public boolean isFailing() {
        for (Outage outage : outages) {
            if (timeline.now() >= outage.fromNanos && timeline.now() < outage.untilNanos) {
                return true;
            }
        }
        return false;
    }

    private void check() throws IOException {
        if (isFailing()) {
            throw new IOException("no space left on device");
        }
    }

    @Override
    public String place() {
        return "disk";
    }

    @Override
    public List<String> names() {
        return new ArrayList<>(files.keySet());
    }

    @Override
    public SegmentFile open(String name) throws IOException {
        Content content = files.get(name);
        if (content == null) {
            throw new IOException("no such file: " + name);
        }
        return new File(content);
    }

    @Override
    public void make(String name, int bytes) throws IOException {
        check();
        files.put(name, new Content(bytes));
    }

    @Override
    public void rename(String from, String to) throws IOException {
        check();
        Content content = files.remove(from);
        if (content == null) {
            throw new IOException("no such file: " + from);
        }
        files.put(to, content);
    }

    @Override
    public void delete(String name) {
        files.remove(name);
    }

    @Override
    public void close() {}

    private final class File implements SegmentFile {
        private final Content content;

        File(Content content) {
            this.content = content;
        }

        @Override
        public long size() {
            return content.seen.length;
        }

        @Override
        public void read(ByteBuffer into, long offset) {
            int length = Math.min(into.remaining(), content.seen.length - (int) offset);
            into.put(content.seen, (int) offset, length);
        }

        @Override
        public void write(ByteBuffer from, long offset) throws IOException {
            check();
            int length = from.remaining();
            boolean dies = writesUntilPowerLoss-- <= 0;
            int taken = dies ? dice.below(length + 1) : length;
            from.get(content.seen, (int) offset, taken);
            content.dirtyFrom = Math.min(content.dirtyFrom, (int) offset);
            content.dirtyTo = Math.max(content.dirtyTo, (int) offset + taken);
            if (dies) {
                throw new PowerLoss("in the middle of a write");
            }
        }

        @Override
        public void force() throws IOException {
            if (dice.oneIn(400)) {
                throw new IOException("input/output error"); // nobody knows what is on the disk
            }
            check();
            if (content.dirtyTo > content.dirtyFrom) {
                System.arraycopy(
                        content.seen,
                        content.dirtyFrom,
                        content.forced,
                        content.dirtyFrom,
                        content.dirtyTo - content.dirtyFrom);
            }
            content.dirtyFrom = Integer.MAX_VALUE;
            content.dirtyTo = 0;
        }

        @Override
        public void close() {}
    }
}
