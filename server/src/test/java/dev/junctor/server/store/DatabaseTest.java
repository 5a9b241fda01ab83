package dev.junctor.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(House.Kind.class)
final class DatabaseTest {
    private final Path temp;
    private final House house;

    DatabaseTest(House.Kind kind, @TempDir Path temp) throws IOException {
        this.temp = temp;
        this.house = kind.in(Files.createDirectories(temp.resolve("data")));
    }

    private static void add(Connection connection, String account, long nanos) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "INSERT INTO ledger_balance (ledger_account, nanos) VALUES (?, ?)"
                                + " ON CONFLICT (ledger_account) DO UPDATE"
                                + " SET nanos = ledger_balance.nanos + excluded.nanos")) {
            statement.setString(1, account);
            statement.setLong(2, nanos);
            statement.executeUpdate();
        }
    }

    private static List<Long> balances(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                        connection.prepareStatement(
                                "SELECT nanos FROM ledger_balance ORDER BY ledger_account");
                ResultSet rows = statement.executeQuery()) {
            List<Long> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getLong(1));
            }
            return found;
        }
    }

    @Test
    void aTransactionIsAllOrNothing() throws SQLException {
        try (Database database = house.database()) {
            database.write(connection -> {
                add(connection, "a", 5);
                return true;
            });
            assertThatThrownBy(() ->
                            database.write(connection -> {
                                add(connection, "a", 1);
                                throw new SQLException("on the way");
                            }))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() ->
                            database.write(connection -> {
                                add(connection, "a", 1);
                                throw new IllegalStateException("a defect");
                            }))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(database.read(DatabaseTest::balances)).containsExactly(5L);
        }
    }

    @Test
    void writersAtOnceLoseNothingAndReadersSeeBooksThatBalance() throws Exception {
        int threads = 8;
        int each = 50;
        try (Database database = house.database();
                ExecutorService running = Executors.newFixedThreadPool(threads + 1)) {
            List<Future<?>> ends = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                boolean forward = t % 2 == 0; // two orders of locking: deadlocks are certain
                Callable<Boolean> work =
                        () -> {
                            for (int i = 0; i < each; i++) {
                                database.write(connection -> {
                                    add(connection, forward ? "a" : "b", forward ? 1 : -1);
                                    add(connection, forward ? "b" : "a", forward ? -1 : 1);
                                    return true;
                                });
                            }
                            return true;
                        };
                ends.add(running.submit(work));
            }
            Callable<Boolean> look =
                    () -> {
                        for (int i = 0; i < 200; i++) {
                            long sum =
                                    database.read(connection ->
                                            balances(connection).stream()
                                                            .mapToLong(Long::longValue)
                                                            .sum()
                                                    + balances(connection).stream()
                                                            .mapToLong(Long::longValue)
                                                            .sum());
                            assertThat(sum).isZero();
                        }
                        return true;
                    };
            ends.add(running.submit(look));
            for (Future<?> end : ends) {
                end.get();
            }
            long all = (long) threads * each;
            assertThat(database.read(DatabaseTest::balances)).containsExactly(all, -all);
        }
    }

    @Test
    void aReadSeesOneStateWhateverIsWrittenMeanwhile() {
        try (Database database = house.database()) {
            List<List<Long>> seen =
                    database.read(connection -> {
                        List<Long> before = balances(connection);
                        database.write(writing -> {
                            add(writing, "a", 1);
                            return true;
                        });
                        return List.of(before, balances(connection));
                    });
            assertThat(seen.get(1)).isEqualTo(seen.get(0));
            assertThat(database.read(DatabaseTest::balances)).containsExactly(1L);
        }
    }

    @Test
    void aRowThatMayNotBeIsToldFromAFailureThatPasses() {
        try (Database database = house.database()) {
            assertThatThrownBy(() ->
                            database.write(connection ->
                                    connection
                                            .createStatement()
                                            .executeUpdate(
                                                    "INSERT INTO account SELECT * FROM account")))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            e -> assertThat(Refusal.isForItsContent(e)).isTrue());
            assertThatThrownBy(() ->
                            database.write(connection ->
                                    connection
                                            .createStatement()
                                            .executeUpdate("DELETE FROM nothing_like_it")))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            e -> assertThat(Refusal.isForItsContent(e)).isFalse());
        }
    }

    @Test
    void aChargeThatDoesNotSumIsRefused() {
        try (Store store = house.open()) {
            store.records()
                    .append(
                            Records.record(
                                    1,
                                    store.ids().next(Records.NOON),
                                    store.publicIds(),
                                    Records.NOON),
                            Records.LOOP,
                            () -> {});
        }
        assertThatThrownBy(() -> house.run("UPDATE generation SET margin_nanos = margin_nanos + 1"))
                .hasMessageMatching("(?si).*check.*");
    }

    /** What an end of the process or of the connection at each step of a transaction leaves. */
    @Test
    void anEndAtAnyStepLeavesNothingOfATransactionAndAnEndAfterItAll() throws SQLException {
        int steps = 4;
        try (Database database = house.database()) {
            for (int step = 0; step < steps; step++) {
                endingAt(database, step, steps);
                assertThat(database.read(DatabaseTest::balances))
                        .hasSize(4)
                        .containsOnly(step + 1L);
            }
            if (house instanceof House.File) {
                endingAt(database, steps, steps);
            } else {
                // Who loses the connection with the commit on its way cannot know, and must be told
                // so.
                assertThatThrownBy(() -> endingAt(database, steps, steps))
                        .isInstanceOf(SQLException.class);
                endingAt(database, 0, steps);
            }
            assertThat(database.read(DatabaseTest::balances)).hasSize(4).containsOnly(5L);
        }
    }

    /** Writes one more into each of some rows, with an end before one of them, or before the commit. */
    private void endingAt(Database database, int deadly, int steps) throws SQLException {
        boolean[] dead = {false};
        long before = house.number("SELECT coalesce(sum(nanos), 0) FROM ledger_balance");
        database.write(connection -> {
            for (int i = 0; i <= steps; i++) {
                if (i == deadly && !dead[0]) {
                    dead[0] = true;
                    assertThat(balancesAfterAnEndNow(connection)).isEqualTo(before);
                }
                if (i < steps) {
                    add(connection, "step " + i, 1);
                }
            }
            return true;
        });
    }

    /** SQLite: what a start finds in the files as they lie there. PostgreSQL: the connection is ended. */
    private long balancesAfterAnEndNow(Connection connection) throws SQLException {
        String sum = "SELECT coalesce(sum(nanos), 0) FROM ledger_balance";
        if (house instanceof House.File) {
            try {
                Path copy = Files.createTempDirectory(temp, "copy");
                for (String name : List.of(Store.FILE, Store.FILE + "-wal")) {
                    Files.copy(house.folder().resolve(name), copy.resolve(name));
                }
                House other = new House.File(copy);
                other.database().close();
                return other.number(sum);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        long backend = number(connection, "SELECT pg_backend_pid()");
        house.number("SELECT CASE WHEN pg_terminate_backend(" + backend + ", 5000) THEN 1 END");
        return house.number(sum);
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
