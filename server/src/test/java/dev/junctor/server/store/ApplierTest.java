package dev.junctor.server.store;

import static dev.junctor.server.store.Records.LOOP;
import static dev.junctor.server.store.Records.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.junctor.core.record.GenerationRecord;
import dev.junctor.engine.port.DurableLog;
import dev.junctor.engine.port.EventLoop;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ApplierTest {
    private static final PublicIds PUBLIC_IDS = new PublicIds(new byte[PublicIds.KEY_BYTES]);
    private static final long SOON = 10_000_000_000L;

    @TempDir Path temp;

    private final FakeJournal journal = new FakeJournal();
    private final Pending pending = new Pending();
    private final IdMaker ids = new IdMaker(0, 0);
    private final List<GenerationRecord> told = new ArrayList<>();
    private Database database;

    @BeforeEach
    void open() {
        database = SqliteDatabase.open(temp.resolve("junctor.db"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private GenerationRecord record(long seed) {
        return Records.record(seed, ids.next(NOON), PUBLIC_IDS, NOON);
    }

    private GenerationRecord append(long seed) {
        GenerationRecord record = record(seed);
        journal.append(record, LOOP, () -> {});
        return record;
    }

    private Applier applier(Applier.Sink sink, Consumer<List<GenerationRecord>> done) {
        return new Applier(journal.open(), sink, done, System::nanoTime);
    }

    private Applier applier() {
        return applier(new AppliedGroups(database, 0, LimitWatch.NOBODY), told::addAll);
    }

    private List<String> refused() {
        return database.read(connection -> {
            try (PreparedStatement statement =
                            connection.prepareStatement(
                                    "SELECT booked, record FROM refused_record ORDER BY sequence");
                    ResultSet row = statement.executeQuery()) {
                List<String> found = new ArrayList<>();
                while (row.next()) {
                    String json = new String(row.getBytes(2), StandardCharsets.UTF_8);
                    found.add(row.getInt(1) + " " + json);
                }
                return found;
            }
        });
    }

    /** Refuses to be written until it is told otherwise. */
    private static final class Away implements Applier.Sink {
        private final Applier.Sink sink;
        private final AtomicInteger failures;

        private Away(Applier.Sink sink, int failures) {
            this.sink = sink;
            this.failures = new AtomicInteger(failures);
        }

        @Override
        public long watermark() {
            return sink.watermark();
        }

        @Override
        public void apply(List<Applier.Item> group) throws SQLException {
            if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new SQLException("the server closed the connection", "08006");
            }
            sink.apply(group);
        }

        @Override
        public void refuse(Applier.Item item, String reason) throws SQLException {
            sink.refuse(item, reason);
        }
    }

    @Test
    void aDatabaseThatIsAwayCostsTimeAndNoRecord() {
        List<GenerationRecord> records = List.of(append(1), append(2), append(3));
        Applier applier =
                applier(
                        new Away(new AppliedGroups(database, 0, LimitWatch.NOBODY), 3),
                        told::addAll);
        assertThat(applier.recover()).isEqualTo(3);
        assertThat(applier.failing()).isFalse();
        assertThat(applier.refused()).isZero();
        assertThat(told).isEqualTo(records);
        assertThat(BookModel.found(database)).isEqualTo(BookModel.expected(records, List.of()));
    }

    @Test
    void whoReadsWaitsForWhatWasAppendedBefore() {
        Generations generations = new Generations(database, pending, PUBLIC_IDS);
        RecordLog[] log = new RecordLog[1];
        try (Applier applier =
                applier(
                        new AppliedGroups(database, 0, LimitWatch.NOBODY),
                        done -> log[0].applied(done))) {
            log[0] = new RecordLog(journal, List.of(spent -> told.add(spent)), pending, applier);
            assertThat(applier.recover()).isZero();
            applier.start();
            List<GenerationRecord> records = new ArrayList<>();
            for (int round = 0; round < 5; round++) {
                for (int i = 0; i < 1_000; i++) {
                    GenerationRecord record = record(i);
                    log[0].append(record, LOOP, () -> {});
                    records.add(record);
                }
                assertThat(generations.find(records.getLast().publicId()))
                        .contains(records.getLast());
                assertThat(log[0].flush(SOON)).isTrue();
                assertThat(log[0].queued()).isZero();
                assertThat(BookModel.found(database))
                        .isEqualTo(BookModel.expected(records, List.of()));
            }
            assertThat(told).isEqualTo(records);
            assertThat(applier.watermark()).isEqualTo(5_000);
        }
    }

    @Test
    void aFlushIsOnlyAsPatientAsItsCaller() {
        Applier applier = applier();
        RecordLog log = new RecordLog(journal, List.of(), pending, applier);
        log.append(record(1), LOOP, () -> {}); // no thread applies yet
        assertThat(log.flush(1_000_000)).isFalse();
        assertThat(log.queued()).isEqualTo(1);
    }

    @Test
    void memoryIsBoundedWhileTheDatabaseIsAway() {
        RecordLog log = new RecordLog(journal, List.of(), pending, applier());
        GenerationRecord last = record(0);
        for (int i = 0; i < Pending.CAPACITY; i++) {
            log.append(record(i % 100), LOOP, () -> {});
        }
        log.append(last, LOOP, () -> {});
        assertThat(pending.byId(last.id())).isEmpty();
        assertThat(log.queued()).isEqualTo(Pending.CAPACITY + 1);
        assertThat(
                        applier(new AppliedGroups(database, 0, LimitWatch.NOBODY), log::applied)
                                .recover())
                .isEqualTo(Pending.CAPACITY + 1);
        assertThat(log.queued()).isZero();
        assertThat(log.flush(1)).isTrue();
    }

    @Test
    void aRefusedRecordIsKeptAsideItsChargeIsBookedAndTheOthersAreWritten() {
        List<GenerationRecord> records = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            records.add(append(i));
        }
        GenerationRecord twice = Records.record(6, records.get(40).id(), PUBLIC_IDS, NOON);
        assertThat(twice.postings()).isNotEmpty();
        for (int i = 0; i < 3; i++) { // a record with an id that is taken, three times
            journal.append(twice, LOOP, () -> {});
        }
        for (int i = 100; i < 200; i++) {
            records.add(append(i));
        }
        Applier applier = applier();
        assertThat(applier.recover()).isEqualTo(203);
        assertThat(applier.refused()).isEqualTo(3);
        assertThat(refused())
                .extracting(text -> text.substring(0, 1))
                .containsExactly("1", "0", "0"); // its charge is booked once
        assertThat(new Books(database, timeout -> true, PUBLIC_IDS).check()).isEmpty();
        List<GenerationRecord> all = new ArrayList<>(records);
        all.add(twice);
        var expected = BookModel.expected(all, List.of());
        expected.put("records", 200L);
        expected.put("postings", 1L);
        assertThat(BookModel.found(database)).isEqualTo(expected);
        assertThat(applier().recover()).isZero();
    }

    @Test
    void aRecordThatIsThereAlreadyIsNotBookedAgain() {
        List<GenerationRecord> records = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            records.add(append(i));
        }
        records.forEach(record -> journal.append(record, LOOP, () -> {}));
        Applier applier = applier();
        assertThat(applier.recover()).isEqualTo(40);
        assertThat(refused()).hasSize(20).allMatch(text -> text.startsWith("0 {"));
        var expected = BookModel.expected(records, List.of());
        expected.put("records", 20L);
        assertThat(BookModel.found(database)).isEqualTo(expected);
    }

    @Test
    void aRecordThatTheJournalRefusesDoesNotWait() {
        DurableLog full =
                new DurableLog() {
                    @Override
                    public Room room() {
                        return Room.THERE_IS;
                    }

                    @Override
                    public void append(GenerationRecord record, EventLoop loop, Runnable written) {
                        throw new IllegalArgumentException("longer than a segment");
                    }
                };
        List<GenerationRecord> spent = new ArrayList<>();
        RecordLog log = new RecordLog(full, List.of(spent::add), pending, applier());
        assertThatThrownBy(() -> log.append(record(1), LOOP, () -> {}))
                .hasMessageContaining("longer than a segment");
        assertThat(log.queued()).isZero();
        assertThat(log.flush(1)).isTrue();
        assertThat(spent).isEmpty();
    }

    @Test
    void aRecordWhoseChargeCannotBeBookedIsKeptAndSaid() throws SQLException {
        database.write(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement(
                            "INSERT INTO ledger_balance (ledger_account, nanos) VALUES"
                                    + " ('margin', -9223372036854775806)")) {
                return statement.executeUpdate();
            }
        });
        GenerationRecord record = append(6); // the host bears 3 nano-dollars of an attempt
        Applier applier = applier();
        assertThat(applier.recover()).isEqualTo(1);
        assertThat(applier.refused()).isEqualTo(1);
        assertThat(refused()).hasSize(1).allMatch(text -> text.startsWith("0 {"));
        assertThat(told).containsExactly(record);
    }

    @Test
    void twoProcessesWithOneNumberAreFound() throws SQLException {
        append(1);
        applier().recover();
        database.write(connection -> {
            assertThat(Watermark.of(connection, 0)).isEqualTo(1);
            assertThat(Watermark.of(connection, 7)).isZero();
            assertThatThrownBy(() -> Watermark.move(connection, 0, 0, 5))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("give each process a number of its own");
            return true;
        });
    }
}
