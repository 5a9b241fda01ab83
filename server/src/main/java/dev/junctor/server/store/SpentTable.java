package dev.junctor.server.store;

import dev.junctor.core.base.Money;
import dev.junctor.engine.admit.KeyId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** What was spent with each key since ever. */
final class SpentTable {
    private SpentTable() {}

    /** Adds to the sums. */
    static void add(Connection connection, Map<String, Money> costByKeyHex) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "INSERT INTO key_spent (key_id, spent_nanos) VALUES (?, ?) ON "
                                + "CONFLICT (key_id)"
                                + " DO UPDATE SET spent_nanos = key_spent.spent_nanos + "
                                + "excluded.spent_nanos")) {
            for (Map.Entry<String, Money> cost : new TreeMap<>(costByKeyHex).entrySet()) {
                statement.setBytes(1, HexFormat.of().parseHex(cost.getKey()));
                statement.setLong(2, cost.getValue().nanoDollars());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** What was spent with a key, by requests to any node. */
    static Money of(Connection connection, KeyId key) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT spent_nanos FROM key_spent WHERE key_id = ?")) {
            statement.setBytes(1, KeyBytes.of(key));
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? new Money(rows.getLong(1)) : Money.ZERO;
            }
        }
    }

    /** Hears of each sum. */
    static void readAll(Connection connection, BiConsumer<KeyId, Money> each) throws SQLException {
        try (PreparedStatement statement =
                        connection.prepareStatement("SELECT key_id, spent_nanos FROM key_spent");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                each.accept(KeyId.of(rows.getBytes(1)), new Money(rows.getLong(2)));
            }
        }
    }
}
