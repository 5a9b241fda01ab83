package dev.junctor.server.store;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Where tables are: SQLite in the data folder, or PostgreSQL. Statements are such that both take them; what only one of
 * them can do stands here as a method.
 */
interface Database extends AutoCloseable {
    /** Something done with a connection. */
    interface Work<T> {
        /** Does it; it may be called again when the database asks for that, and then sees none of its own changes. */
        T with(Connection connection) throws SQLException;
    }

    /**
     * Writes in one transaction: all of it or nothing. Waits for another writer where the database has one at a time.
     *
     * @throws SQLException when nothing was written; after a connection that was lost while the database committed it
     *     is not known whether all was written or nothing
     */
    <T> T write(Work<T> work) throws SQLException;

    /**
     * Reads one state of the store, beside any writer.
     *
     * @throws StoreException when it cannot be read
     */
    <T> T read(Work<T> work);

    /** The time that all nodes on this database share, in milliseconds since 1970 in UTC. */
    long epochMillis(Connection connection) throws SQLException;

    /** Lets the statements of this transaction take as long as they need. */
    void withoutHurry(Connection connection) throws SQLException;

    /** The tables' version. */
    int version(Connection connection) throws SQLException;

    /** The tables that hold what people and their requests left, by name; not what belongs to running nodes. */
    Tables tables();

    /** Forgets records. */
    Forgetting forgetting();

    /** Makes what will be needed in the coming weeks; called at the start and each day. */
    void prepareForLater() throws SQLException;

    @Override
    void close();
}
