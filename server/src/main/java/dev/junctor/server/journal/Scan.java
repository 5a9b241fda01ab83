package dev.junctor.server.journal;

import dev.junctor.server.journal.Segment.Run;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What can be read of one segment, from its first entry to its last. */
final class Scan {
    /** Sequences that are missing where others follow. */
    record Gap(long offset, long from, long to) {}

    final List<Run> runs = new ArrayList<>();
    final List<Gap> gaps = new ArrayList<>();
    final boolean endsOrderly;

    /** Where the next entry would begin. */
    final long end;

    /** The last valid entry, or the one before the first that was looked for. */
    final long last;

    /** Everything below had been forced, as far as entries of this segment prove it. */
    final long forcedBelow;

    final long unappliedEntries;
    final long unappliedBytes;

    /**
     * Reads a segment. Entries of the file's earlier uses have lower sequences and are not seen; those from
     * {@code bound} on are written again in a later segment and not seen either.
     *
     * @param first the sequence that it begins with
     * @param bound the first sequence of the segment that follows; {@link Long#MAX_VALUE} for none
     * @param applied up to here the database has everything
     */
    Scan(SegmentFile file, long first, long bound, long applied) throws IOException {
        Window window = new Window(file);
        long expected = first;
        long at = SegmentHead.SIZE;
        long forced = 0;
        long entries = 0;
        long bytes = 0;
        boolean follows = false;
        while (expected < bound) {
            if (!window.find(at, expected, expected)) {
                long most = expected + (window.fileSize() - at) / Frame.HEAD;
                long next = window.search(at, expected, Math.min(bound - 1, most));
                if (next < 0) {
                    break;
                }
                gaps.add(new Gap(at, expected, window.sequence()));
                expected = window.sequence();
                at = next;
                follows = false;
            }
            int size = Frame.size(window.length());
            forced = Math.max(forced, expected - window.before());
            if (expected > applied) {
                if (!follows) {
                    runs.add(new Run(at, expected));
                    follows = true;
                }
                runs.getLast().end = at + size;
                entries++;
                bytes += size;
            }
            expected++;
            at += size;
        }
        endsOrderly = expected == bound || window.isEnd(at);
        end = at;
        last = expected - 1;
        forcedBelow = forced;
        unappliedEntries = entries;
        unappliedBytes = bytes;
    }
}
