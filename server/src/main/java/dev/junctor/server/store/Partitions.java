package dev.junctor.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of PostgreSQL's table {@code generation}: one for each month of ids, in UTC, made in advance, and one for
 * what has no month yet.
 */
final class Partitions {
    /** Where records go whose month has no part. */
    static final String REST = "generation_rest";

    private static final int MONTHS_AHEAD = 2;
    private static final Pattern NAME = Pattern.compile("generation_(\\d{4})_(\\d{2})");

    private Partitions() {}

    private static String name(YearMonth month) {
        return String.format(
                Locale.ROOT, "generation_%04d_%02d", month.getYear(), month.getMonthValue());
    }

    /** The least id that can be made in a moment, or later. */
    static long firstId(long epochMillis) {
        return Math.max(0, epochMillis - IdMaker.EPOCH_MILLIS) << IdMaker.BELOW_MILLIS;
    }

    private static long firstId(YearMonth month) {
        LocalDate day = month.atDay(1);
        return firstId(day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli());
    }

    /**
     * Makes the parts of this month and the next two, in the connection's transaction; records of theirs that lie in
     * the rest move.
     */
    static void prepare(Connection connection, long epochMillis) throws SQLException {
        YearMonth now = YearMonth.from(Instant.ofEpochMilli(epochMillis).atZone(ZoneOffset.UTC));
        if (months(connection).containsAll(wanted(now))) {
            return;
        }
        PostgresSchema.lock(connection, PostgresSchema.MIGRATION_LOCK);
        List<YearMonth> missing = wanted(now);
        missing.removeAll(months(connection)); // another node may have made them by now
        try (Statement statement = connection.createStatement()) {
            for (YearMonth month : missing) {
                make(statement, month);
            }
        }
    }

    private static List<YearMonth> wanted(YearMonth now) {
        List<YearMonth> wanted = new ArrayList<>();
        for (int i = 0; i <= MONTHS_AHEAD; i++) {
            wanted.add(now.plusMonths(i));
        }
        return wanted;
    }

    private static void make(Statement statement, YearMonth month) throws SQLException {
        String part = name(month);
        String ids = " WHERE id >= " + firstId(month) + " AND id < " + firstId(month.plusMonths(1));
        // No record may come into the rest between the look and the end.
        statement.execute("LOCK TABLE " + REST + " IN ACCESS EXCLUSIVE MODE");
        statement.execute("CREATE TABLE " + part + " (LIKE generation INCLUDING ALL)");
        statement.execute(
                "WITH moved AS (DELETE FROM "
                        + REST
                        + ids
                        + " RETURNING *) INSERT INTO "
                        + part
                        + " SELECT * FROM moved");
        statement.execute(
                "ALTER TABLE generation ATTACH PARTITION "
                        + part
                        + " FOR VALUES FROM ("
                        + firstId(month)
                        + ") TO ("
                        + firstId(month.plusMonths(1))
                        + ")");
    }

    /** The months that have a part. */
    static List<YearMonth> months(Connection connection) throws SQLException {
        List<YearMonth> months = new ArrayList<>();
        try (PreparedStatement statement =
                        connection.prepareStatement(
                                "SELECT c.relname FROM pg_inherits i JOIN pg_class c"
                                        + " ON c.oid = i.inhrelid"
                                        + " WHERE i.inhparent = 'generation'::regclass"
                                        + " ORDER BY c.relname");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                Matcher name = NAME.matcher(rows.getString(1));
                if (name.matches()) {
                    months.add(
                            YearMonth.of(
                                    Integer.parseInt(name.group(1)),
                                    Integer.parseInt(name.group(2))));
                }
            }
        }
        return months;
    }

    /**
     * Forgets months as wholes once all of their ids are smaller; single records only in the rest. So records of a
     * month that has begun to be forgotten stay until it has ended.
     */
    record ByMonth(Database database) implements Forgetting {
        @Override
        public long before(long id) throws SQLException {
            long forgotten = new RowByRow(database, REST).before(id);
            for (YearMonth month : database.read(Partitions::months)) {
                if (firstId(month.plusMonths(1)) <= id) {
                    forgotten += database.write(connection -> drop(connection, month));
                }
            }
            return forgotten;
        }

        private static long drop(Connection connection, YearMonth month) throws SQLException {
            PostgresSchema.lock(connection, PostgresSchema.MIGRATION_LOCK);
            if (!months(connection).contains(month)) {
                return 0; // another node was faster
            }
            try (Statement statement = connection.createStatement()) {
                long count;
                try (ResultSet rows =
                        statement.executeQuery(
                                "SELECT greatest(reltuples, 0)::bigint FROM pg_class WHERE oid = '"
                                        + name(month)
                                        + "'::regclass")) {
                    rows.next();
                    count = rows.getLong(1);
                }
                statement.execute("DROP TABLE " + name(month));
                return count;
            }
        }
    }
}
