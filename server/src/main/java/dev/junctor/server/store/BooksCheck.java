package dev.junctor.server.store;

import dev.junctor.core.money.LedgerAccount;
import dev.junctor.core.record.Attempt;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Recomputes the books from what they were made of. Records are added up by the database, so that a million take
 * seconds; sums here have no bound, so that no imbalance is too large to be told.
 */
final class BooksCheck {
    private static final int FETCHED = 1_000;
    private static final int DECIMALS = 9;

    /** A day and an account of the books, or a key in the place of the account. */
    private record Place(long day, String account) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int byDay = Long.compare(day, other.day);
            return byDay == 0 ? account.compareTo(other.account) : byDay;
        }
    }

    private final Connection connection;
    private final long since;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * A check over one state of the tables.
     *
     * @param since the first day all of whose records are still there
     */
    BooksCheck(Connection connection, LocalDate since) {
        this.connection = connection;
        this.since = since.toEpochDay();
    }

    /** All that does not balance. */
    List<Finding> run() throws SQLException {
        Map<Place, BigInteger> balances =
                sums("SELECT 0, ledger_account, nanos FROM ledger_balance");
        sumIsZero(balances);
        compare(
                "the balance of %s is the sum of its days",
                sums("SELECT 0, ledger_account, nanos FROM ledger_day"), balances);
        compare(
                "%s on %s is the sum of its records and postings",
                movements(),
                sums("SELECT day, ledger_account, nanos FROM ledger_day WHERE day >= " + since));
        postingsSumToZero();
        compare(
                "what was spent with %s is the sum of its days",
                keys("SELECT key_id, cost_nanos FROM key_day_model"),
                keys("SELECT key_id, spent_nanos FROM key_spent"));
        return List.copyOf(findings);
    }

    private void sumIsZero(Map<Place, BigInteger> balances) {
        BigInteger sum = balances.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
        if (sum.signum() != 0) {
            find("the sum over all accounts is zero", "", BigInteger.ZERO, sum);
        }
    }

    private void compare(
            String law, Map<Place, BigInteger> expected, Map<Place, BigInteger> found) {
        Map<Place, BigInteger> all = new TreeMap<>(expected);
        found.forEach(all::putIfAbsent);
        for (Place place : all.keySet()) {
            BigInteger should = expected.getOrDefault(place, BigInteger.ZERO);
            BigInteger is = found.getOrDefault(place, BigInteger.ZERO);
            if (!should.equals(is)) {
                String day = LocalDate.ofEpochDay(place.day()).toString();
                find(law.formatted(place.account(), day), place.account(), should, is);
            }
        }
    }

    private void find(String law, String account, BigInteger expected, BigInteger found) {
        findings.add(new Finding(law, account, usd(expected), usd(found)));
    }

    private static String usd(BigInteger nanos) {
        return new java.math.BigDecimal(nanos, DECIMALS).stripTrailingZeros().toPlainString();
    }

    /** What records and postings move, by day. */
    private Map<Place, BigInteger> movements() throws SQLException {
        Map<Place, BigInteger> sums =
                sums(
                        "SELECT p.created_ms / 86400000, e.ledger_account, e.nanos"
                                + " FROM posting p JOIN posting_entry e ON e.posting_id = p.id"
                                + " WHERE p.created_ms >= "
                                + since * Rollups.DAY_MILLIS);
        charges(sums);
        absorbed(sums);
        sums.values().removeIf(sum -> sum.signum() == 0);
        return sums;
    }

    private void charges(Map<Place, BigInteger> sums) throws SQLException {
        try (PreparedStatement statement =
                        connection.prepareStatement(
                                "SELECT created_ms / 86400000, account, endpoint, sum(cost_nanos),"
                                        + " sum(provider_nanos), sum(margin_nanos), sum(fee_nanos),"
                                        + " sum(discount_nanos), sum(rounding_nanos)"
                                        + " FROM generation WHERE created_ms >= "
                                        + since * Rollups.DAY_MILLIS
                                        + " GROUP BY 1, 2, 3");
                ResultSet row = rows(statement)) {
            while (row.next()) {
                long day = row.getLong(1);
                add(sums, day, LedgerAccount.credit(row.getString(2)), whole(row, 4).negate());
                add(sums, day, provider(row.getString(3)), whole(row, 5));
                add(sums, day, LedgerAccount.MARGIN, whole(row, 6));
                add(sums, day, LedgerAccount.FEES, whole(row, 7));
                add(sums, day, LedgerAccount.PROMOTIONS, whole(row, 8).negate());
                add(sums, day, LedgerAccount.ROUNDING, whole(row, 9));
            }
        }
    }

    private void absorbed(Map<Place, BigInteger> sums) throws SQLException {
        try (PreparedStatement statement =
                        connection.prepareStatement(
                                "SELECT created_ms / 86400000, attempts FROM generation"
                                        + " WHERE created_ms >= "
                                        + since * Rollups.DAY_MILLIS
                                        + " AND attempts LIKE '%"
                                        + AttemptsText.COST
                                        + "%'");
                ResultSet row = rows(statement)) {
            while (row.next()) {
                for (Attempt attempt : AttemptsText.read(row.getString(2))) {
                    BigInteger cost = BigInteger.valueOf(attempt.cost().nanoDollars());
                    add(sums, row.getLong(1), provider(attempt.endpoint()), cost);
                    add(sums, row.getLong(1), LedgerAccount.MARGIN, cost.negate());
                }
            }
        }
    }

    private static LedgerAccount provider(String endpoint) {
        int colon = endpoint.indexOf(':');
        return LedgerAccount.provider(colon < 0 ? endpoint : endpoint.substring(0, colon));
    }

    private static void add(
            Map<Place, BigInteger> sums, long day, LedgerAccount account, BigInteger by) {
        sums.merge(new Place(day, account.name()), by, BigInteger::add);
    }

    /** A posting without entries has none that could sum to zero, and entries need a posting. */
    private void postingsSumToZero() throws SQLException {
        Map<Long, BigInteger> sums = new TreeMap<>();
        try (PreparedStatement statement =
                        connection.prepareStatement("SELECT posting_id, nanos FROM posting_entry");
                ResultSet row = rows(statement)) {
            while (row.next()) {
                sums.merge(row.getLong(1), whole(row, 2), BigInteger::add);
            }
        }
        sums.forEach((id, sum) -> {
            if (sum.signum() != 0) {
                find("posting " + id + " sums to zero", "", BigInteger.ZERO, sum);
            }
        });
        orphans(
                "posting %d has entries",
                "SELECT p.id, 0 FROM posting p WHERE NOT EXISTS"
                        + " (SELECT 1 FROM posting_entry e WHERE e.posting_id = p.id) ORDER BY 1");
        orphans(
                "entries belong to posting %d",
                "SELECT e.posting_id, max(e.nanos) FROM posting_entry e WHERE NOT EXISTS"
                        + " (SELECT 1 FROM posting p WHERE p.id = e.posting_id)"
                        + " GROUP BY 1 ORDER BY 1");
    }

    private void orphans(String law, String query) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query);
                ResultSet row = rows(statement)) {
            while (row.next()) {
                find(law.formatted(row.getLong(1)), "", BigInteger.ZERO, whole(row, 2));
            }
        }
    }

    private Map<Place, BigInteger> sums(String query) throws SQLException {
        Map<Place, BigInteger> sums = new TreeMap<>();
        try (PreparedStatement statement = connection.prepareStatement(query);
                ResultSet row = rows(statement)) {
            while (row.next()) {
                sums.merge(
                        new Place(row.getLong(1), row.getString(2)),
                        whole(row, 3),
                        BigInteger::add);
            }
        }
        return sums;
    }

    private Map<Place, BigInteger> keys(String query) throws SQLException {
        Map<Place, BigInteger> sums = new TreeMap<>();
        try (PreparedStatement statement = connection.prepareStatement(query);
                ResultSet row = rows(statement)) {
            while (row.next()) {
                String id = HexFormat.of().formatHex(row.getBytes(1));
                sums.merge(new Place(0, "key " + id), whole(row, 2), BigInteger::add);
            }
        }
        return sums;
    }

    private static ResultSet rows(PreparedStatement statement) throws SQLException {
        statement.setFetchSize(FETCHED);
        return statement.executeQuery();
    }

    /** A sum of 64-bit numbers, which PostgreSQL gives with more bits. */
    private static BigInteger whole(ResultSet row, int column) throws SQLException {
        return new BigInteger(row.getString(column));
    }
}
