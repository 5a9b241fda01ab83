package dev.junctor.server.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.junctor.engine.port.DurableLog.Room;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournalTest {
    @TempDir Path data;

    private final House house = new House();

    @Test
    void whatIsAppendedIsReadInOrderAndOnce() {
        try (Journal journal = open(House.SMALL, 0)) {
            house.charge(journal, 1, 5_000);
            List<Entry> entries = House.readAll(journal);
            assertThat(House.ids(entries)).isEqualTo(range(1, 5_000));
            assertThat(entries.stream().map(Entry::sequence)).isEqualTo(range(1, 5_000));
            assertThat(entries.get(41).record()).isEqualTo(SampleRecords.charged(42, 1_042));
            assertThat(house.order).isEqualTo(range(1, 5_000));
            assertThat(house.tasks.get()).as("one task a group").isLessThanOrEqualTo(5_000);
            assertThat(journal.read(10)).isEmpty();
            assertThat(journal.room()).isEqualTo(Room.THERE_IS);
        }
    }

    @Test
    void nextProcessReadsWhatIsNotAppliedAndGoesOn() {
        try (Journal journal = open(House.SMALL, 0)) {
            house.charge(journal, 1, 3_000);
        }
        try (Journal journal = open(House.SMALL, 1_234)) {
            assertThat(journal.recovered())
                    .isEqualTo(new Recovered(1_766, 3_000, List.of(), List.of(), 0));
            house.charge(journal, 3_001, 3_010);
            List<Entry> entries = House.readAll(journal);
            assertThat(entries.stream().map(Entry::sequence)).isEqualTo(range(1_235, 3_010));
            assertThat(House.ids(entries)).isEqualTo(range(1_235, 3_010));
        }
        try (Journal journal = open(House.SMALL, 3_010)) {
            assertThat(journal.recovered())
                    .isEqualTo(new Recovered(0, 3_010, List.of(), List.of(), 0));
            assertThat(House.readAll(journal)).isEmpty();
        }
    }

    @Test
    void filesAreUsedAgain() throws IOException {
        try (Journal journal = open(House.SMALL, 0)) {
            for (long from = 1; from < 20_000; from += 100) {
                house.charge(journal, from, from + 99);
                List<Entry> entries = House.readAll(journal);
                assertThat(House.ids(entries)).isEqualTo(range(from, from + 99));
                journal.applied(entries.getLast().sequence());
            }
            Depths depths = journal.depths();
            assertThat(depths.unappliedEntries()).isZero();
            assertThat(depths.unappliedBytes()).isZero();
            assertThat(depths.segments()).isLessThanOrEqualTo(2);
        }
        try (var files = Files.list(data.resolve("journal"))) {
            assertThat(files.count()).isLessThanOrEqualTo(5);
        }
        try (Journal journal = open(House.SMALL, 19_990)) {
            assertThat(House.ids(House.readAll(journal))).isEqualTo(range(19_991, 20_000));
        }
    }

    @Test
    void whatChargesNothingNeverWaits() {
        try (Journal journal = open(House.SMALL, 0)) {
            house.append(journal, SampleRecords.free(1));
            assertThat(house.told).contains(1L);
            House.waitFor(() -> journal.depths().unappliedEntries() == 1);
            assertThat(House.ids(House.readAll(journal))).containsExactly(1L);
        }
    }

    @Test
    void relaxedChargeDoesNotWaitEither() {
        try (Journal journal = open(with(Durability.RELAXED), 0)) {
            house.append(journal, SampleRecords.charged(1, 5));
            assertThat(house.told).contains(1L);
        }
        try (Journal journal = open(House.SMALL, 0)) {
            assertThat(House.ids(House.readAll(journal))).containsExactly(1L);
        }
    }

    @Test
    void chargeCanWaitForTheDatabase() {
        try (Journal journal = open(with(Durability.DATABASE), 0)) {
            house.append(journal, SampleRecords.charged(1, 5));
            house.append(journal, SampleRecords.free(2));
            house.append(journal, SampleRecords.charged(3, 5));
            House.waitFor(() -> journal.depths().unappliedEntries() == 3);
            assertThat(house.told).containsExactly(2L);
            assertThat(journal.read(2)).hasSize(2);
            journal.applied(2);
            assertThat(house.told).containsExactlyInAnyOrder(1L, 2L);
            assertThat(journal.read(2)).hasSize(1);
            journal.applied(3);
            assertThat(house.told).containsExactlyInAnyOrder(1L, 2L, 3L);
        }
    }

    @Test
    void applierWakesWhenEnoughHasCome() throws InterruptedException {
        try (Journal journal = open(House.SMALL, 0)) {
            Thread applier =
                    Thread.ofPlatform()
                            .start(() -> journal.awaitMore(100, TimeUnit.MINUTES.toNanos(5)));
            house.charge(journal, 1, 100);
            applier.join(30_000);
            assertThat(applier.isAlive()).isFalse();
            journal.awaitMore(101, 1);
        }
    }

    @Test
    void whatWasWrittenCanBeAppliedAfterTheEndOfWriting() {
        try (Journal journal = open(House.SMALL, 0)) {
            for (long id = 1; id <= 500; id++) {
                house.append(journal, SampleRecords.charged(id, id));
            }
            journal.finish();
            assertThat(house.told).hasSize(500);
            assertThat(journal.room()).isEqualTo(Room.NONE);
            assertThat(House.ids(House.readAll(journal))).isEqualTo(range(1, 500));
            journal.applied(500);
        }
    }

    @Test
    void journalHasOneOwnerAndIsClosedToOthers() throws IOException {
        try (Journal journal = open(House.SMALL, 0)) {
            house.charge(journal, 1, 1);
            assertThatThrownBy(() -> open(House.SMALL, 0))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("in use by another Junctor");
        }
        Path folder = data.resolve("journal");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void journalOfANewerVersionIsLeftAlone() throws IOException {
        try (Journal journal = open(House.SMALL, 0)) {
            house.charge(journal, 1, 1);
        }
        Path segment = data.resolve("journal").resolve(Segment.name(1));
        byte[] bytes = Files.readAllBytes(segment);
        ByteBuffer head = ByteBuffer.allocate(SegmentHead.SIZE);
        SegmentHead.put(head, 2, 1);
        System.arraycopy(head.array(), 0, bytes, 0, SegmentHead.SIZE);
        Files.write(segment, bytes);
        assertThatThrownBy(() -> open(House.SMALL, 0))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("newer version");
        assertThat(Files.readAllBytes(segment)).isEqualTo(bytes);
    }

    @Test
    void fileInPlaceOfTheFolderIsSaid() throws IOException {
        Files.writeString(data.resolve("journal"), "");
        assertThatThrownBy(() -> open(House.SMALL, 0))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("is a file");
    }

    private Journal open(JournalOptions options, long applied) {
        return Journal.open(data.resolve("journal"), options, applied);
    }

    private static JournalOptions with(Durability durability) {
        return new JournalOptions(durability, 16 << 20, 64 << 10);
    }

    private static List<Long> range(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }
}
