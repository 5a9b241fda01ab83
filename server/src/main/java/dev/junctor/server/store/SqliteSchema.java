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
 * which takes a third of a second and more. Nor does the first start: into an empty file the scripts go as they are;
 * Flyway brings older tables up, from the version that the header tells.
 */
final class SqliteSchema {
    /** Where Flyway writes what it did. */
    static final String FLYWAY_TABLE = "flyway_schema_history";

    private SqliteSchema() {}

    /**
     * Brings the tables to {@link Migrations#VERSION}.
     *
     * @throws StoreException when they are newer, or cannot be changed
     */
    static void upgrade(Connection connection, DataSource source, Path file) throws SQLException {
        int found = version(connection);
        if (found > Migrations.VERSION) {
            throw new StoreException(
                    "the store "
                            + file
                            + " was written by a newer Junctor (tables "
                            + found
                            + ", known here "
                            + Migrations.VERSION
                            + "): start that version, or choose another folder (--data DIR)");
        }
        if (found == 0 && isEmpty(connection)) {
            create(connection);
        } else if (found < Migrations.VERSION) {
            migrate(source, file, found);
            setVersion(connection);
        }
    }

    /** All tables and the version in one transaction. */
    private static void create(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            for (String script : Migrations.after(0, Migrations.Dialect.SQLITE)) {
                statement.executeUpdate(script);
            }
            setVersion(connection);
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** Lets Flyway bring tables up; it takes those of a version for granted that it has not made itself. */
    static void migrate(DataSource source, Path file, int found) {
        try {
            Flyway.configure(SqliteSchema.class.getClassLoader())
                    .dataSource(source)
                    .locations("classpath:dev/junctor/server/store/migration/sqlite")
                    .baselineOnMigrate(found > 0)
                    .baselineVersion(Integer.toString(found))
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

    private static void setVersion(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = " + Migrations.VERSION);
        }
    }

    static int version(Connection connection) throws SQLException {
        return number(connection, "PRAGMA user_version");
    }

    private static boolean isEmpty(Connection connection) throws SQLException {
        return number(connection, "SELECT count(*) FROM sqlite_schema") == 0;
    }

    private static int number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
