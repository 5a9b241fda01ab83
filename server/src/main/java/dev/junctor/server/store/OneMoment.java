package dev.junctor.server.store;

import java.sql.Connection;
import java.sql.SQLException;

/** Several questions to the tables that all see the same moment. */
final class OneMoment {
    private OneMoment() {}

    /** Reads in one transaction. */
    static <T> T read(Database database, Database.Work<T> work) {
        return database.read(connection -> {
            int isolation = connection.getTransactionIsolation();
            boolean single = connection.getAutoCommit();
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            connection.setAutoCommit(false);
            try {
                return work.with(connection);
            } finally {
                end(connection, isolation, single);
            }
        });
    }

    private static void end(Connection connection, int isolation, boolean single)
            throws SQLException {
        connection.rollback();
        connection.setAutoCommit(single);
        connection.setTransactionIsolation(isolation);
    }
}
