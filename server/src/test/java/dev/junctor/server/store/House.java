package dev.junctor.server.store;

import dev.junctor.server.journal.Durability;
import dev.junctor.server.journal.JournalOptions;
import dev.junctor.server.kit.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Where a test's tables are: a new place of one of the two kinds, which can be opened, looked into, and cut off. */
sealed interface House {
    /** Each kind once, for tests that are run on both. */
    enum Kind {
        SQLITE,
        POSTGRES;

        /** A new empty place. */
        House in(Path folder) {
            return switch (this) {
                case SQLITE -> new File(folder);
                case POSTGRES -> new Server(folder, PostgresServer.get().database());
            };
        }
    }

    /** The data folder. */
    Path folder();

    /** A journal that is quickly made. */
    JournalOptions SMALL = new JournalOptions(Durability.CHARGE, 64 << 20, 1 << 20);

    /** What the operator wrote. */
    DatabaseUrl url();

    /** A connection beside the store. */
    Connection connect() throws SQLException;

    /** Sets the version of the tables. */
    String versionSql(int version);

    default Store open() {
        return Store.open(folder(), url(), SMALL);
    }

    /** Opens the tables alone. */
    default Database database() {
        return url().open(folder().resolve(Store.FILE));
    }

    /** The first column of the first row. */
    default long number(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Runs statements. */
    default void run(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** A file in a folder. */
    record File(Path folder) implements House {
        @Override
        public DatabaseUrl url() {
            return new DatabaseUrl.Embedded();
        }

        @Override
        public Connection connect() throws SQLException {
            return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(Store.FILE));
        }

        @Override
        public String versionSql(int version) {
            return "PRAGMA user_version = " + version;
        }
    }

    /** A database of the test server. */
    record Server(Path folder, PostgresServer.TestDatabase place) implements House {
        @Override
        public DatabaseUrl url() {
            return DatabaseUrl.parse(place.url());
        }

        @Override
        public Connection connect() throws SQLException {
            return place.connect();
        }

        @Override
        public String versionSql(int version) {
            return "UPDATE schema_version SET version = " + version;
        }
    }
}
