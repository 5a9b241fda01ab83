package dev.junctor.server.budget;

import dev.junctor.core.base.Money;
import dev.junctor.core.money.PriceBook;
import dev.junctor.core.record.GenerationRecord;
import dev.junctor.engine.admit.ApiKey;
import dev.junctor.engine.admit.KeyId;
import dev.junctor.engine.admit.LimitReset;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What others write to the tables {@code budget} and {@code lease} of a PostgreSQL, each time in the transaction of what
 * they do.
 *
 * <p>Law: {@code left_nanos + all its leases = limit − charges in the tables}, for each budget, at every commit.
 */
public final class Leases {
    private Leases() {}

    /** How much records take from each budget that they fall under, by its id, in order. */
    public static Map<String, Long> charges(
            List<GenerationRecord> records, Function<KeyId, Optional<ApiKey>> keys) {
        Map<String, Long> charges = new TreeMap<>();
        for (GenerationRecord record : records) {
            long nanos = record.cost().nanoDollars();
            KeyId id = KeyId.parse(record.keyId());
            if (nanos != 0) {
                Optional<ApiKey> known = keys.apply(id);
                if (known.isPresent()) {
                    charges.merge(idAt(known.get(), record.createdMillis()), nanos, Long::sum);
                } else { // declared, and nothing is declared yet: what there is not stays untouched
                    for (LimitReset reset : LimitReset.values()) {
                        charges.merge(
                                new Subject.OfKey(id)
                                        .budgetId(reset.periodStart(record.createdMillis())),
                                nanos,
                                Long::sum);
                    }
                }
                charges.merge(
                        new Subject.OfAccount(record.account()).budgetId(Long.MIN_VALUE),
                        nanos,
                        Long::sum);
            }
            String book = record.invoice().markup().book();
            if (!book.isEmpty()) {
                charges.merge(
                        new Subject.OfRequests(book, record.account())
                                .budgetId(record.createdMillis()),
                        1L,
                        Long::sum);
            }
        }
        return charges;
    }

    private static String idAt(ApiKey key, long epochMillis) {
        return new Subject.OfKey(key.id()).budgetId(key.reset().periodStart(epochMillis));
    }

    /**
     * Takes charges from what their node has leased; to be called in the transaction that brings them into the tables.
     * Where the node has no lease any more they are taken from what is left for all.
     *
     * @param charges of {@link #charges}
     */
    public static void settle(Connection connection, int node, Map<String, Long> charges)
            throws SQLException {
        if (charges.isEmpty()) {
            return;
        }
        LeaseTables.enter(connection);
        List<Map.Entry<String, Long>> all = List.copyOf(new TreeMap<>(charges).entrySet());
        int[] touched;
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "UPDATE lease SET nanos = nanos - ? WHERE node = ? AND budget = ?")) {
            for (Map.Entry<String, Long> charge : all) {
                statement.setLong(1, charge.getValue());
                statement.setInt(2, node);
                statement.setString(3, charge.getKey());
                statement.addBatch();
            }
            touched = statement.executeBatch();
        }
        List<Map.Entry<String, Long>> uncovered = new ArrayList<>();
        for (int i = 0; i < touched.length; i++) {
            if (touched[i] == 0) {
                uncovered.add(all.get(i));
            }
        }
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "UPDATE budget SET left_nanos = left_nanos - ? WHERE id = ?")) {
            for (Map.Entry<String, Long> charge : uncovered) {
                statement.setLong(1, charge.getValue());
                statement.setString(2, charge.getKey());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** A key was changed; to be called in the transaction that changes it. */
    public static void changed(Connection connection, ApiKey before, ApiKey after, long epochMillis)
            throws SQLException {
        if (before.reset() == after.reset() && sameKind(before.limit(), after.limit())) {
            LeaseTables.limit(connection, idAt(after, epochMillis), Terms.of(after).limit());
        } else {
            LeaseTables.forget(connection, idAt(before, epochMillis));
            LeaseTables.forget(connection, idAt(after, epochMillis));
        }
    }

    /** An account's credit line was changed; to be called in the transaction that changes it. */
    public static void changed(Connection connection, String account, Money before, Money after)
            throws SQLException {
        String id = new Subject.OfAccount(account).budgetId(Long.MIN_VALUE);
        if (sameKind(before, after)) {
            LeaseTables.limit(connection, id, Terms.ofAccount(after).limit());
        } else {
            LeaseTables.forget(connection, id);
        }
    }

    /** A key's limit is another now: what is left is reckoned again from what was spent. */
    public static void anew(Connection connection, ApiKey key, long epochMillis)
            throws SQLException {
        LeaseTables.forget(connection, idAt(key, epochMillis));
    }

    /** An account's credit line is another now: what is left is reckoned again from the books. */
    public static void anew(Connection connection, String account) throws SQLException {
        LeaseTables.forget(connection, new Subject.OfAccount(account).budgetId(Long.MIN_VALUE));
    }

    /** A price book was changed; to be called in the transaction that changes it. */
    public static void changed(
            Connection connection, PriceBook before, PriceBook after, long epochMillis)
            throws SQLException {
        if (before.requestsPerDay() > 0 && after.requestsPerDay() > 0) {
            LeaseTables.limitRequests(
                    connection, before.name(), epochMillis, Terms.of(after).limit());
        }
    }

    /** A key is being made or deleted: one of before with its id leaves nothing to it. */
    public static void forgotten(Connection connection, KeyId key) throws SQLException {
        LeaseTables.forgetKey(connection, new Subject.OfKey(key).budgetId(Long.MIN_VALUE));
    }

    /** An account is being made or deleted: one of before with its name leaves nothing to it. */
    public static void forgotten(Connection connection, String account) throws SQLException {
        LeaseTables.forgetAccount(
                connection, new Subject.OfAccount(account).budgetId(Long.MIN_VALUE), account);
    }

    /** Somebody moves money to an account, or away from it; to be called in the transaction of the posting. */
    public static void credited(Connection connection, String account, Money amount)
            throws SQLException {
        LeaseTables.enter(connection);
        LeaseTables.grant(
                connection,
                new Subject.OfAccount(account).budgetId(Long.MIN_VALUE),
                amount.nanoDollars());
    }

    private static boolean sameKind(Money one, Money other) {
        return one.equals(ApiKey.UNLIMITED) == other.equals(ApiKey.UNLIMITED);
    }
}
