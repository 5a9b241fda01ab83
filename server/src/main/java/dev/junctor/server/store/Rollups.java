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
 * The narrow sums that dashboards and limits read in place of records: by (day, endpoint) and (day, key,
 * model). They are written in the transaction of the records that they sum up, one row for each sum that a group
 * touches, in the order of the tables' keys.
 */
final class Rollups {
    static final long DAY_MILLIS = 86_400_000;

    private static final List<String> SUMS = List.of(Totals.COLUMNS.split(",\\s*", -1));

    private static final String BY_DAY =
            upsert("day_endpoint", "day, endpoint, model", ", provider");
    private static final String BY_KEY = upsert("key_day_model", "day, key_id, model", "");

    private record Day(long day, String endpoint, String model, String provider) {
        static final Comparator<Day> ORDER =
                Comparator.comparingLong(Day::day)
                        .thenComparing(Day::endpoint)
                        .thenComparing(Day::model);
    }

    private record KeyDay(long day, String keyId, String model) {
        static final Comparator<KeyDay> ORDER =
                Comparator.comparingLong(KeyDay::day)
                        .thenComparing(KeyDay::keyId)
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
        Map<Day, Totals> byDay = new TreeMap<>(Day.ORDER);
        Map<KeyDay, Totals> byKey = new TreeMap<>(KeyDay.ORDER);
        for (GenerationRecord record : group) {
            Totals one = Totals.of(record);
            long day = Math.floorDiv(record.createdMillis(), DAY_MILLIS);
            byDay.merge(
                    new Day(day, record.endpoint(), record.model(), record.provider()),
                    one,
                    Totals::plus);
            byKey.merge(new KeyDay(day, record.keyId(), record.model()), one, Totals::plus);
        }
        writeDays(connection, byDay);
        writeKeys(connection, byKey);
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
                statement.setLong(1, sum.getKey().day());
                statement.setBytes(2, HexFormat.of().parseHex(sum.getKey().keyId()));
                statement.setString(3, sum.getKey().model());
                sum.getValue().bind(statement, 4);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
