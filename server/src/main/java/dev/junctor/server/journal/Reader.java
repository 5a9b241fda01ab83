package dev.junctor.server.journal;

import dev.junctor.server.journal.Segment.Run;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Reads entries in their order, each once, as far as they are on the disk. One thread. */
final class Reader implements AutoCloseable {
    private final Disk disk;
    private final Queue<Segment> segments;
    private final RecordCodec codec = new RecordCodec();
    private @Nullable Open open;

    Reader(Disk disk, Queue<Segment> segments) {
        this.disk = disk;
        this.segments = segments;
    }

    /**
     * What was read.
     *
     * @param bytes that the entries take on the disk
     */
    record Read(List<Entry> entries, long bytes) {}

    /** The next entries, {@code max} at most; fewer when one cannot be read, which the next call then says. */
    Read next(int max) {
        List<Entry> entries = new ArrayList<>(Math.min(max, 1024));
        long bytes = 0;
        try {
            while (entries.size() < max) {
                Open from = opened();
                if (from == null) {
                    break;
                }
                boolean last = from.segment.closed; // looked at first: nothing is added after it
                if (from.hasNext()) {
                    long before = from.at;
                    entries.add(entry(from));
                    bytes += from.at - before;
                } else if (last && !from.hasNext()) {
                    close();
                } else {
                    break;
                }
            }
        } catch (JournalException e) {
            if (entries.isEmpty()) {
                throw e;
            } // otherwise these are not lost for it, and the next call fails again
        }
        return new Read(entries, bytes);
    }

    private @Nullable Open opened() {
        Open current = open;
        if (current != null && current.isStale) {
            try {
                current.reopen(disk);
            } catch (IOException e) {
                throw unreadable(current.segment, current.sequence, e);
            }
        }
        if (open == null) {
            Segment segment = segments.peek();
            if (segment == null) {
                return null;
            }
            try {
                open = new Open(segment, disk.open(segment.name));
                segments.remove();
            } catch (IOException e) {
                throw unreadable(segment, segment.runs.getFirst().firstSequence, e);
            }
        }
        return open;
    }

    private Entry entry(Open from) {
        try {
            return from.next(codec);
        } catch (IOException | IllegalArgumentException e) {
            from.isStale = true; // an interrupt, for one, closes a file for good
            throw unreadable(from.segment, from.sequence, e);
        }
    }

    private JournalException unreadable(Segment segment, long sequence, Exception cause) {
        return new JournalException(
                "entry "
                        + sequence
                        + " in "
                        + segment.name
                        + " of the journal "
                        + disk.place()
                        + " cannot be read: look for a failing disk, then restart",
                cause);
    }

    /** Gives up a segment that is about to go, all of which has been read. */
    void leave(Segment segment) {
        Open current = open;
        if (current != null && current.segment == segment) {
            close();
        }
    }

    @Override
    public void close() {
        Open ended = open;
        if (ended != null) {
            open = null;
            ended.close();
        }
    }

    /** A segment that is being read. */
    private static final class Open implements AutoCloseable {
        final Segment segment;
        private SegmentFile file;
        private Window window;
        private boolean isStale;
        private int runIndex;
        private long known;
        private long sequence;
        private long at;

        Open(Segment segment, SegmentFile file) throws IOException {
            this.segment = segment;
            this.file = file;
            this.window = new Window(file);
            begin(segment.runs.getFirst());
        }

        void reopen(Disk disk) throws IOException {
            close();
            file = disk.open(segment.name);
            window = new Window(file);
            isStale = false;
        }

        private void begin(Run run) {
            at = run.start;
            sequence = run.firstSequence;
        }

        boolean hasNext() {
            while (at == segment.runs.get(runIndex).end && runIndex + 1 < segment.runs.size()) {
                begin(segment.runs.get(++runIndex));
            }
            long end = segment.runs.get(runIndex).end;
            if (end != known) {
                known = end;
                window.refresh(); // what was read behind the old end has been written over
            }
            return at < end;
        }

        Entry next(RecordCodec codec) throws IOException {
            if (!window.find(at, sequence, sequence)) {
                throw new IOException("its checksum does not fit");
            }
            int from = window.recordIndex();
            Entry entry =
                    new Entry(sequence, codec.decode(window.array(), from, from + window.length()));
            at += Frame.size(window.length());
            sequence++;
            return entry;
        }

        @Override
        public void close() {
            try {
                file.close();
            } catch (IOException e) {
                throw new JournalException("a segment of the journal could not be closed", e);
            }
        }
    }
}
