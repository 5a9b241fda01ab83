package dev.junctor.server.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * The version of the tables. It stands in the file's header, so that a start without changes does not wait for Flyway,
 * which takes a third of a second and more. Nor does the first start: into an empty file the scripts go as they are;
 * Flyway brings older tables up, from the version that the header tells.
 */
final class Schema {
    private static final String FOLDER = "migration/";

    /** What Flyway would run, in its order. */
    private static final List<String> SCRIPTS =
            List.of("V1__first_store.sql", "V2__exact_money.sql");

    /** How many migrations there are. */
    static final int VERSION = SCRIPTS.size();

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
        if (found == 0 && isEmpty(connection)) {
            create(connection);
        } else if (found < VERSION) {
            migrate(source, file, found);
            setVersion(connection);
        }
    }

    /** All tables and the version in one transaction. */
    private static void create(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            for (String script : SCRIPTS) {
                statement.executeUpdate(text(script));
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

    private static String text(String script) {
        try (InputStream file = Schema.class.getResourceAsStream(FOLDER + script)) {
            if (file == null) {
                throw new IllegalStateException(script + " is missing from this build");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(script + " cannot be read", unreadable);
        }
    }

    /** Lets Flyway bring tables up; it takes those of a version for granted that it has not made itself. */
    static void migrate(DataSource source, Path file, int found) {
        try {
            Flyway.configure(Schema.class.getClassLoader())
                    .dataSource(source)
                    .locations("classpath:dev/junctor/server/store/migration")
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
            statement.execute("PRAGMA user_version = " + VERSION);
        }
    }

    private static int version(Connection connection) throws SQLException {
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
