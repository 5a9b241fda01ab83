package dev.junctor.server.store;

import dev.junctor.core.base.Money;
import dev.junctor.engine.admit.KeyId;
import dev.junctor.server.budget.KeyDays;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

/**
 * Sums over records, read from the rollups, never from records. Each read first waits (2 s at most) until all that was
 * appended before is written. May block: not for event loops.
 */
public final class Activity {
    private static final long FLUSH_NANOS = 2_000_000_000L;

    private final Database database;
    private final Freshness freshness;

    Activity(Database database, Freshness freshness) {
        this.database = database;
        this.freshness = freshness;
    }

    /**
     * One day of one endpoint, or of one model where a key is asked for.
     *
     * @param model id; empty for requests that no model answered
     * @param endpoint {@link dev.junctor.core.catalog.Endpoint#key}; empty where a key is asked for
     * @param provider name for people; empty where a key is asked for
     */
    public record Row(
            LocalDate day, String model, String endpoint, String provider, Totals totals) {}

    /** A row of a key; it names no endpoint. */
    public record KeyRow(KeyId key, Row row) {}

    /** Rows by day, key and model, from {@code from} to {@code to} inclusive, in that order. */
    public List<KeyRow> byKey(LocalDate from, LocalDate to) {
        freshness.flush(FLUSH_NANOS);
        return database.read(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement(
                            "SELECT * FROM key_day_model WHERE day BETWEEN ? AND ?"
                                    + " ORDER BY day, key_id, model")) {
                statement.setLong(1, from.toEpochDay());
                statement.setLong(2, to.toEpochDay());
                List<KeyRow> result = new ArrayList<>();
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        KeyId key = KeyId.of(row.getBytes("key_id"));
                        result.add(new KeyRow(key, row(row, Source.KEYS)));
                    }
                }
                return result;
            }
        });
    }

    /** Rows of all keys by day, endpoint and model, from {@code from} to {@code to} inclusive, in that order. */
    public List<Row> byEndpoint(LocalDate from, LocalDate to) {
        freshness.flush(FLUSH_NANOS);
        return database.read(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement(
                            "SELECT * FROM day_endpoint WHERE day BETWEEN ? AND ?"
                                    + " ORDER BY day, endpoint, model")) {
                statement.setLong(1, from.toEpochDay());
                statement.setLong(2, to.toEpochDay());
                return rows(statement, Source.ENDPOINTS);
            }
        });
    }

    /** Rows of one key by day and model, from {@code from} to {@code to} inclusive, in that order. */
    public List<Row> ofKey(KeyId key, LocalDate from, LocalDate to) {
        freshness.flush(FLUSH_NANOS);
        return database.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(KeyDays.ROWS)) {
                statement.setLong(1, from.toEpochDay());
                statement.setLong(2, to.toEpochDay());
                statement.setBytes(3, KeyBytes.of(key));
                statement.setLong(4, to.toEpochDay());
                return rows(statement, Source.KEYS);
            }
        });
    }

    /**
     * What was spent with a key.
     *
     * @param today the day in UTC
     */
    public KeyUsage usage(KeyId key, LocalDate today) {
        freshness.flush(FLUSH_NANOS);
        LocalDate monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        LocalDate first = today.withDayOfMonth(1);
        return database.read(connection ->
                new KeyUsage(
                        since(connection, key, today),
                        since(connection, key, monday),
                        since(connection, key, first),
                        SpentTable.of(connection, key)));
    }

    private static Money since(Connection connection, KeyId key, LocalDate day)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(KeyDays.SPENT)) {
            statement.setLong(1, day.toEpochDay());
            statement.setLong(2, KeyDays.LAST);
            statement.setBytes(3, KeyBytes.of(key));
            statement.setLong(4, KeyDays.LAST);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return new Money(rows.getLong(1));
            }
        }
    }

    private enum Source {
        ENDPOINTS,
        KEYS
    }

    private static List<Row> rows(PreparedStatement statement, Source source) throws SQLException {
        List<Row> result = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                result.add(row(row, source));
            }
        }
        return result;
    }

    private static Row row(ResultSet row, Source source) throws SQLException {
        boolean named = source == Source.ENDPOINTS;
        return new Row(
                LocalDate.ofEpochDay(row.getLong("day")),
                row.getString("model"),
                named ? row.getString("endpoint") : "",
                named ? row.getString("provider") : "",
                Totals.read(row));
    }
}
