package dev.junctor.server.store;

import dev.junctor.core.base.Money;
import dev.junctor.core.money.Posting;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What stands in each account of the books and by how much it moved on each day. Movements are gathered first and
 * written as one row an account and a day, in the order of the tables' keys, so that nodes never wait for one another
 * in a circle.
 */
final class LedgerTables {
    private static final String BALANCE =
            "INSERT INTO ledger_balance (ledger_account, nanos) VALUES (?, ?)"
                    + " ON CONFLICT (ledger_account)"
                    + " DO UPDATE SET nanos = ledger_balance.nanos + excluded.nanos";
    private static final String DAY =
            "INSERT INTO ledger_day (day, ledger_account, nanos) VALUES (?, ?, ?)"
                    + " ON CONFLICT (day, ledger_account)"
                    + " DO UPDATE SET nanos = ledger_day.nanos + excluded.nanos";

    private LedgerTables() {}

    /** An account of the books on a day in UTC, counted from 1970. */
    record AccountDay(long day, String account) {
        static final Comparator<AccountDay> ORDER =
                Comparator.comparingLong(AccountDay::day).thenComparing(AccountDay::account);
    }

    /** Movements that are to be written together. */
    static final class Movements {
        private final Map<AccountDay, Money> byDay = new HashMap<>();

        /**
         * Adds what a posting moves.
         *
         * @throws ArithmeticException when a sum does not fit 64 bits
         */
        void add(Posting posting, long epochMillis) {
            long day = Math.floorDiv(epochMillis, Rollups.DAY_MILLIS);
            for (Posting.Entry entry : posting.entries()) {
                byDay.merge(
                        new AccountDay(day, entry.account().name()), entry.amount(), Money::plus);
            }
        }

        /** Adds what some postings of one moment move. */
        void add(List<Posting> postings, long epochMillis) {
            for (Posting posting : postings) {
                add(posting, epochMillis);
            }
        }
    }

    /** Writes movements. */
    static void add(Connection connection, Movements movements) throws SQLException {
        Map<AccountDay, Money> days = new TreeMap<>(AccountDay.ORDER);
        days.putAll(movements.byDay);
        Map<String, Money> balances = new TreeMap<>();
        days.forEach((key, amount) -> balances.merge(key.account(), amount, Money::plus));
        try (PreparedStatement statement = connection.prepareStatement(BALANCE)) {
            for (Map.Entry<String, Money> balance : balances.entrySet()) {
                statement.setString(1, balance.getKey());
                statement.setLong(2, balance.getValue().nanoDollars());
                statement.addBatch();
            }
            statement.executeBatch();
        }
        try (PreparedStatement statement = connection.prepareStatement(DAY)) {
            for (Map.Entry<AccountDay, Money> day : days.entrySet()) {
                statement.setLong(1, day.getKey().day());
                statement.setString(2, day.getKey().account());
                statement.setLong(3, day.getValue().nanoDollars());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** What stands in an account of the books; zero for one that was never moved. */
    static Money balance(Connection connection, String account) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "SELECT nanos FROM ledger_balance WHERE ledger_account = ?")) {
            statement.setString(1, account);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? new Money(rows.getLong(1)) : Money.ZERO;
            }
        }
    }
}
