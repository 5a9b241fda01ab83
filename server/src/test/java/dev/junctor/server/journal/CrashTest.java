package dev.junctor.server.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.base.Seed;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** After any crash: nothing that was promised is missing, nothing comes twice, nothing is invented. */
final class CrashTest {
    private static final long PROMISED = 20;
    private static final long CUT = 24;

    @Test
    void tailThatIsCutOrZeroedOrGarbledAtAnyByteLosesNothingThatWasPromised() {
        FakeDisk disk = new FakeDisk();
        List<Integer> ends = new ArrayList<>();
        writeBy(disk, ends);
        int from = ends.get((int) PROMISED);
        int to = ends.get((int) CUT);
        String name = Segment.name(1);
        for (int at = from; at < to; at++) {
            for (int kind = 0; kind < 3; kind++) {
                FakeDisk after = disk.copy();
                after.replace(name, damaged(disk.bytes(name), at, to, kind));
                long whole = PROMISED;
                while (ends.get((int) whole + 1) <= at) {
                    whole++;
                }
                String as = "byte " + at + " kind " + kind;
                try (Journal journal = Journal.open(after, House.SMALL, 0)) {
                    List<Long> ids = House.ids(House.readAll(journal));
                    assertThat(ids.size()).as(as).isBetween((int) PROMISED, (int) CUT);
                    for (int i = 0; i < ids.size(); i++) {
                        assertThat(ids.get(i)).as(as).isEqualTo(i + 1L);
                    }
                    assertThat((long) ids.size()).as(as).isGreaterThanOrEqualTo(whole);
                    assertThat(journal.recovered().damages()).as(as).isEmpty();
                    boolean torn = !journal.recovered().torn().isEmpty();
                    boolean atBoundary = ends.contains(at) || ids.size() == CUT;
                    assertThat(torn || atBoundary || kind == 0 || isZero(after, ends, ids.size()))
                            .as(as)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void powerCutLosesNothingThatWasPromised() {
        for (long number = 0; number < 200; number++) {
            Seed seed = new Seed(number);
            FakeDisk disk = new FakeDisk();
            House house = new House();
            Journal journal = Journal.open(disk, House.SMALL, 0);
            int waited = 50 + seed.forPurpose("waited").below(300);
            house.charge(journal, 1, waited);
            for (long id = waited + 1L; id <= waited + 200L; id++) {
                house.append(journal, SampleRecords.charged(id, id));
            }
            Set<Long> promised = new HashSet<>(house.told);
            FakeDisk after = disk.powerCut(seed.forPurpose("sectors"));
            journal.close();
            assertNothingIsLost(after, promised, waited + 200L, number);
        }
    }

    /** Then the next process appends, and is cut off too. */
    private static void assertNothingIsLost(
            FakeDisk after, Set<Long> promised, long highest, long number) {
        House next = new House();
        Journal again = Journal.open(after, House.SMALL, 0);
        assertThat(again.recovered().damages()).as("seed " + number).isEmpty();
        next.charge(again, highest + 1, highest + 50);
        FakeDisk afterwards = after.powerCut(new Seed(~number));
        again.close();
        Set<Long> all = new HashSet<>(promised);
        all.addAll(next.told);
        try (Journal last = Journal.open(afterwards, House.SMALL, 0)) {
            List<Entry> entries = House.readAll(last);
            assertThat(House.ids(entries)).as("seed " + number).containsAll(all);
            assertThat(House.ids(entries)).as("seed " + number).doesNotHaveDuplicates().isSorted();
            assertThat(entries.stream().map(Entry::sequence))
                    .as("seed " + number)
                    .doesNotHaveDuplicates()
                    .isSorted();
            assertThat(last.recovered().damages()).as("seed " + number).isEmpty();
        }
    }

    @Test
    void garbledByteInTheMiddleIsSaidAndCostsOneEntry() {
        FakeDisk disk = new FakeDisk();
        List<Integer> ends = new ArrayList<>();
        writeBy(disk, ends);
        String name = Segment.name(1);
        for (int at = ends.get(4); at < ends.get(5); at++) {
            byte[] bytes = disk.bytes(name).clone();
            bytes[at] ^= 0x55;
            FakeDisk after = disk.copy();
            after.replace(name, bytes);
            Journal journal = Journal.open(after, House.SMALL, 0);
            List<Long> ids = House.ids(House.readAll(journal));
            if (ids.size() == CUT) { // what fills an entry up to eight bytes has no meaning
                assertThat(journal.recovered().damages()).isEmpty();
                journal.close();
                continue;
            }
            assertThat(ids).as("byte " + at).hasSize((int) CUT - 1).doesNotContain(5L);
            assertThat(journal.recovered().damages())
                    .as("byte " + at)
                    .containsExactly(
                            new Recovered.Damage(name, ends.get(4), 1, name + Segment.CORRUPT));
            journal.applied(CUT);
            journal.close();
            assertThat(after.names()).contains(name + Segment.CORRUPT).doesNotContain(name);
        }
    }

    @Test
    void entriesThatAreMissingBetweenSegmentsAreCounted() {
        FakeDisk disk = new FakeDisk();
        House house = new House();
        try (Journal journal = Journal.open(disk, House.SMALL, 0)) {
            house.charge(journal, 1, 600);
        }
        List<String> segments = disk.names().stream().filter(Segment::isName).toList();
        assertThat(segments).hasSizeGreaterThan(2);
        String second = segments.get(1);
        disk.replace(second, new byte[disk.bytes(second).length]);
        long lost = Segment.firstSequence(segments.get(2)) - Segment.firstSequence(second);
        try (Journal journal = Journal.open(disk, House.SMALL, 0)) {
            assertThat(House.readAll(journal)).hasSize((int) (600 - lost));
            assertThat(journal.recovered().damages())
                    .containsExactly(
                            new Recovered.Damage(
                                    second, SegmentHead.SIZE, lost, second + Segment.CORRUPT));
        }
    }

    @Test
    void databaseThatIsOlderThanTheJournalIsSaid() {
        FakeDisk disk = new FakeDisk();
        House house = new House();
        try (Journal journal = Journal.open(disk, House.SMALL, 100)) {
            house.charge(journal, 1, 5);
        }
        try (Journal journal = Journal.open(disk, House.SMALL, 60)) {
            assertThat(journal.recovered().absent()).isEqualTo(40);
            assertThat(House.ids(House.readAll(journal))).containsExactly(1L, 2L, 3L, 4L, 5L);
        }
    }

    /** Twenty entries written one by one, four in one write that is never forced; where each one ends. */
    private static void writeBy(FakeDisk disk, List<Integer> ends) {
        House house = new House();
        try (Journal journal = Journal.open(disk, House.SMALL, 0)) {
            for (long id = 1; id <= PROMISED; id++) {
                house.charge(journal, id, id);
            }
        }
        ByteBuffer out = ByteBuffer.wrap(disk.bytes(Segment.name(1)));
        int at = SegmentHead.SIZE;
        ends.add(at);
        for (long id = 1; id <= PROMISED; id++) {
            at += Frame.size(out.getInt(at + Frame.LENGTH));
            ends.add(at);
        }
        out.position(at);
        for (long id = PROMISED + 1; id <= CUT; id++) {
            int before = (int) (id - PROMISED - 1);
            byte[] record = RecordCodec.encode(SampleRecords.charged(id, id));
            Frame.put(out, new CRC32C(), id, before, record);
            ends.add(out.position());
        }
        Frame.putEnd(out);
        disk.replace(Segment.name(1), out.array());
    }

    private static byte[] damaged(byte[] bytes, int at, int to, int kind) {
        byte[] damaged = bytes.clone();
        switch (kind) {
            case 0 -> damaged = Arrays.copyOf(bytes, at);
            case 1 -> Arrays.fill(damaged, at, to, (byte) 0);
            default -> {
                Seed dice = new Seed(at);
                for (int i = at; i < to; i++) {
                    dice = dice.next();
                    damaged[i] = (byte) dice.bits();
                }
            }
        }
        return damaged;
    }

    /** Whether nothing is left of the entry after the last one, so that the write never began. */
    private static boolean isZero(FakeDisk disk, List<Integer> ends, int whole) {
        byte[] bytes = disk.bytes(Segment.name(1));
        int at = ends.get(whole);
        for (int i = at; i < at + Frame.HEAD; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
