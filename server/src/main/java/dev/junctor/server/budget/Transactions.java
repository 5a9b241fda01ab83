package dev.junctor.server.budget;

import java.sql.Connection;
import java.sql.SQLException;

/** The database, from which budgets are leased. */
public interface Transactions {
    /**
     * Does something in one transaction: all of it or nothing. May block.
     *
     * @throws SQLException when nothing was written, or the connection was lost while it was
     */
    <T> T run(Work<T> work) throws SQLException;

    /** Something done with a connection. */
    interface Work<T> {
        /** Does it; it may be called again, and then sees none of its own changes. */
        T with(Connection connection) throws SQLException;
    }
}
