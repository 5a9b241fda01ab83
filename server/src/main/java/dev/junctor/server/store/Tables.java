package dev.junctor.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How to see which tables a database has.
 *
 * @param namesQuery gives the names of all tables
 */
record Tables(String namesQuery) {
    static final Tables OF_SQLITE =
            new Tables(
                    "SELECT name FROM sqlite_schema WHERE type = 'table'"
                            + " AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY name");

    static final Tables OF_POSTGRES =
            new Tables(
                    "SELECT relname::text FROM pg_class WHERE relkind IN ('r', 'p')"
                            + " AND NOT relispartition AND relnamespace ="
                            + " current_schema()::regnamespace ORDER BY relname");

    /**
     * What nodes hold, or belongs to one database only. Which number belongs to which data folder is kept, so that each
     * node's journal goes on where it was.
     */
    private static final Set<String> NOT_KEPT =
            Set.of("lease", "budget", "revision", PostgresSchema.TABLE, SqliteSchema.FLYWAY_TABLE);

    /** What a column holds. */
    enum Kind {
        INTEGER,
        TEXT,
        BYTES
    }

    /** A column. */
    record Column(String name, Kind kind) {}

    /**
     * A table.
     *
     * @param columns in the database's order
     * @param key columns of the primary key, by which rows are ordered
     */
    record Table(String name, List<Column> columns, List<String> key) {}

    /** All tables that hold what people and their requests left, by name. */
    List<Table> list(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(namesQuery);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        names.removeAll(NOT_KEPT);
        List<Table> tables = new ArrayList<>();
        for (String name : names) {
            tables.add(new Table(name, columns(connection, name), key(connection, name)));
        }
        return tables;
    }

    private static List<Column> columns(Connection connection, String table) throws SQLException {
        List<Column> columns = new ArrayList<>();
        try (PreparedStatement statement =
                        connection.prepareStatement("SELECT * FROM " + table + " WHERE 1 = 0");
                ResultSet rows = statement.executeQuery()) {
            ResultSetMetaData shape = rows.getMetaData();
            for (int i = 1; i <= shape.getColumnCount(); i++) {
                columns.add(new Column(shape.getColumnName(i), kind(shape.getColumnTypeName(i))));
            }
        }
        return columns;
    }

    private static Kind kind(String type) {
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "integer", "int8", "int4", "int2" -> Kind.INTEGER;
            case "text" -> Kind.TEXT;
            case "blob", "bytea" -> Kind.BYTES;
            default -> throw new IllegalStateException("a column of type " + type);
        };
    }

    private static List<String> key(Connection connection, String table) throws SQLException {
        List<String> key = new ArrayList<>();
        try (ResultSet rows =
                connection.getMetaData().getPrimaryKeys(null, connection.getSchema(), table)) {
            while (rows.next()) {
                int at = rows.getInt("KEY_SEQ") - 1;
                while (key.size() <= at) {
                    key.add("");
                }
                key.set(at, rows.getString("COLUMN_NAME"));
            }
        }
        return key;
    }
}
