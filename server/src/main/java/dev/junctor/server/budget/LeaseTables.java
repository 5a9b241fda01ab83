package dev.junctor.server.budget;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalLong;

/** The tables {@code budget} and {@code lease}: what nodes do with them. */
final class LeaseTables {
    private static final long DAY_MILLIS = 86_400_000;

    /** A month and a week. */
    private static final long KEY_DAYS_KEPT = 38;

    private static final long BOOK_DAYS_KEPT = 7;

    /** Who brings charges into the tables shares it; who reckons a budget from them has it alone. */
    private static final long GATE = 0x6a756e63746f72L;

    private static final String TAKE =
            "WITH whole AS (SELECT id, left_nanos AS rest FROM budget WHERE id = ? FOR UPDATE),"
                    + " slice AS (SELECT id, CASE WHEN rest < ?::bigint THEN 0"
                    + " ELSE greatest(0, least(rest, greatest(?::bigint,"
                    + " least(?::bigint, rest / (4 * ?::bigint))))) END AS nanos FROM whole),"
                    + " taken AS (UPDATE budget SET left_nanos = budget.left_nanos - slice.nanos"
                    + " FROM slice WHERE budget.id = slice.id AND slice.nanos > 0),"
                    + " leased AS (INSERT INTO lease (node, budget, nanos, expires_ms)"
                    + " SELECT ?::smallint, id, nanos, ?::bigint FROM slice WHERE nanos > 0"
                    + " ON CONFLICT (node, budget) DO UPDATE"
                    + " SET nanos = lease.nanos + excluded.nanos, expires_ms = excluded.expires_ms)"
                    + " SELECT nanos FROM slice";

    private static final String RETURN =
            "WITH gone AS (DELETE FROM lease WHERE %s RETURNING budget, nanos),"
                    + " sums AS (SELECT budget, sum(nanos)::bigint AS nanos FROM gone GROUP BY budget)"
                    + " UPDATE budget SET left_nanos = budget.left_nanos + sums.nanos"
                    + " FROM sums WHERE budget.id = sums.budget";

    private static final String GIVE_BACK =
            "WITH given AS (UPDATE lease SET nanos = nanos - ?"
                    + " WHERE node = ? AND budget = ? AND nanos >= ? RETURNING budget)"
                    + " UPDATE budget SET left_nanos = left_nanos + ?"
                    + " FROM given WHERE budget.id = given.budget";

    private LeaseTables() {}

    /** Brings charges or deposits into the tables: no budget is reckoned from them until this transaction ends. */
    static void enter(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT pg_advisory_xact_lock_shared(?)")) {
            statement.setLong(1, GATE);
            statement.execute();
        }
    }

    private static void close(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT pg_advisory_xact_lock(?)")) {
            statement.setLong(1, GATE);
            statement.execute();
        }
    }

    /**
     * Leases a slice: what is needed, or as much as is wanted where that is a small part of what is left.
     *
     * @param nodes that may want the rest
     * @return how much, at most what is left; empty when there is no such budget
     */
    static OptionalLong take(
            Connection connection, int node, String id, long needed, long wanted, int nodes)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TAKE)) {
            statement.setString(1, id);
            statement.setLong(2, needed); // less than that is of no use
            statement.setLong(3, needed);
            statement.setLong(4, wanted);
            statement.setInt(5, nodes);
            statement.setInt(6, node);
            statement.setLong(7, Long.MAX_VALUE); // ends with its node
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty();
            }
        }
    }

    /** Makes a budget from what was spent, where another node has not made it in the meantime. */
    static void begin(Connection connection, LeaseStore.Beginning budget) throws SQLException {
        if (budget.reckoning() == LeaseStore.Reckoning.FROM_TABLES) {
            close(connection);
        }
        long spent =
                switch (budget.subject()) {
                    case Subject.OfKey(var key) ->
                            SpentTables.byKey(connection, key, budget.begunMillis());
                    case Subject.OfAccount(String account) ->
                            -SpentTables.credit(connection, account);
                    case Subject.OfRequests _ -> 0;
                };
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "INSERT INTO budget (id, limit_nanos, left_nanos) VALUES (?, ?, ?)"
                                + " ON CONFLICT DO NOTHING")) {
            statement.setString(1, budget.id());
            statement.setLong(2, budget.limit());
            statement.setLong(3, budget.limit() - spent);
            statement.executeUpdate();
        }
    }

    /** Gives back a part of a lease, if the node still has it. */
    static void giveBack(Connection connection, int node, String id, long nanos)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(GIVE_BACK)) {
            statement.setLong(1, nanos);
            statement.setInt(2, node);
            statement.setString(3, id);
            statement.setLong(4, nanos);
            statement.setLong(5, nanos);
            statement.executeUpdate();
        }
    }

    /** Gives back the whole lease of a node on a budget, as far as no charge was taken from it. */
    static void giveBack(Connection connection, int node, String id) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(RETURN.formatted("node = ? AND budget = ?"))) {
            statement.setInt(1, node);
            statement.setString(2, id);
            statement.executeUpdate();
        }
    }

    /** Gives back all leases of a node. */
    static void giveBackAll(Connection connection, int node) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(RETURN.formatted("node = ?"))) {
            statement.setInt(1, node);
            statement.executeUpdate();
        }
    }

    /** Gives back the leases of nodes that were alive until {@code epochMillis} at the latest. */
    static void giveBackOfDead(Connection connection, long epochMillis) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        RETURN.formatted(
                                "NOT EXISTS (SELECT 1 FROM node WHERE node.id = lease.node"
                                        + " AND node.expires_ms > ?)"))) {
            statement.setLong(1, epochMillis);
            statement.executeUpdate();
        }
    }

    /** Gives more to all nodes; a negative amount takes away what is left. */
    static void grant(Connection connection, String id, long amount) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "UPDATE budget SET left_nanos = left_nanos + ? WHERE id = ?")) {
            statement.setLong(1, amount);
            statement.setString(2, id);
            statement.executeUpdate();
        }
    }

    /** Puts a budget under a limit, if there is one that stands under another; what was spent and leased stays so. */
    static void limit(Connection connection, String id, long limit) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "UPDATE budget SET left_nanos = left_nanos + (? - limit_nanos),"
                                + " limit_nanos = ? WHERE id = ? AND limit_nanos <> ?")) {
            statement.setLong(1, limit);
            statement.setLong(2, limit);
            statement.setString(3, id);
            statement.setLong(4, limit);
            statement.executeUpdate();
        }
    }

    /** Puts the requests of all accounts under a book on the day under another limit. */
    static void limitRequests(Connection connection, String book, long epochMillis, long limit)
            throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "UPDATE budget SET left_nanos = left_nanos + (? - limit_nanos),"
                                + " limit_nanos = ? WHERE starts_with(id, ?) AND id LIKE ?")) {
            statement.setLong(1, limit);
            statement.setLong(2, limit);
            statement.setString(3, "book:" + book + ":");
            statement.setString(4, "%:" + Math.floorDiv(epochMillis, DAY_MILLIS));
            statement.executeUpdate();
        }
    }

    /** Forgets all budgets of a key, of whatever period, and what is leased of them. */
    static void forgetKey(Connection connection, String key) throws SQLException {
        forget(connection, "%1$s = ? OR starts_with(%1$s, ?)", key, key + "@");
    }

    /** Forgets an account's budget and its counts under all books, and what is leased of them. */
    static void forgetAccount(Connection connection, String id, String account)
            throws SQLException {
        forget(
                connection,
                "%1$s = ? OR (starts_with(%1$s, 'book:') AND split_part(%1$s, ':', 3) = ?)",
                id,
                account);
    }

    private static void forget(Connection connection, String where, String one, String other)
            throws SQLException {
        for (String sql :
                new String[] {
                    "DELETE FROM budget WHERE " + where.formatted("id"),
                    "DELETE FROM lease WHERE " + where.formatted("budget")
                }) {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, one);
                statement.setString(2, other);
                statement.executeUpdate();
            }
        }
    }

    /** Forgets a budget and its leases; it is reckoned from the tables with the next use. */
    static void forget(Connection connection, String id) throws SQLException {
        for (String sql :
                new String[] {
                    "DELETE FROM budget WHERE id = ?", "DELETE FROM lease WHERE budget = ?"
                }) {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, id);
                statement.executeUpdate();
            }
        }
    }

    /** Forgets budgets of periods that are over for a week. */
    static void forgetOld(Connection connection, long epochMillis) throws SQLException {
        for (String table : new String[] {"budget WHERE id", "lease WHERE budget"}) {
            String column = table.substring(table.lastIndexOf(' ') + 1);
            try (PreparedStatement statement =
                    connection.prepareStatement(
                            "DELETE FROM "
                                    + table
                                    + " ~ '^(key:[0-9a-f]+@|book:.*:)[0-9]+$' AND CASE WHEN "
                                    + column
                                    + " LIKE 'key:%' THEN ? ELSE ? END"
                                    + " > substring("
                                    + column
                                    + " FROM '[0-9]+$')::bigint")) {
                statement.setLong(1, epochMillis - KEY_DAYS_KEPT * DAY_MILLIS);
                statement.setLong(2, Math.floorDiv(epochMillis, DAY_MILLIS) - BOOK_DAYS_KEPT);
                statement.executeUpdate();
            }
        }
    }

    /** Looks whether the node is heard, and how many are; {@code remainingMillis} is negative when it is not. */
    static LeaseStore.Alive alive(Connection connection, int node) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "WITH clock AS (SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint"
                                + " AS now) SELECT now,"
                                + " coalesce((SELECT expires_ms - now FROM node WHERE id = ?), -1),"
                                + " greatest(1, (SELECT count(*) FROM node WHERE expires_ms > now))"
                                + " FROM clock")) {
            statement.setInt(1, node);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return new LeaseStore.Alive(rows.getLong(1), rows.getLong(2), rows.getInt(3));
            }
        }
    }
}
