package dev.junctor.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Up to which entry a node's journal is in the tables; moved in the transaction of what it speaks of. */
final class Watermark {
    private Watermark() {}

    /** Where a node stands; 0 at its very beginning. */
    static long of(Connection connection, int node) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT sequence FROM applied WHERE node = ?")) {
            statement.setInt(1, node);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        }
    }

    /**
     * Moves it from where it stands to {@code to}.
     *
     * @throws SQLException when it does not stand at {@code from} any more, since another process moves it too
     */
    static void move(Connection connection, int node, long from, long to) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "INSERT INTO applied (node, sequence) VALUES (?, ?) ON CONFLICT (node)"
                                + " DO UPDATE SET sequence = excluded.sequence"
                                + " WHERE applied.sequence = ?")) {
            statement.setInt(1, node);
            statement.setLong(2, to);
            statement.setLong(3, from);
            if (statement.executeUpdate() != 1) {
                throw new SQLException(
                        "another process writes what node "
                                + node
                                + " did: give each process a number of its own");
            }
        }
    }
}
