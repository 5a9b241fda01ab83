package dev.junctor.server.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Whatever is damaged in a segment, each entry that was not hit comes back as it was, in its order and once; and what was
 * forced and is lost is counted.
 *
 * <p>The first byte of an input says up to where the database has everything, the second whether the file is cut; three
 * bytes after them say where and how a byte is changed.
 */
public final class JournalLaw {
    /** Each written and forced by itself. */
    private static final int FORCED = 20;

    /** These and four more of one write, which nothing forces. */
    private static final int ALL = 24;

    private static final int FILE_BYTES = 64 << 10;

    private JournalLaw() {}

    private static final class Written {
        static final List<Integer> ENDS = new ArrayList<>();
        static final byte[] BYTES = bytes();

        private static byte[] bytes() {
            ByteBuffer out = ByteBuffer.allocate(FILE_BYTES);
            SegmentHead.put(out, SegmentHead.VERSION, 1);
            ENDS.add(out.position());
            for (long id = 1; id <= ALL; id++) {
                int before = id <= FORCED ? 0 : (int) (id - FORCED - 1);
                byte[] record = RecordCodec.encode(SampleRecords.charged(id, id));
                Frame.put(out, new CRC32C(), id, before, record);
                ENDS.add(out.position());
            }
            Frame.putEnd(out);
            return out.array();
        }
    }

    /** Checks it. */
    public static void check(byte[] input) {
        int applied = input.length > 0 ? (input[0] & 0xFF) % (ALL + 1) : 0;
        byte[] damaged = damaged(input);
        FakeDisk disk = new FakeDisk();
        disk.replace(Segment.name(1), damaged);
        try {
            Recovery.Found found = Recovery.read(disk, applied);
            List<Long> read = read(disk, found);
            for (int id = applied + 1; id <= ALL; id++) {
                if (isWhole(damaged, id)) {
                    assertThat(read).as("an entry that was not hit").contains((long) id);
                }
            }
            long lost = 0;
            for (long id = applied + 1L; id <= FORCED; id++) {
                boolean proven = !read.isEmpty() && read.getLast() > id;
                lost += proven && !read.contains(id) ? 1 : 0;
            }
            assertThat(
                            found.recovered().damages().stream()
                                    .mapToLong(Recovered.Damage::entries)
                                    .sum())
                    .as("what was forced and is lost is counted")
                    .isEqualTo(lost);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Long> read(FakeDisk disk, Recovery.Found found) {
        List<Long> ids = new ArrayList<>();
        try (Reader reader = new Reader(disk, new ArrayDeque<>(found.segments()))) {
            for (Reader.Read some = reader.next(7);
                    !some.entries().isEmpty();
                    some = reader.next(7)) {
                for (Entry entry : some.entries()) {
                    assertThat(entry.record())
                            .as("as it was written")
                            .isEqualTo(SampleRecords.charged(entry.sequence(), entry.sequence()));
                    ids.add(entry.sequence());
                }
            }
        }
        assertThat(ids).isSorted().doesNotHaveDuplicates();
        assertThat(found.recovered().unappliedEntries()).isEqualTo(ids.size());
        return ids;
    }

    private static byte[] damaged(byte[] input) {
        byte[] bytes = Written.BYTES.clone();
        int used = Written.ENDS.getLast() + Frame.END;
        for (int i = 2; i + 2 < input.length; i += 3) {
            int at = ((input[i] & 0xFF) << 8 | (input[i + 1] & 0xFF)) % used;
            bytes[at] ^= input[i + 2];
        }
        int cut = input.length > 1 ? input[1] & 0xFF : 0;
        return cut == 0 ? bytes : Arrays.copyOf(bytes, cut * used / 256);
    }

    /** Whether an entry is all there, but for the bytes that fill it up. */
    private static boolean isWhole(byte[] damaged, int id) {
        int from = Written.ENDS.get(id - 1);
        int to = Written.ENDS.get(id);
        return to <= damaged.length
                && Arrays.mismatch(damaged, from, to, Written.BYTES, from, to) < 0;
    }
}
