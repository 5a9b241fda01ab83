package dev.junctor.server.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Forgets records by ranges of ids, in slices that are each a short transaction, so that writers never wait for long.
 *
 * @param table the table, or the part of it, that is meant
 */
record RowByRow(Database database, String table) implements Forgetting {
    private static final int SLICE = 2_000;

    RowByRow(Database database) {
        this(database, "generation");
    }

    @Override
    public long before(long id) throws SQLException {
        long forgotten = 0;
        while (true) {
            int deleted = slice(id);
            forgotten += deleted;
            if (deleted < SLICE) {
                return forgotten;
            }
        }
    }

    private int slice(long id) throws SQLException {
        return database.write(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement(
                            "DELETE FROM "
                                    + table
                                    + " WHERE id IN (SELECT id FROM "
                                    + table
                                    + " WHERE id < ? ORDER BY id LIMIT "
                                    + SLICE
                                    + ")")) {
                statement.setLong(1, id);
                return statement.executeUpdate();
            }
        });
    }
}
