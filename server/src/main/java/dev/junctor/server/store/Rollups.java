package dev.junctor.server.store;

import dev.junctor.core.record.GenerationRecord;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The narrow sums that dashboards and limits read in place of records: by (minute, endpoint), (day, endpoint) and (key,
 * day, model). They are written in the transaction of the records that they sum up, one row for each sum that a group
 * touches, in the order of the tables' keys.
 */
final class Rollups {
    static final long MINUTE_MILLIS = 60_000;
    static final long DAY_MILLIS = 86_400_000;
    static final long MINUTES_KEPT = 14 * 1_440;

    private static final List<String> SUMS = List.of(Totals.COLUMNS.split(",\\s*", -1));

    private static final String BY_MINUTE = upsert("minute_endpoint", "minute, endpoint", "");
    private static final String BY_DAY =
            upsert("day_endpoint", "day, endpoint, model", ", provider");
    private static final String BY_KEY = upsert("key_day_model", "key_id, day, model", "");

    private record Minute(long minute, String endpoint) {
        static final Comparator<Minute> ORDER =
                Comparator.comparingLong(Minute::minute).thenComparing(Minute::endpoint);
    }

    private record Day(long day, String endpoint, String model, String provider) {
        static final Comparator<Day> ORDER =
                Comparator.comparingLong(Day::day)
                        .thenComparing(Day::endpoint)
                        .thenComparing(Day::model);
    }

    private record KeyDay(String keyId, long day, String model) {
        static final Comparator<KeyDay> ORDER =
                Comparator.comparing(KeyDay::keyId)
                        .thenComparingLong(KeyDay::day)
                        .thenComparing(KeyDay::model);
    }

    private Rollups() {}

    private static String upsert(String table, String key, String more) {
        int columns = (key + more + "," + Totals.COLUMNS).split(",", -1).length;
        return "INSERT INTO "
                + table
                + " ("
                + key
                + more
                + ", "
                + Totals.COLUMNS
                + ") VALUES (?"
                + ", ?".repeat(columns - 1)
                + ") ON CONFLICT ("
                + key
                + ") DO UPDATE SET "
                + SUMS.stream()
                        .map(sum -> sum + " = " + table + "." + sum + " + excluded." + sum)
                        .collect(Collectors.joining(", "));
    }

    /** Adds a group of records to the sums. */
    static void add(Connection connection, List<GenerationRecord> group) throws SQLException {
        Map<Minute, Totals> byMinute = new TreeMap<>(Minute.ORDER);
        Map<Day, Totals> byDay = new TreeMap<>(Day.ORDER);
        Map<KeyDay, Totals> byKey = new TreeMap<>(KeyDay.ORDER);
        for (GenerationRecord record : group) {
            Totals one = Totals.of(record);
            long minute = Math.floorDiv(record.createdMillis(), MINUTE_MILLIS);
            long day = Math.floorDiv(record.createdMillis(), DAY_MILLIS);
            byMinute.merge(new Minute(minute, record.endpoint()), one, Totals::plus);
            byDay.merge(
                    new Day(day, record.endpoint(), record.model(), record.provider()),
                    one,
                    Totals::plus);
            byKey.merge(new KeyDay(record.keyId(), day, record.model()), one, Totals::plus);
        }
        writeMinutes(connection, byMinute);
        writeDays(connection, byDay);
        writeKeys(connection, byKey);
    }

    private static void writeMinutes(Connection connection, Map<Minute, Totals> sums)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(BY_MINUTE)) {
            for (Map.Entry<Minute, Totals> sum : sums.entrySet()) {
                statement.setLong(1, sum.getKey().minute());
                statement.setString(2, sum.getKey().endpoint());
                sum.getValue().bind(statement, 3);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static void writeDays(Connection connection, Map<Day, Totals> sums)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(BY_DAY)) {
            for (Map.Entry<Day, Totals> sum : sums.entrySet()) {
                statement.setLong(1, sum.getKey().day());
                statement.setString(2, sum.getKey().endpoint());
                statement.setString(3, sum.getKey().model());
                statement.setString(4, sum.getKey().provider());
                sum.getValue().bind(statement, 5);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static void writeKeys(Connection connection, Map<KeyDay, Totals> sums)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(BY_KEY)) {
            for (Map.Entry<KeyDay, Totals> sum : sums.entrySet()) {
                statement.setBytes(1, HexFormat.of().parseHex(sum.getKey().keyId()));
                statement.setLong(2, sum.getKey().day());
                statement.setString(3, sum.getKey().model());
                sum.getValue().bind(statement, 4);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Forgets the minutes that are older than 14 days. */
    static void forget(Connection connection, long epochMillis) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("DELETE FROM minute_endpoint WHERE minute < ?")) {
            statement.setLong(1, Math.floorDiv(epochMillis, MINUTE_MILLIS) - MINUTES_KEPT);
            statement.executeUpdate();
        }
    }
}
