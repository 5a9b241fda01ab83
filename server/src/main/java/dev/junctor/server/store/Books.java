package dev.junctor.server.store;

import dev.junctor.core.base.Money;
import dev.junctor.core.money.LedgerAccount;
import dev.junctor.core.record.GenerationRecord;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The reading side of the books. Each read first waits (2 s at most) until all that was appended before is in the
 * tables, and sees one moment of them. May block: not for event loops.
 */
public final class Books {
    private static final int FETCHED = 1_000;

    private final Database database;
    private final Freshness freshness;
    private final PublicIds publicIds;

    Books(Database database, Freshness freshness, PublicIds publicIds) {
        this.database = database;
        this.freshness = freshness;
        this.publicIds = publicIds;
    }

    /** What stands in an account of the books. */
    public record Balance(LedgerAccount account, Money amount) {}

    /**
     * What stands in all accounts.
     *
     * @param balances by name
     * @param sum over all of them: zero, unless something is wrong
     */
    public record TrialBalance(List<Balance> balances, Money sum) {
        public TrialBalance {
            balances = List.copyOf(balances);
        }
    }

    /**
     * What a customer account was given and what it used.
     *
     * @param total deposits, promotions, refunds and corrections
     * @param usage all charges
     */
    public record Credits(Money total, Money usage) {
        /** What is left; negative on credit. */
        public Money balance() {
            return total.minus(usage);
        }
    }

    /**
     * What stands in all accounts of the books.
     *
     * @throws ArithmeticException when the sum does not fit 64 bits
     */
    public TrialBalance trialBalance() {
        return moment(connection -> {
            try (PreparedStatement statement =
                            connection.prepareStatement(
                                    "SELECT ledger_account, nanos FROM ledger_balance"
                                            + " ORDER BY ledger_account");
                    ResultSet row = statement.executeQuery()) {
                List<Balance> balances = new ArrayList<>();
                Money sum = Money.ZERO;
                while (row.next()) {
                    Money amount = new Money(row.getLong(2));
                    balances.add(new Balance(new LedgerAccount(row.getString(1)), amount));
                    sum = sum.plus(amount);
                }
                return new TrialBalance(balances, sum);
            }
        });
    }

    /**
     * A page of what moved a customer account's credit, the newest first.
     *
     * @param fromMillis in milliseconds since 1970 in UTC, inclusive
     * @param toMillis exclusive
     * @param limit lines on the page, 1 or more
     * @param cursor {@link AccountStatement#next} of the page before; empty for the first one
     * @throws IllegalArgumentException when the cursor is none or the limit is not positive
     */
    public AccountStatement statement(
            String account, long fromMillis, long toMillis, int limit, String cursor) {
        if (limit < 1) {
            throw new IllegalArgumentException("a page has one line or more");
        }
        return moment(connection ->
                new StatementReader(connection, publicIds, account)
                        .read(fromMillis, toMillis, limit, cursor));
    }

    /** What a customer account was given and what it used; zeros for an account that never moved. */
    public Credits credits(String account) {
        String credit = LedgerAccount.credit(account).name();
        return moment(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement(
                            "SELECT coalesce(sum(e.nanos), 0) FROM posting_entry e"
                                    + " JOIN posting p ON p.id = e.posting_id"
                                    + " WHERE e.ledger_account = ? AND p.kind <> 'CHARGE'")) {
                statement.setString(1, credit);
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    Money total = new Money(row.getLong(1));
                    return new Credits(
                            total, total.minus(LedgerTables.balance(connection, credit)));
                }
            }
        });
    }

    /** All that does not balance, from the first day whose records are kept; empty when the books are right. */
    public List<Finding> check() {
        long kept = moment(Books::recordsFrom);
        return check(
                kept == 0
                        ? LocalDate.EPOCH
                        : LocalDate.ofEpochDay(Math.floorDiv(kept, Rollups.DAY_MILLIS) + 1));
    }

    private static long recordsFrom(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                        connection.prepareStatement("SELECT records_from_ms FROM retention");
                ResultSet row = statement.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    /**
     * All that does not balance; empty when the books are right.
     *
     * @param since the first day all of whose records are still there: earlier days are not compared with records
     */
    public List<Finding> check(LocalDate since) {
        return moment(connection -> new BooksCheck(connection, since).run());
    }

    /**
     * All movements of all accounts, the oldest first, by their ids; what the host bears follows its record's charge.
     *
     * @param fromMillis in milliseconds since 1970 in UTC, inclusive
     * @param toMillis exclusive
     * @param each is given one after another until it says false
     */
    public void export(long fromMillis, long toMillis, Predicate<Movement> each) {
        moment(connection -> {
            database.withoutHurry(connection); // it takes as long as its reader does
            try (PreparedStatement records =
                            connection.prepareStatement(
                                    "SELECT "
                                            + GenerationTable.COLUMNS
                                            + " FROM generation"
                                            + " WHERE created_ms >= ? AND created_ms < ?"
                                            + " ORDER BY id");
                    PreparedStatement postings =
                            connection.prepareStatement(
                                    "SELECT * FROM posting"
                                            + " WHERE created_ms >= ? AND created_ms < ?"
                                            + " ORDER BY id");
                    ResultSet record = between(records, fromMillis, toMillis);
                    ResultSet posting = between(postings, fromMillis, toMillis)) {
                return merge(connection, record, posting, each);
            }
        });
    }

    private boolean merge(
            Connection connection, ResultSet record, ResultSet posting, Predicate<Movement> each)
            throws SQLException {
        boolean recordsLeft = record.next();
        boolean postingsLeft = posting.next();
        boolean wanted = true;
        while (wanted && (recordsLeft || postingsLeft)) {
            if (recordsLeft && (!postingsLeft || record.getLong("id") <= posting.getLong("id"))) {
                wanted = movements(GenerationTable.read(record, publicIds)).allMatch(each);
                recordsLeft = record.next();
            } else {
                wanted = each.test(PostingTable.movement(connection, posting, publicIds));
                postingsLeft = posting.next();
            }
        }
        return wanted;
    }

    private static Stream<Movement> movements(GenerationRecord record) {
        return record.postings().stream()
                .map(posting ->
                        new Movement(
                                record.id(),
                                record.createdMillis(),
                                record.account(),
                                posting,
                                record.publicId(),
                                ""));
    }

    private static ResultSet between(PreparedStatement statement, long first, long end)
            throws SQLException {
        statement.setFetchSize(FETCHED);
        statement.setLong(1, first);
        statement.setLong(2, end);
        return statement.executeQuery();
    }

    private <T> T moment(Database.Work<T> work) {
        freshness.flush(RecordLog.PATIENCE_NANOS);
        return OneMoment.read(database, work);
    }
}
