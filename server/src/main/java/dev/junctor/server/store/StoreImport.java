package dev.junctor.server.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Takes what {@link StoreExport} wrote into a store: all of it and proven equal, or nothing. */
final class StoreImport {
    private static final int BATCH = 1_000;
    private static final long TOLD_EACH = 10_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Tables of which a store that nobody has used yet has no row. */
    private static final List<String> EMPTY_AT_FIRST =
            List.of(
                    "api_key",
                    "day_endpoint",
                    "generation",
                    "key_spent",
                    "ledger_balance",
                    "posting",
                    "price_book");

    private final Database database;
    private final StoreCopies.IfNotEmpty ifNotEmpty;
    private final StoreCopies.Progress progress;

    StoreImport(
            Database database, StoreCopies.IfNotEmpty ifNotEmpty, StoreCopies.Progress progress) {
        this.database = database;
        this.ifNotEmpty = ifNotEmpty;
        this.progress = progress;
    }

    StoreCopies.Copied read(Path file) {
        try {
            return database.write(connection -> {
                try (BufferedReader lines = lines(file)) {
                    return new Reading(file, connection, lines).all();
                } catch (IOException e) {
                    throw new UncheckedIOException(e.getMessage(), e);
                }
            });
        } catch (UncheckedIOException e) {
            throw StoreCopies.unreadable(file, new IOException(e.getMessage(), e));
        } catch (JacksonException e) {
            throw new StoreException(
                    "the file " + file + " is no export, or is damaged: take another one", e);
        } catch (SQLException e) {
            throw new StoreException(
                    "the file "
                            + file
                            + " could not be taken into the store, nothing was changed: "
                            + e.getMessage(),
                    e);
        }
    }

    private static BufferedReader lines(Path file) throws IOException {
        InputStream bytes = Files.newInputStream(file);
        return new BufferedReader(
                new InputStreamReader(
                        StoreCopies.isZipped(file) ? new GZIPInputStream(bytes) : bytes,
                        StandardCharsets.UTF_8));
    }

    /** One go through a file, within a transaction. */
    private final class Reading {
        private final Path file;
        private final Connection connection;
        private final BufferedReader lines;
        private final SortedMap<String, Long> counts = new TreeMap<>();
        private final Map<String, Long> balances = new HashMap<>();

        Reading(Path file, Connection connection, BufferedReader lines) {
            this.file = file;
            this.connection = connection;
            this.lines = lines;
        }

        private StoreException refused(String why) {
            return new StoreException("the file " + file + " " + why + "; nothing was changed");
        }

        private JsonNode next() throws IOException {
            @Nullable String line = lines.readLine();
            if (line == null) {
                throw refused("ends before its end: take a whole one");
            }
            return JSON.readTree(line);
        }

        StoreCopies.Copied all() throws IOException, SQLException {
            checkHead(next());
            Revisions.next(connection);
            database.withoutHurry(connection);
            Map<String, Tables.Table> tables =
                    database.tables().list(connection).stream()
                            .collect(Collectors.toMap(Tables.Table::name, Function.identity()));
            makeRoom(tables);
            JsonNode line = next();
            while (line.has("table")) {
                line = table(line, tables);
            }
            checkEnd(line, tables);
            BigInteger sum =
                    balances.values().stream()
                            .map(BigInteger::valueOf)
                            .reduce(BigInteger.ZERO, BigInteger::add);
            return new StoreCopies.Copied(Migrations.VERSION, counts, balances.size(), sum);
        }

        private void checkHead(JsonNode head) {
            if (!head.path("format").asString("").equals(StoreExport.FORMAT)) {
                throw refused("is no export of a store");
            }
            if (head.path("format_version").asInt(0) != StoreExport.FORMAT_VERSION
                    || head.path("schema").asInt(0) != Migrations.VERSION) {
                throw refused(
                        "has tables of version "
                                + head.path("schema").asInt(0)
                                + ", known here "
                                + Migrations.VERSION
                                + ": export it with this version of Junctor");
            }
        }

        private void makeRoom(Map<String, Tables.Table> tables) throws SQLException {
            long now = database.epochMillis(connection);
            if (count("node WHERE expires_ms > " + now) > 0) {
                throw new StoreException(
                        "a node of this database is running (or ended less than 30 s ago): stop"
                                + " all of them, then try again");
            }
            boolean empty = count("account WHERE id <> 'default'") == 0;
            for (String table : EMPTY_AT_FIRST) {
                empty &= count(table) == 0;
            }
            if (!empty && ifNotEmpty == StoreCopies.IfNotEmpty.REFUSE) {
                throw new StoreException(
                        "the store is not empty, nothing was changed: choose an empty one, or"
                                + " restore with the consent to replace what is there");
            }
            try (Statement statement = connection.createStatement()) {
                for (String table : tables.keySet()) {
                    statement.executeUpdate("DELETE FROM " + table);
                }
                // What nodes hold of budgets was of the store before.
                statement.executeUpdate("DELETE FROM lease");
                statement.executeUpdate("DELETE FROM budget");
            }
        }

        private long count(String from) throws SQLException {
            try (PreparedStatement statement =
                            connection.prepareStatement("SELECT count(*) FROM " + from);
                    ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }

        /** Takes the rows of a table; gives the line behind them. */
        private JsonNode table(JsonNode head, Map<String, Tables.Table> tables)
                throws IOException, SQLException {
            String name = head.path("table").asString("");
            Tables.Table table = tables.get(name);
            if (table == null) {
                throw refused("has a table that is not known here");
            }
            List<Tables.Column> columns = columns(head.path("columns"), table);
            long count = 0;
            JsonNode line = next();
            try (PreparedStatement statement = connection.prepareStatement(insert(name, columns))) {
                for (; line.isArray(); line = next()) {
                    bind(statement, columns, line);
                    statement.addBatch();
                    if (++count % BATCH == 0) {
                        statement.executeBatch();
                    }
                    if (count % TOLD_EACH == 0) {
                        progress.rows(name, count);
                    }
                    if (name.equals(StoreExport.BALANCES)) {
                        note(columns, line);
                    }
                }
                statement.executeBatch();
            }
            counts.put(name, count);
            progress.rows(name, count);
            return line;
        }

        private List<Tables.Column> columns(JsonNode names, Tables.Table table) {
            Map<String, Tables.Column> known =
                    table.columns().stream()
                            .collect(Collectors.toMap(Tables.Column::name, Function.identity()));
            List<Tables.Column> columns = new ArrayList<>();
            for (JsonNode name : names) {
                Tables.Column column = known.remove(name.asString(""));
                if (column == null) {
                    throw refused("has a column of " + table.name() + " that is not known here");
                }
                columns.add(column);
            }
            if (!known.isEmpty()) {
                throw refused("lacks a column of " + table.name());
            }
            return columns;
        }

        private static String insert(String table, List<Tables.Column> columns) {
            return "INSERT INTO "
                    + table
                    + columns.stream()
                            .map(Tables.Column::name)
                            .collect(Collectors.joining(", ", " (", ")"))
                    + " VALUES ("
                    + String.join(", ", Collections.nCopies(columns.size(), "?"))
                    + ")";
        }

        private void bind(PreparedStatement statement, List<Tables.Column> columns, JsonNode row)
                throws SQLException {
            if (row.size() != columns.size()) {
                throw refused("has a row of another length than its table");
            }
            for (int i = 0; i < columns.size(); i++) {
                JsonNode value = row.get(i);
                switch (columns.get(i).kind()) {
                    case INTEGER -> statement.setLong(i + 1, value.longValue());
                    case TEXT -> statement.setString(i + 1, value.stringValue());
                    case BYTES -> statement.setBytes(i + 1, value.binaryValue());
                }
            }
        }

        private void note(List<Tables.Column> columns, JsonNode row) {
            String account = "";
            long nanos = 0;
            for (int i = 0; i < columns.size(); i++) {
                if (columns.get(i).kind() == Tables.Kind.TEXT) {
                    account = row.get(i).stringValue();
                } else {
                    nanos = row.get(i).longValue();
                }
            }
            balances.put(account, nanos);
        }

        private void checkEnd(JsonNode end, Map<String, Tables.Table> tables) throws SQLException {
            for (String table : tables.keySet()) {
                long said = end.path("rows").path(table).asLong(-1);
                if (said != counts.getOrDefault(table, -1L) || said != count(table)) {
                    throw refused("has not the rows of " + table + " that its end counts");
                }
            }
            if (!end.path("ledger_sum").asString("").equals("0")) {
                throw refused(
                        "has books that do not balance (sum "
                                + end.path("ledger_sum").asString("missing")
                                + " nano-dollars): find out why in the store that it came from"
                                + " (ledger check)");
            }
            Map<String, Long> now = new HashMap<>();
            try (PreparedStatement statement =
                            connection.prepareStatement(
                                    "SELECT ledger_account, nanos FROM ledger_balance");
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    now.put(rows.getString(1), rows.getLong(2));
                }
            }
            BigInteger sum =
                    now.values().stream()
                            .map(BigInteger::valueOf)
                            .reduce(BigInteger.ZERO, BigInteger::add);
            if (sum.signum() != 0 || !now.equals(balances)) {
                throw refused("has books that do not balance");
            }
        }
    }
}
