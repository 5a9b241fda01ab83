package dev.junctor.server.store;

import dev.junctor.core.base.Money;
import dev.junctor.core.money.LedgerAccount;
import dev.junctor.core.money.Posting;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The writing side of the books for people: deposits, promotions, refunds and corrections. A posting is never changed
 * and never deleted. May block: not for event loops.
 */
public final class Postings {
    private static final String TOO_MUCH = "the balance would be more than can be written down";

    private final Database database;
    private final IdMaker ids;
    private final Predicate<String> accounts;
    private final LimitWatch limits;

    /**
     * Postings with ids of this node.
     *
     * @param accounts whether there is a customer account
     * @param limits hear of each posting
     */
    Postings(Database database, IdMaker ids, Predicate<String> accounts, LimitWatch limits) {
        this.database = database;
        this.ids = ids;
        this.accounts = accounts;
        this.limits = limits;
    }

    /**
     * Makes a posting, once for each idempotency key of an account.
     *
     * @param nowMillis milliseconds since 1970 in UTC
     * @throws ArithmeticException when a balance would not fit 64 bits; nothing was changed
     * @throws StoreException when it cannot be written
     */
    public Posted post(NewPosting wanted, long nowMillis) {
        if (!accounts.test(wanted.account())) {
            return new Posted.UnknownAccount();
        }
        Posted posted = write(wanted, nowMillis);
        if (posted instanceof Posted.Done(RecordedPosting posting)) {
            limits.credited(posting);
        }
        return posted;
    }

    private Posted write(NewPosting wanted, long nowMillis) {
        try {
            return database.write(connection -> {
                var earlier =
                        PostingTable.find(connection, wanted.account(), wanted.idempotencyKey());
                if (earlier.isPresent()) {
                    return repeated(earlier.get(), wanted.requestHash());
                }
                if (wanted.isBounded()) {
                    Money left = wanted.most().minus(refunded(connection, wanted));
                    if (wanted.amount().compareTo(left) > 0) {
                        return new Posted.TooMuch(left);
                    }
                }
                refuseOverflow(connection, wanted.posting());
                RecordedPosting posting =
                        new RecordedPosting(
                                ids.next(nowMillis),
                                wanted.posting().kind(),
                                nowMillis,
                                wanted.account(),
                                wanted.amount(),
                                wanted.generationId(),
                                wanted.note());
                PostingTable.Row row =
                        new PostingTable.Row(
                                posting.id(),
                                posting.kind(),
                                nowMillis,
                                posting.account(),
                                wanted.idempotencyKey(),
                                wanted.requestHash(),
                                posting.generationId(),
                                posting.note());
                limits.crediting(connection, wanted.account(), wanted.amount());
                return switch (PostingTable.insert(connection, row, wanted.posting().entries())) {
                    case YES -> new Posted.Done(posting);
                    case THERE_IS_ONE -> {
                        limits.crediting( // it was made with the other one
                                connection, wanted.account(), Money.ZERO.minus(wanted.amount()));
                        yield madeMeanwhile(connection, wanted);
                    }
                };
            });
        } catch (SQLException e) {
            if (Refusal.isForItsContent(e)) {
                throw overflow(e);
            }
            throw new StoreException("the posting could not be written: " + e.getMessage(), e);
        }
    }

    /** What was posted under an idempotency key before; empty when nothing was. */
    public Optional<Posted> earlier(String account, String idempotencyKey, byte[] requestHash) {
        String hash = HexFormat.of().formatHex(requestHash);
        return database.read(connection -> PostingTable.find(connection, account, idempotencyKey))
                .map(earlier -> repeated(earlier, hash));
    }

    /** What was refunded of a request; no other refund is made until this transaction ends. */
    private static Money refunded(Connection connection, NewPosting wanted) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "INSERT INTO ledger_balance (ledger_account, nanos) VALUES (?, 0)"
                                + " ON CONFLICT (ledger_account)"
                                + " DO UPDATE SET nanos = ledger_balance.nanos")) {
            statement.setString(1, LedgerAccount.REFUNDS.name());
            statement.executeUpdate();
        }
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "SELECT coalesce(sum(e.nanos), 0) FROM posting_entry e"
                                + " JOIN posting p ON p.id = e.posting_id"
                                + " WHERE e.ledger_account = ? AND p.generation_id = ?"
                                + " AND p.kind = 'REFUND'")) {
            statement.setString(1, LedgerAccount.credit(wanted.account()).name());
            statement.setLong(2, wanted.generationId());
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return new Money(rows.getLong(1));
            }
        }
    }

    /** Another node was faster with the same key. */
    private static Posted madeMeanwhile(Connection connection, NewPosting wanted)
            throws SQLException {
        return PostingTable.find(connection, wanted.account(), wanted.idempotencyKey())
                .map(earlier -> repeated(earlier, wanted.requestHash()))
                .orElseThrow(() -> new SQLException("the id of a posting is taken"));
    }

    private static Posted repeated(PostingTable.Earlier earlier, String requestHash) {
        return earlier.requestHash().equals(requestHash)
                ? new Posted.Repeated(earlier.posting())
                : new Posted.Conflict(earlier.posting());
    }

    private static void refuseOverflow(Connection connection, Posting posting) throws SQLException {
        for (Posting.Entry entry : posting.entries()) {
            long before = LedgerTables.balance(connection, entry.account().name()).nanoDollars();
            long by = entry.amount().nanoDollars();
            long after = before + by;
            if (((before ^ after) & (by ^ after)) < 0) { // the sign of both was lost
                throw new ArithmeticException(TOO_MUCH);
            }
        }
    }

    private static ArithmeticException overflow(Exception cause) {
        ArithmeticException tooMuch = new ArithmeticException(TOO_MUCH);
        tooMuch.initCause(cause);
        return tooMuch;
    }
}
