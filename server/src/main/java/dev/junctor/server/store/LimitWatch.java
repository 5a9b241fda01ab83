package dev.junctor.server.store;

import dev.junctor.core.base.Money;
import dev.junctor.core.money.PriceBook;
import dev.junctor.core.record.GenerationRecord;
import dev.junctor.engine.admit.ApiKey;
import dev.junctor.engine.admit.KeyId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Who must hear of what changes limits: in the transaction that changes it ({@code …ing}), where the limits of several
 * nodes stand in the tables, and after it ({@code …ed}), where they are in memory.
 */
interface LimitWatch {
    /** Nobody has limits yet. */
    LimitWatch NOBODY = new LimitWatch() {};

    /**
     * A key is to be changed; before the transaction, so that what was spent with it until now can come into the tables.
     *
     * @throws StoreException when that is not possible now
     */
    default void aboutToChange() {}

    /** A key is being changed. */
    default void changing(Connection connection, ApiKey before, ApiKey after) throws SQLException {}

    /** A key was made or changed; for a new one before it is seen. */
    default void changed(ApiKey key) {}

    /**
     * The configuration declares a key anew; for a new one before it is seen.
     *
     * @throws StoreException when it could not be written; it holds in this process nevertheless
     */
    default void redeclared(ApiKey key) {}

    /**
     * The configuration declares an account anew.
     *
     * @throws StoreException when it could not be written; it holds in this process nevertheless
     */
    default void redeclared(String account, Money creditLine) {}

    /** A key is being made or deleted. */
    default void forgetting(Connection connection, KeyId key) throws SQLException {}

    /** A key is gone. */
    default void forgotten(KeyId key) {}

    /** An account's credit line is being changed. */
    default void changing(Connection connection, String account, Money before, Money after)
            throws SQLException {}

    /** An account was made, or its credit line was changed. */
    default void changed(String account) {}

    /** An account is being made or deleted. */
    default void forgetting(Connection connection, String account) throws SQLException {}

    /** An account is gone. */
    default void forgotten(String account) {}

    /** A price book is being changed. */
    default void changing(Connection connection, PriceBook before, PriceBook after)
            throws SQLException {}

    /** Somebody moves money to an account, or away from it. */
    default void crediting(Connection connection, String account, Money amount)
            throws SQLException {}

    /** The money is there; once for each posting. */
    default void credited(RecordedPosting posting) {}

    /** Charges are being brought into the tables. */
    default void settling(Connection connection, List<GenerationRecord> records)
            throws SQLException {}
}
