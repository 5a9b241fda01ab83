package dev.junctor.server.budget;

import static dev.junctor.server.budget.Asking.DAY;
import static dev.junctor.server.budget.Asking.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.base.Money;
import dev.junctor.engine.admit.KeyId;
import dev.junctor.server.store.Store;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StandingTablesTest {
    private static final KeyId KEY = new KeyId(1, 2, 3, 4);

    @TempDir private Path folder;

    /** The tables of a store in a file. */
    private record File(String url) implements Transactions {
        @Override
        public <T> T run(Work<T> work) throws SQLException {
            try (Connection connection = DriverManager.getConnection(url)) {
                return work.with(connection);
            }
        }
    }

    @Test
    void sumsOfTheTablesAreWhatWasSpent() throws SQLException {
        Store.open(folder).close();
        File file = new File("jdbc:sqlite:" + folder.resolve("junctor.db"));
        long today = NOON / DAY;
        String row = "%d, x'" + KEY.hex() + "', 'acme/%s', 1, 0, 0, 0, 0, 0, %d, 0, 0, 0";
        file.run(connection -> {
            try (Statement statement = connection.createStatement()) {
                String insert = "INSERT INTO key_day_model VALUES (";
                statement.addBatch(insert + row.formatted(today - 1, "a", 100) + ")");
                statement.addBatch(insert + row.formatted(today, "a", 20) + ")");
                statement.addBatch(insert + row.formatted(today, "b", 3) + ")");
                statement.addBatch("INSERT INTO key_spent VALUES (x'" + KEY.hex() + "', 4123)");
                statement.addBatch("INSERT INTO ledger_balance VALUES ('credit:acme', -77)");
                return statement.executeBatch();
            }
        });
        StandingTables standing = new StandingTables(file, from -> 0);

        long midnight = today * DAY;
        assertThat(standing.spentSince(KEY, midnight)).isEqualTo(new Money(23));
        assertThat(standing.spentSince(KEY, midnight - DAY)).isEqualTo(new Money(123));
        assertThat(standing.spentSince(KEY, Long.MIN_VALUE)).isEqualTo(new Money(4_123));
        assertThat(standing.spentSince(new KeyId(9, 9, 9, 9), midnight)).isEqualTo(Money.ZERO);
        assertThat(standing.credit("acme")).isEqualTo(new Money(-77));
        assertThat(standing.credit("nobody")).isEqualTo(Money.ZERO);
        assertThat(standing.requestsSince("free", "acme", midnight)).isZero();
    }
}
