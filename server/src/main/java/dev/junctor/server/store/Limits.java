package dev.junctor.server.store;

import dev.junctor.core.base.Money;
import dev.junctor.core.money.PriceBook;
import dev.junctor.core.record.GenerationRecord;
import dev.junctor.engine.admit.ApiKey;
import dev.junctor.engine.admit.KeyId;
import dev.junctor.engine.admit.KeyRing;
import dev.junctor.engine.money.Budgets;
import dev.junctor.server.budget.CreditLines;
import dev.junctor.server.budget.LeasedBudgets;
import dev.junctor.server.budget.Leases;
import dev.junctor.server.budget.LiveBudgets;
import dev.junctor.server.budget.NodeBudgets;
import dev.junctor.server.budget.StandingTables;
import dev.junctor.server.budget.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.function.LongSupplier;

/** What may be spent: wholly this process's where it is alone, leased where others spend from it too. */
public sealed interface Limits extends AutoCloseable {
    /** For requests. */
    Budgets budgets();

    /** For people. */
    LiveBudgets live();

    /**
     * Begins, once the journal of the time before is in the tables and all keys and accounts are known.
     *
     * @throws StoreException when it cannot be read what was spent
     */
    void start(Collection<ApiKey> keys, Collection<String> accounts);

    @Override
    void close();

    /** The limits of the process that a member of a cluster is. */
    static Limits of(
            Cluster cluster,
            Database database,
            Freshness freshness,
            CreditLines lines,
            KeyRing keys,
            LongSupplier epochMillis) {
        return switch (cluster) {
            case Cluster.One one -> new OfOne(database, freshness, lines, epochMillis);
            case Cluster.Many many ->
                    new OfMany(many, database, freshness, lines, keys, epochMillis);
        };
    }

    /** Who hears of what changes them. */
    LimitWatch watch();

    /** Of a process that has the store for itself. */
    final class OfOne implements Limits, LimitWatch {
        private final NodeBudgets budgets;
        private final LongSupplier epochMillis;

        OfOne(Database database, Freshness freshness, CreditLines lines, LongSupplier epochMillis) {
            this.budgets =
                    new NodeBudgets(
                            new StandingTables(reading(database, freshness), IdMaker::firstAt),
                            lines);
            this.epochMillis = epochMillis;
        }

        /** What is in the journal only was spent as well. */
        private static Transactions reading(Database database, Freshness freshness) {
            return new Transactions() {
                @Override
                public <T> T run(Work<T> work) {
                    if (!freshness.flush(RecordLog.PATIENCE_NANOS)) {
                        throw new StoreException(
                                "what was spent is not in the store yet: wait until the database"
                                        + " can be written");
                    }
                    return database.read(work::with);
                }
            };
        }

        @Override
        public NodeBudgets budgets() {
            return budgets;
        }

        @Override
        public LiveBudgets live() {
            return budgets;
        }

        @Override
        public LimitWatch watch() {
            return this;
        }

        @Override
        public void start(Collection<ApiKey> keys, Collection<String> accounts) {
            budgets.prepare(keys, accounts, epochMillis.getAsLong());
        }

        @Override
        public void changed(ApiKey key) {
            budgets.changed(key, epochMillis.getAsLong());
        }

        @Override
        public void redeclared(ApiKey key) {
            changed(key);
        }

        @Override
        public void redeclared(String account, Money creditLine) {
            changed(account);
        }

        @Override
        public void forgotten(KeyId key) {
            budgets.forget(key);
        }

        @Override
        public void changed(String account) {
            budgets.changed(account, epochMillis.getAsLong());
        }

        @Override
        public void forgotten(String account) {
            budgets.forget(account);
        }

        @Override
        public void credited(RecordedPosting posting) {
            budgets.credited(posting.account(), posting.amount());
        }

        @Override
        public void close() {}
    }

    /** Of a process among several. */
    final class OfMany implements Limits, LimitWatch {
        private final LeasedBudgets budgets;
        private final Database database;
        private final Freshness freshness;
        private final KeyRing keys;
        private final int node;
        private final LongSupplier epochMillis;

        OfMany(
                Cluster.Many cluster,
                Database database,
                Freshness freshness,
                CreditLines lines,
                KeyRing keys,
                LongSupplier epochMillis) {
            this.freshness = freshness;
            this.node = cluster.number();
            this.keys = keys;
            this.database = database;
            this.epochMillis = epochMillis;
            this.budgets = new LeasedBudgets(writing(database), lines, node, System::nanoTime);
            cluster.onLost(budgets::lost);
        }

        private static Transactions writing(Database database) {
            return new Transactions() {
                @Override
                public <T> T run(Work<T> work) throws SQLException {
                    return database.write(work::with);
                }
            };
        }

        @Override
        public LeasedBudgets budgets() {
            return budgets;
        }

        @Override
        public LiveBudgets live() {
            return budgets;
        }

        @Override
        public LimitWatch watch() {
            return this;
        }

        @Override
        public void start(Collection<ApiKey> known, Collection<String> accounts) {
            try {
                budgets.start();
            } catch (SQLException e) {
                throw new StoreException("budgets cannot be leased: " + e.getMessage(), e);
            }
            accounts.forEach(this::changed);
            known.forEach(this::changed);
        }

        @Override
        public void aboutToChange() {
            if (!freshness.flush(RecordLog.PATIENCE_NANOS)) {
                throw new StoreException(
                        "what was spent is not in the database yet, and a limit that is reckoned anew"
                                + " must know it; nothing was changed: try again in a moment");
            }
        }

        @Override
        public void changing(Connection connection, ApiKey before, ApiKey after)
                throws SQLException {
            Leases.changed(connection, before, after, epochMillis.getAsLong());
        }

        @Override
        public void forgetting(Connection connection, KeyId key) throws SQLException {
            Leases.forgotten(connection, key);
        }

        @Override
        public void forgetting(Connection connection, String account) throws SQLException {
            Leases.forgotten(connection, account);
        }

        @Override
        public void changed(ApiKey key) {
            budgets.changed(key, epochMillis.getAsLong());
        }

        @Override
        public void forgotten(KeyId key) {
            budgets.forget(key);
        }

        /** Each node hears of it by its own file, so that it must not matter how often it is said. */
        @Override
        public void redeclared(ApiKey key) {
            changed(key);
            anew(
                    "key " + key.name(),
                    connection -> Leases.anew(connection, key, epochMillis.getAsLong()));
        }

        @Override
        public void redeclared(String account, Money creditLine) {
            changed(account);
            anew("account " + account, connection -> Leases.anew(connection, account));
        }

        private interface Renewal {
            void in(Connection connection) throws SQLException;
        }

        private void anew(String whose, Renewal renewal) {
            try {
                database.write(connection -> {
                    renewal.in(connection);
                    return true;
                });
            } catch (SQLException e) {
                throw new StoreException(
                        "the limit of " + whose + " could not be written: " + e.getMessage(), e);
            }
        }

        @Override
        public void changing(Connection connection, String account, Money before, Money after)
                throws SQLException {
            Leases.changed(connection, account, before, after);
        }

        @Override
        public void changed(String account) {
            budgets.changed(account, epochMillis.getAsLong());
        }

        @Override
        public void forgotten(String account) {
            budgets.forget(account);
        }

        @Override
        public void changing(Connection connection, PriceBook before, PriceBook after)
                throws SQLException {
            Leases.changed(connection, before, after, epochMillis.getAsLong());
        }

        @Override
        public void crediting(Connection connection, String account, Money amount)
                throws SQLException {
            Leases.credited(connection, account, amount);
        }

        @Override
        public void settling(Connection connection, List<GenerationRecord> records)
                throws SQLException {
            Leases.settle(
                    connection,
                    node,
                    Leases.charges(records, id -> keys.find(id).map(KeyRing.Entry::key)));
        }

        @Override
        public void close() {
            budgets.close();
        }
    }
}
