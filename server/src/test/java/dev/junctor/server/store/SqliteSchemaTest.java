package dev.junctor.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

final class SqliteSchemaTest {
    private static final String FLYWAY = "flyway_schema_history";

    @TempDir Path temp;

    private SQLiteDataSource source(String name) {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + temp.resolve(name));
        return source;
    }

    private static List<String> tables(SQLiteDataSource source) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT name, sql FROM sqlite_schema ORDER BY 1")) {
            while (rows.next()) {
                if (!rows.getString(1).contains(FLYWAY)) {
                    found.add(rows.getString(1) + " " + rows.getString(2));
                }
            }
        }
        return found;
    }

    private void upgrade(SQLiteDataSource source) throws SQLException {
        try (Connection connection = source.getConnection()) {
            SqliteSchema.upgrade(connection, source, temp);
        }
    }

    private static int version(SQLiteDataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA user_version")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    @Test
    void anEmptyFileGetsTheTablesThatFlywayWouldMake() throws SQLException {
        SQLiteDataSource plain = source("plain.db");
        upgrade(plain);
        SQLiteDataSource flyway = source("flyway.db");
        SqliteSchema.migrate(flyway, temp, 0);
        assertThat(tables(plain)).isNotEmpty().isEqualTo(tables(flyway));
        assertThat(version(plain)).isEqualTo(Migrations.VERSION);
    }

    @Test
    void flywayGoesOnFromTablesThatItHasNotMade() throws SQLException {
        SQLiteDataSource plain = source("plain.db");
        upgrade(plain);
        List<String> before = tables(plain);
        SqliteSchema.migrate(plain, temp, Migrations.VERSION);
        assertThat(tables(plain)).isEqualTo(before);
    }

    @Test
    void tablesWithoutAVersionAreFlywaysAndStay() throws SQLException {
        SQLiteDataSource halfway = source("halfway.db");
        SqliteSchema.migrate(
                halfway, temp, 0); // as an end between the tables and their version leaves it
        List<String> before = tables(halfway);
        upgrade(halfway);
        assertThat(tables(halfway)).isEqualTo(before);
        assertThat(version(halfway)).isEqualTo(Migrations.VERSION);
    }
}
