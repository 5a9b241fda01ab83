package dev.junctor.server.journal;

import dev.junctor.server.journal.Recovered.Damage;
import dev.junctor.server.journal.Recovered.Torn;
import dev.junctor.server.journal.Segment.Condition;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Finds out what a journal holds that the database does not have. Segments are read from the last to the first, since each
 * one's first sequence tells where the one before it must end. Nothing is changed on the disk.
 */
final class Recovery {
    private final Disk disk;
    private final long applied;
    private final Deque<Segment> unapplied = new ArrayDeque<>();
    private final List<String> free = new ArrayList<>();
    private final List<String> corrupt = new ArrayList<>();
    private final Deque<Torn> torn = new ArrayDeque<>();
    private final Deque<Damage> damages = new ArrayDeque<>();
    private long bound = Long.MAX_VALUE;
    private long highest;
    private long entries;
    private long bytes;

    private Recovery(Disk disk, long applied) {
        this.disk = disk;
        this.applied = applied;
    }

    /**
     * What was found.
     *
     * @param segments with entries that the database does not have, in order
     * @param free names of segments of which nothing is needed any more
     * @param corrupt names of segments that only people may want to look at
     * @param unappliedBytes of all entries that the database does not have
     */
    record Found(
            Recovered recovered,
            List<Segment> segments,
            List<String> free,
            List<String> corrupt,
            long unappliedBytes) {}

    /**
     * Reads a journal.
     *
     * @param applied up to here the database has everything
     * @throws JournalException when it is of a newer version
     */
    static Found read(Disk disk, long applied) throws IOException {
        List<String> names = disk.names().stream().filter(Segment::isName).sorted().toList();
        for (String name : names) {
            checkVersion(disk, name);
        }
        Recovery recovery = new Recovery(disk, applied);
        for (String name : names.reversed()) {
            recovery.segment(name);
        }
        return recovery.found();
    }

    private static void checkVersion(Disk disk, String name) throws IOException {
        try (SegmentFile file = disk.open(name)) {
            if (SegmentHead.read(file).version() > SegmentHead.VERSION) {
                throw new JournalException(
                        "the journal "
                                + disk.place()
                                + " was written by a newer version of Junctor: start that one, or"
                                + " let it apply the journal first");
            }
        }
    }

    private void segment(String name) throws IOException {
        long first = Segment.firstSequence(name);
        if (bound - 1 <= applied) { // the database has all of it
            free.add(name);
            bound = Math.min(bound, first);
            return;
        }
        try (SegmentFile file = disk.open(name)) {
            Scan scan = new Scan(file, first, bound, applied);
            if (scan.last < first) {
                empty(name, first, SegmentHead.read(file).firstSequence() == first);
            } else {
                filled(name, scan);
                bound = first;
            }
        }
    }

    /** A segment without a single entry: the crash came before its first, or all are lost. */
    private void empty(String name, long first, boolean begun) {
        if (bound == Long.MAX_VALUE) {
            if (begun) {
                torn.addFirst(new Torn(name, SegmentHead.SIZE));
            }
            free.add(name);
        } else {
            long missing = bound - Math.max(first, applied + 1);
            damages.addFirst(new Damage(name, SegmentHead.SIZE, missing, name + Segment.CORRUPT));
            corrupt.add(name);
            bound = first;
        }
    }

    private void filled(String name, Scan scan) {
        long missing = 0;
        long damagedAt = 0;
        if (bound != Long.MAX_VALUE && scan.last + 1 < bound) {
            missing = bound - Math.max(scan.last, applied) - 1;
            damagedAt = scan.end;
        } else if (!scan.endsOrderly) {
            torn.addFirst(new Torn(name, scan.end));
        }
        for (Scan.Gap gap : scan.gaps.reversed()) {
            long lost = Math.min(gap.to(), scan.forcedBelow) - Math.max(gap.from(), applied + 1);
            if (lost > 0) {
                missing += lost;
                damagedAt = gap.offset();
            } else if (gap.to() > applied + 1) {
                torn.addFirst(new Torn(name, gap.offset()));
            }
        }
        if (missing > 0) {
            damages.addFirst(new Damage(name, damagedAt, missing, name + Segment.CORRUPT));
        }
        highest = Math.max(highest, scan.last);
        entries += scan.unappliedEntries;
        bytes += scan.unappliedBytes;
        if (scan.runs.isEmpty()) {
            (missing > 0 ? corrupt : free).add(name);
            return;
        }
        Segment segment =
                new Segment(
                        name,
                        scan.runs,
                        missing > 0 ? Condition.DAMAGED : Condition.SOUND,
                        scan.last);
        segment.closed = true;
        unapplied.addFirst(segment);
    }

    private Found found() {
        long absent = bound == Long.MAX_VALUE ? 0 : Math.max(0, bound - applied - 1);
        Recovered recovered =
                new Recovered(
                        entries,
                        Math.max(highest, applied),
                        List.copyOf(torn),
                        List.copyOf(damages),
                        absent);
        return new Found(
                recovered, List.copyOf(unapplied), List.copyOf(free), List.copyOf(corrupt), bytes);
    }
}
