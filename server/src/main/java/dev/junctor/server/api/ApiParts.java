package dev.junctor.server.api;

import dev.junctor.core.dialect.Dialect;
import dev.junctor.core.dialect.Dialects;
import dev.junctor.core.route.Policy;
import dev.junctor.core.route.Router;
import dev.junctor.core.route.Snapshot;
import dev.junctor.server.budget.LiveBudgets;
import dev.junctor.server.secret.KeyMaker;
import dev.junctor.server.store.Accounts;
import dev.junctor.server.store.Activity;
import dev.junctor.server.store.Generations;
import dev.junctor.server.store.KeyStore;
import dev.junctor.server.store.PriceBookStore;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What the API stands on.
 *
 * @param snapshot the world as it is now
 * @param policy what the operator wants of every request
 * @param dialects protocols that the gateway speaks; endpoints in others are not listed
 * @param ledger what the books say
 * @param postings where people move money in the books
 * @param live what is held for requests under way
 * @param metrics all metrics as Prometheus text
 * @param reloading reads the configuration again
 * @param readiness whether requests should be sent here
 * @param version of this program
 * @param epochMillis the clock on the wall, in milliseconds since 1970 in UTC
 * @param chance 64 bits of chance
 */
public record ApiParts(
        Supplier<Snapshot> snapshot,
        Router router,
        Supplier<Policy> policy,
        Dialects dialects,
        KeyStore keys,
        KeyMaker keyMaker,
        Accounts accounts,
        PriceBookStore priceBooks,
        LedgerReader ledger,
        LedgerWriter postings,
        LiveBudgets live,
        Generations generations,
        Activity activity,
        Supplier<String> metrics,
        Reloading reloading,
        Supplier<Readiness> readiness,
        String version,
        LongSupplier epochMillis,
        LongSupplier chance) {
    /** In which bodies of plans are read and errors of the management written. */
    public Dialect dialect() {
        return dialects.usual();
    }

    /** Whether requests should be sent here. */
    public sealed interface Readiness {
        /** They should. */
        record Ready() implements Readiness {}

        /**
         * They should, though something is amiss that other nodes would not do better.
         *
         * @param reason for people, one clause
         */
        record Degraded(String reason) implements Readiness {}

        /**
         * They should not.
         *
         * @param reason for people, one clause: {@code draining}
         */
        record NotReady(String reason) implements Readiness {}
    }
}
