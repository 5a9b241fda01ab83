package dev.junctor.server.store;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * One state of a store, to be copied beside its running process.
 *
 * @param connection in a transaction that sees that state and cannot write
 * @param version of the tables
 */
record Source(Connection connection, Tables tables, int version) implements AutoCloseable {
    @Override
    public void close() throws SQLException {
        connection.rollback();
        connection.close();
    }
}
