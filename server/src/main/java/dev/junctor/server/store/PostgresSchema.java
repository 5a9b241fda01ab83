package dev.junctor.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The tables' version in a PostgreSQL, in a table of one row. All missing steps and the new version are one
 * transaction, which PostgreSQL allows for tables too, under a lock: of several nodes that start at once, one makes the
 * tables and the others find them.
 */
final class PostgresSchema {
    /** Where the version stands. */
    static final String TABLE = "schema_version";

    /** The lock of whoever changes tables; an arbitrary number, the same in all versions. */
    static final long MIGRATION_LOCK = 0x4a554e43544f5201L;

    private PostgresSchema() {}

    /**
     * Brings the tables to {@link Migrations#VERSION} in the connection's transaction.
     *
     * @throws StoreException when they are newer
     */
    static void upgrade(Connection connection, String place) throws SQLException {
        if (version(connection) == Migrations.VERSION) {
            return;
        }
        lock(connection, MIGRATION_LOCK);
        int found = version(connection);
        if (found > Migrations.VERSION) {
            throw new StoreException(
                    "the database "
                            + place
                            + " was written by a newer Junctor (tables "
                            + found
                            + ", known here "
                            + Migrations.VERSION
                            + "): start that version, or name another database");
        }
        if (found == Migrations.VERSION) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            for (String script : Migrations.after(found, Migrations.Dialect.POSTGRES)) {
                statement.execute(script);
            }
            if (found == 0) {
                statement.execute("CREATE TABLE " + TABLE + " (version integer NOT NULL)");
                statement.execute("INSERT INTO " + TABLE + " VALUES (0)");
            }
            statement.execute("UPDATE " + TABLE + " SET version = " + Migrations.VERSION);
        }
    }

    /** The tables' version; 0 where there are none. */
    static int version(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "SELECT CASE WHEN to_regclass(?) IS NULL THEN 0 ELSE 1 END")) {
            statement.setString(1, TABLE);
            if (number(statement) == 0) {
                return 0;
            }
        }
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT max(version) FROM " + TABLE)) {
            return number(statement);
        }
    }

    private static int number(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getInt(1);
        }
    }

    /** Waits for a lock that ends with the transaction. */
    static void lock(Connection connection, long number) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT pg_advisory_xact_lock(?)")) {
            statement.setLong(1, number);
            statement.execute();
        }
    }
}
