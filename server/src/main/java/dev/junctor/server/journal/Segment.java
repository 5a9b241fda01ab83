package dev.junctor.server.journal;

import java.util.List;

/**
 * A file of the journal as reader and writer share it: the writer extends its last run and closes it, the reader follows.
 */
final class Segment {
    private static final String SUFFIX = ".journal";
    private static final int DIGITS = 20;

    /** What a damaged segment is called once all that can be read of it is in the database. */
    static final String CORRUPT = ".corrupt";

    final String name;
    final List<Run> runs;

    /** Whether it has bytes that cannot be read, so that it is kept for people to look at. */
    final Condition condition;

    /** The last entry in it; settled when {@link #closed} is. */
    volatile long last;

    /** Nothing is written to it any more. */
    volatile boolean closed;

    Segment(String name, List<Run> runs, Condition condition, long last) {
        this.name = name;
        this.runs = List.copyOf(runs);
        this.condition = condition;
        this.last = last;
    }

    /** A segment into which is being written. */
    static Segment begun(long firstSequence) {
        return new Segment(
                name(firstSequence),
                List.of(new Run(SegmentHead.SIZE, firstSequence)),
                Condition.SOUND,
                firstSequence - 1);
    }

    /** Names sort as the sequences do. */
    static String name(long firstSequence) {
        String digits = Long.toString(firstSequence);
        return "0".repeat(DIGITS - digits.length()) + digits + SUFFIX;
    }

    static boolean isName(String name) {
        return name.length() == DIGITS + SUFFIX.length()
                && name.endsWith(SUFFIX)
                && name.chars().limit(DIGITS).allMatch(digit -> digit >= '0' && digit <= '9')
                && name.compareTo("09") < 0;
    }

    static long firstSequence(String name) {
        return Long.parseLong(name.substring(0, DIGITS));
    }

    /** Whether all of it can be read. */
    enum Condition {
        SOUND,
        DAMAGED
    }

    /** Entries that follow one another without a gap. */
    static final class Run {
        final long start;
        final long firstSequence;

        /** Where the next entry will begin. */
        volatile long end;

        Run(long start, long firstSequence) {
            this.start = start;
            this.end = start;
            this.firstSequence = firstSequence;
        }
    }
}
