package dev.junctor.server.store;

import dev.junctor.core.base.Money;
import dev.junctor.core.money.Posting;
import java.sql.Connection;
import java.sql.SQLException;
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
                    return repeated(earlier.get(), wanted);
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

    /** Another node was faster with the same key. */
    private static Posted madeMeanwhile(Connection connection, NewPosting wanted)
            throws SQLException {
        return PostingTable.find(connection, wanted.account(), wanted.idempotencyKey())
                .map(earlier -> repeated(earlier, wanted))
                .orElseThrow(() -> new SQLException("the id of a posting is taken"));
    }

    private static Posted repeated(PostingTable.Earlier earlier, NewPosting wanted) {
        return earlier.requestHash().equals(wanted.requestHash())
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
