package dev.junctor.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.engine.port.DurableLog;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk of the tables is full for a while, that of the journal is not. */
final class FullDiskTest {
    private static final int RECORDS = 500;
    private static final long NOON = 1_795_521_600_000L;
    private static final PublicIds PUBLIC_IDS = new PublicIds(new byte[PublicIds.KEY_BYTES]);

    @TempDir private Path folder;

    /** A database that takes no writing while it is full. */
    private static final class Fillable implements Database {
        private final Database database;
        private final CountDownLatch refused = new CountDownLatch(1);
        private volatile boolean full;

        Fillable(Database database) {
            this.database = database;
        }

        @Override
        public <T> T write(Work<T> work) throws SQLException {
            if (full) {
                refused.countDown();
                throw new SQLException("database or disk is full");
            }
            return database.write(work);
        }

        @Override
        public <T> T read(Work<T> work) {
            return database.read(work);
        }

        @Override
        public long epochMillis(Connection connection) throws SQLException {
            return database.epochMillis(connection);
        }

        @Override
        public void withoutHurry(Connection connection) throws SQLException {
            database.withoutHurry(connection);
        }

        @Override
        public int version(Connection connection) throws SQLException {
            return database.version(connection);
        }

        @Override
        public Tables tables() {
            return database.tables();
        }

        @Override
        public Forgetting forgetting() {
            return database.forgetting();
        }

        @Override
        public void prepareForLater() throws SQLException {
            database.prepareForLater();
        }

        @Override
        public void close() {
            database.close();
        }
    }

    @Test
    void chargesAreDurableAndNewOnesAreTakenAndAllOfThemAreInTheTablesAfterwards()
            throws Exception {
        CountDownLatch durable = new CountDownLatch(RECORDS);
        IdMaker ids = new IdMaker(0, 0);
        try (Fillable database = new Fillable(SqliteDatabase.open(folder.resolve(Store.FILE)));
                Recording recording =
                        Recording.open(
                                folder.resolve("journal"),
                                House.SMALL,
                                database,
                                0,
                                LimitWatch.NOBODY)) {
            RecordLog log = recording.log(List.of(), new Pending());
            recording.start();
            database.full = true;
            for (int i = 0; i < RECORDS; i++) {
                log.append(
                        Records.record(i, ids.next(NOON), PUBLIC_IDS, NOON),
                        Records.LOOP,
                        durable::countDown);
            }
            assertThat(durable.await(20, TimeUnit.SECONDS)).as("all are durable").isTrue();
            assertThat(database.refused.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(log.room()).isEqualTo(DurableLog.Room.THERE_IS);
            assertThat(log.queued()).isEqualTo(RECORDS);

            database.full = false;
            assertThat(log.flush(TimeUnit.SECONDS.toNanos(20))).as("all are applied").isTrue();
            assertThat(recording.applier().failing()).isFalse();
            assertThat(database.read(FullDiskTest::count)).isEqualTo(RECORDS);
        }
    }

    private static int count(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                        connection.prepareStatement("SELECT count(*) FROM generation");
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
