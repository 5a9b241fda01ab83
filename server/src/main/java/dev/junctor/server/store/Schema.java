package dev.junctor.server.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * The version of the tables. It stands in the file's header, so that a start without changes does not wait for Flyway,
 * which takes a third of a second and more.
 */
final class Schema {
    /** How many migrations there are. */
    static final int VERSION = 1;

    private Schema() {}

    /**
     * Brings the tables to {@link #VERSION}.
     *
     * @throws StoreException when they are newer, or cannot be changed
     */
    static void upgrade(Connection connection, DataSource source, Path file) throws SQLException {
        int found = version(connection);
        if (found > VERSION) {
            throw new StoreException(
                    "the store "
                            + file
                            + " was written by a newer Junctor (tables "
                            + found
                            + ", known here "
                            + VERSION
                            + "): start that version, or choose another folder (--data DIR)");
        }
        if (found < VERSION) {
            migrate(source, file);
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA user_version = " + VERSION);
            }
        }
    }

    private static void migrate(DataSource source, Path file) {
        try {
            Flyway.configure(Schema.class.getClassLoader())
                    .dataSource(source)
                    .locations("classpath:dev/junctor/server/store/migration")
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new StoreException(
                    "the tables of "
                            + file
                            + " could not be brought to this version, nothing was changed: "
                            + e.getMessage(),
                    e);
        }
    }

    private static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA user_version")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
