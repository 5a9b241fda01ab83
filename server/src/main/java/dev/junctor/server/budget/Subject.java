package dev.junctor.server.budget;

import dev.junctor.engine.admit.KeyId;

/** What a limit is set on. */
public sealed interface Subject {
    /** Names its budget in the period that begins at {@code begunMillis}; the smallest number for ever. */
    String budgetId(long begunMillis);

    /** A key. */
    record OfKey(KeyId key) implements Subject {
        @Override
        public String budgetId(long begunMillis) {
            String id = "key:" + key.hex();
            return begunMillis == Long.MIN_VALUE ? id : id + "@" + begunMillis;
        }
    }

    /** A customer account. */
    record OfAccount(String account) implements Subject {
        @Override
        public String budgetId(long begunMillis) {
            return "account:" + account;
        }
    }

    /** An account's requests under a price book. */
    record OfRequests(String book, String account) implements Subject {
        private static final long DAY_MILLIS = 86_400_000;

        @Override
        public String budgetId(long begunMillis) {
            return "book:" + book + ":" + account + ":" + Math.floorDiv(begunMillis, DAY_MILLIS);
        }
    }
}
