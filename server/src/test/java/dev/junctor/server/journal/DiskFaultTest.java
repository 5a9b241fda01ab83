package dev.junctor.server.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.junctor.core.base.Seed;
import dev.junctor.engine.port.DurableLog.Room;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What happens when the disk is full or fails: new requests are refused, those under way wait, nothing is lost. */
final class DiskFaultTest {
    private final FakeDisk disk = new FakeDisk();
    private final House house = new House();

    @Test
    void fullDiskRefusesNewRequestsAndIsSurvived() {
        try (Journal journal = Journal.open(disk, House.SMALL, 0)) {
            house.charge(journal, 1, 10);
            House.waitFor(() -> journal.depths().spares() == 1);
            disk.full = true;
            long id = 10;
            while (journal.depths().spares() == 1) { // those under way go on into the spare
                id++;
                house.charge(journal, id, id);
            }
            House.waitFor(() -> journal.room() == Room.NONE);
            house.charge(journal, id + 1, id + 20);
            for (long more = id + 21; more <= id + 1_000; more++) {
                house.append(journal, SampleRecords.charged(more, more));
            }
            assertThat(house.told).doesNotContain(id + 1_000);
            disk.full = false;
            long last = id + 1_000;
            House.waitFor(() -> house.told.contains(last) && journal.room() == Room.THERE_IS);
            assertThat(House.ids(House.readAll(journal))).isEqualTo(range(last));
        }
    }

    @Test
    void freedSegmentEndsTheShortageOfAFullDisk() {
        try (Journal journal = Journal.open(disk, House.SMALL, 0)) {
            disk.full = true;
            long id = 0;
            while (journal.room() == Room.THERE_IS) {
                id++;
                house.charge(journal, id, id);
            }
            long last = id + 1_000;
            for (long more = id + 1; more <= last; more++) { // far more than there is room for
                house.append(journal, SampleRecords.charged(more, more));
            }
            List<Entry> entries = new ArrayList<>();
            House.waitFor(() -> {
                List<Entry> some = journal.read(50);
                entries.addAll(some);
                if (!some.isEmpty()) {
                    journal.applied(some.getLast().sequence());
                }
                return entries.size() == last;
            });
            assertThat(House.ids(entries)).isEqualTo(range(last));
            assertThat(house.order).isEqualTo(range(last));
        }
    }

    @Test
    void failedForceIsRepeatedInAFreshSegmentAndNobodyIsToldBefore() {
        try (Journal journal = Journal.open(disk, House.SMALL, 0)) {
            house.charge(journal, 1, 10);
            disk.failsToForce = true;
            for (long id = 11; id <= 30; id++) {
                house.append(journal, SampleRecords.charged(id, id));
            }
            House.waitFor(() -> journal.room() == Room.NONE);
            assertThat(house.told).hasSize(10);
            assertThat(House.readAll(journal)).hasSize(10);
            disk.failsToForce = false;
            House.waitFor(() -> house.told.size() == 30);
            House.waitFor(() -> journal.room() == Room.THERE_IS);
            assertThat(House.ids(House.readAll(journal)))
                    .isEqualTo(LongStream.rangeClosed(11, 30).boxed().toList());
            assertThat(disk.names()).contains(Segment.name(1), Segment.name(11));
        }
        for (long seed = 0; seed < 20; seed++) {
            try (Journal next = Journal.open(disk.powerCut(new Seed(seed)), House.SMALL, 0)) {
                assertThat(House.ids(House.readAll(next))).as("seed " + seed).isEqualTo(range(30));
                assertThat(next.recovered().damages()).as("seed " + seed).isEmpty();
            }
        }
    }

    @Test
    void writeThatBreaksOffIsRepeatedToo() {
        try (Journal journal = Journal.open(disk, House.SMALL, 0)) {
            house.charge(journal, 1, 10);
            disk.failsToWrite = true;
            for (long id = 11; id <= 30; id++) {
                house.append(journal, SampleRecords.charged(id, id));
            }
            House.waitFor(() -> journal.room() == Room.NONE);
            assertThat(house.told).hasSize(10);
            disk.failsToWrite = false;
            House.waitFor(() -> house.told.size() == 30);
            assertThat(House.ids(House.readAll(journal))).isEqualTo(range(30));
        }
        try (Journal next = Journal.open(disk, House.SMALL, 0)) {
            assertThat(House.ids(House.readAll(next))).isEqualTo(range(30));
            assertThat(next.recovered().unappliedEntries()).isEqualTo(30);
        }
    }

    @Test
    void thereIsNoRoomWhenTooMuchWaitsForTheDisk() {
        disk.failsToForce = false;
        try (Journal journal = Journal.open(disk, House.SMALL, 0)) {
            disk.failsToForce = true;
            for (long id = 1; id <= Backlog.MOST_WAITING; id++) {
                house.append(journal, SampleRecords.charged(id, id));
            }
            disk.failsToForce = false;
            assertThat(journal.room()).isEqualTo(Room.NONE);
            House.waitFor(() -> house.told.size() == Backlog.MOST_WAITING);
        }
    }

    @Test
    void thereIsNoRoomWhenTheDatabaseIsTooFarBehind() {
        JournalOptions options = new JournalOptions(Durability.CHARGE, 128 << 10, 64 << 10);
        try (Journal journal = Journal.open(disk, options, 0)) {
            long id = 0;
            while (journal.room() == Room.THERE_IS) {
                id++;
                house.charge(journal, id, id);
            }
            assertThat(journal.depths().unappliedBytes()).isBetween(128L << 10, (128L << 10) + 512);
            List<Entry> entries = House.readAll(journal);
            assertThat(entries).hasSize((int) id);
            journal.applied(entries.getLast().sequence());
            assertThat(journal.room()).isEqualTo(Room.THERE_IS);
        }
    }

    @Test
    void endOnADiskThatFailsDoesNotWaitForEverAndTellsNobody() {
        Journal journal = Journal.open(disk, House.SMALL, 0);
        disk.failsToForce = true;
        house.append(journal, SampleRecords.charged(1, 1));
        journal.close();
        assertThat(house.told).isEmpty();
    }

    @Test
    void entryThatCannotBeReadForAWhileIsNotSkipped() {
        try (Journal journal = Journal.open(disk, House.SMALL, 0)) {
            house.charge(journal, 1, 1_000);
            disk.readsLeft.set(2);
            List<Entry> entries = new ArrayList<>(journal.read(1_000));
            assertThat(entries.size()).isBetween(1, 999);
            assertThatThrownBy(() -> journal.read(1_000))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("entry " + (entries.size() + 1) + " in ");
            disk.readsLeft.set(Integer.MAX_VALUE);
            entries.addAll(House.readAll(journal));
            assertThat(House.ids(entries)).isEqualTo(range(1_000));
        }
    }

    private static List<Long> range(long to) {
        return LongStream.rangeClosed(1, to).boxed().toList();
    }
}
