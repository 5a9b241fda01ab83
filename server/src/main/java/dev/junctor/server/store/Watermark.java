package dev.junctor.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Up to which entry a node's journal is in the tables; moved in the transaction of what it speaks of. */
final class Watermark {
    private Watermark() {}

    /**
     * What the tables know of a node's journal.
     *
     * @param sequence its last entry that they have; 0 for none
     * @param journal the mark of the journal that it is one of; empty where an earlier version wrote it
     */
    record Known(long sequence, String journal) {
        /** Of a node that was never here. */
        static final Known NOTHING = new Known(0, "none");
    }

    /** What the tables know of a node's journal. */
    static Known known(Connection connection, int node) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "SELECT sequence, journal FROM applied WHERE node = ?")) {
            statement.setInt(1, node);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? new Known(rows.getLong(1), rows.getString(2)) : Known.NOTHING;
            }
        }
    }

    /** From now on the sequence is one of another journal, or of the same one under another mark. */
    static void belongsTo(Connection connection, int node, String journal) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "INSERT INTO applied (node, sequence, journal) VALUES (?, 0, ?)"
                                + " ON CONFLICT (node) DO UPDATE SET journal = excluded.journal")) {
            statement.setInt(1, node);
            statement.setString(2, journal);
            statement.executeUpdate();
        }
    }

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
