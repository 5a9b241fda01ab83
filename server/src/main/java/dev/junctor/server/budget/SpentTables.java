package dev.junctor.server.budget;

import dev.junctor.core.money.LedgerAccount;
import dev.junctor.engine.admit.KeyId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;

/** What the tables say was spent; on both databases. */
final class SpentTables {
    private static final long DAY_MILLIS = 86_400_000;

    private SpentTables() {}

    /** With a key, by requests that came since the start of a day; the smallest number for ever. */
    static long byKey(Connection connection, KeyId key, long fromMillis) throws SQLException {
        byte[] id = HexFormat.of().parseHex(key.hex());
        if (fromMillis == Long.MIN_VALUE) {
            try (PreparedStatement statement =
                    connection.prepareStatement(
                            "SELECT spent_nanos FROM key_spent WHERE key_id = ?")) {
                statement.setBytes(1, id);
                return number(statement);
            }
        }
        try (PreparedStatement statement = connection.prepareStatement(KeyDays.SPENT)) {
            statement.setLong(1, Math.floorDiv(fromMillis, DAY_MILLIS));
            statement.setLong(2, KeyDays.LAST);
            statement.setBytes(3, id);
            statement.setLong(4, KeyDays.LAST);
            return number(statement);
        }
    }

    /** What stands as an account's credit. */
    static long credit(Connection connection, String account) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "SELECT nanos FROM ledger_balance WHERE ledger_account = ?")) {
            statement.setString(1, LedgerAccount.credit(account).name());
            return number(statement);
        }
    }

    /**
     * How many requests of an account were charged under a price book since a moment; it reads all records since.
     *
     * @param firstId that a record could have which came then
     */
    static long requests(
            Connection connection, String book, String account, long fromMillis, long firstId)
            throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "SELECT count(*) FROM generation WHERE id >= ? AND created_ms >= ?"
                                + " AND account = ? AND book = ?")) {
            statement.setLong(1, firstId);
            statement.setLong(2, fromMillis);
            statement.setString(3, account);
            statement.setString(4, book);
            return number(statement);
        }
    }

    private static long number(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }
}
