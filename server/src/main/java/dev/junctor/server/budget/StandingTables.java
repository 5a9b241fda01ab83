package dev.junctor.server.budget;

import dev.junctor.core.base.Money;
import dev.junctor.engine.admit.KeyId;
import java.sql.SQLException;
import java.util.function.LongUnaryOperator;

/**
 * What was spent so far, from the tables. It tells all when it is asked while nothing of the journal is outside them: at
 * a start, before the first request, and for a key or account before its first one. A request that is charged under a
 * book whose count is read later than that may be missed while it is on its way into the tables.
 *
 * @param database reads one state
 * @param firstId the smallest id of a record that came at a moment, in milliseconds since 1970
 */
public record StandingTables(Transactions database, LongUnaryOperator firstId) implements Standing {
    @Override
    public Money spentSince(KeyId key, long fromMillis) {
        return new Money(read(connection -> SpentTables.byKey(connection, key, fromMillis)));
    }

    @Override
    public Money credit(String account) {
        return new Money(read(connection -> SpentTables.credit(connection, account)));
    }

    @Override
    public long requestsSince(String book, String account, long fromMillis) {
        return read(connection ->
                SpentTables.requests(
                        connection, book, account, fromMillis, firstId.applyAsLong(fromMillis)));
    }

    private long read(Transactions.Work<Long> work) {
        try {
            return database.run(work);
        } catch (SQLException e) {
            throw new IllegalStateException("it is not known what was spent: " + e.getMessage(), e);
        }
    }
}
