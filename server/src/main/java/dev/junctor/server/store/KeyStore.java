package dev.junctor.server.store;

import dev.junctor.core.base.Money;
import dev.junctor.core.record.GenerationRecord;
import dev.junctor.engine.admit.ApiKey;
import dev.junctor.engine.admit.KeyId;
import dev.junctor.engine.admit.KeyRing;
import dev.junctor.engine.admit.LimitReset;
import dev.junctor.engine.admit.Priority;
import dev.junctor.engine.admit.Traffic;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All keys and what was spent with each, in memory, so that no request waits for the store; changes are written before
 * they are seen.
 *
 * <p>Keys that the configuration declares lie over those of the store and cannot be changed here. What was spent
 * belongs to a key's id, so it outlives a key that is deleted or moves into the configuration.
 */
public final class KeyStore implements KeyRing, Spending {
    private final Database database;
    private final Accounts accounts;
    private final ConcurrentMap<KeyId, ApiKey> stored = new ConcurrentHashMap<>();
    private final ConcurrentMap<KeyId, AtomicLong> spentNanos = new ConcurrentHashMap<>();
    private final ReentrantLock changing = new ReentrantLock();
    private volatile Map<KeyId, ApiKey> declared = Map.of();
    private volatile LimitWatch watch = LimitWatch.NOBODY;

    KeyStore(Database database, Accounts accounts) {
        this.database = database;
        this.accounts = accounts;
        stored.putAll(database.read(KeyStore::readKeys));
    }

    /** Takes over what was spent, once all that was spent before this process is in the tables. */
    void readSpent() {
        database.read(connection -> {
            SpentTable.readAll(connection, this::charge);
            return true;
        });
    }

    /** From now on somebody hears of changes. */
    void watchedBy(LimitWatch limits) {
        watch = limits;
    }

    /** Takes over what other nodes changed. */
    void readAgain() {
        changing.lock(); // no change of this node's own between the reading and its being seen
        try {
            Map<KeyId, ApiKey> now = database.read(KeyStore::readKeys);
            Set<KeyId> gone = new HashSet<>(stored.keySet());
            gone.removeAll(now.keySet());
            stored.putAll(now);
            stored.keySet().removeAll(gone);
            now.keySet().forEach(id -> find(id).map(Entry::key).ifPresent(watch::changed));
            gone.removeAll(declared.keySet());
            gone.forEach(watch::forgotten);
        } finally {
            changing.unlock();
        }
    }

    /** What became of a change. */
    public enum Change {
        DONE,
        /** There is no such key. */
        UNKNOWN,
        /** The configuration declares it: it is changed there. */
        DECLARED,
        /** It would belong to an account that there is not. */
        NO_ACCOUNT
    }

    @Override
    public Optional<Entry> find(KeyId id) {
        ApiKey key = declared.get(id);
        if (key == null) {
            key = stored.get(id);
        }
        return key == null ? Optional.empty() : Optional.of(entry(key));
    }

    /** All keys, those of the configuration first, then the newest first; expired and disabled ones too. */
    public List<Entry> list() {
        Map<KeyId, ApiKey> fixed = declared;
        Stream<ApiKey> others =
                stored.values().stream()
                        .filter(key -> !fixed.containsKey(key.id()))
                        .sorted(
                                Comparator.comparingLong(ApiKey::createdMillis)
                                        .reversed()
                                        .thenComparing(key -> key.id().hex()));
        Stream<ApiKey> first = fixed.values().stream().sorted(Comparator.comparing(ApiKey::name));
        return Stream.concat(first, others).map(this::entry).toList();
    }

    /** The keys that the configuration declares, in place of those that it declared before. */
    public void declare(Collection<ApiKey> keys) {
        declared =
                keys.stream()
                        .collect(Collectors.toUnmodifiableMap(ApiKey::id, Function.identity()));
    }

    /** Those that the configuration declares. */
    Collection<ApiKey> declared() {
        return declared.values();
    }

    /**
     * Adds a key; one with the same id is replaced. {@code DONE} or {@code NO_ACCOUNT}.
     *
     * @throws StoreException when it cannot be written
     */
    public Change create(ApiKey key) {
        changing.lock();
        try {
            Change change =
                    write(connection -> {
                        watch.forgetting(connection, key.id());
                        return keep(connection, key);
                    });
            if (change == Change.DONE) {
                watch.changed(key);
                stored.put(key.id(), key);
            }
            return change;
        } finally {
            changing.unlock();
        }
    }

    /** In one transaction, so that the account cannot go before the key is there. */
    private Change keep(Connection connection, ApiKey key) throws SQLException {
        if (!accounts.isThere(connection, key.account())) {
            return Change.NO_ACCOUNT;
        }
        put(connection, key);
        return Change.DONE;
    }

    /**
     * Changes a key: its name, standing, account, limit or end.
     *
     * @param edit is given the key as it stands; it may be called again when two change one key at once
     * @throws StoreException when it cannot be written
     */
    public Change change(KeyId id, UnaryOperator<ApiKey> edit) {
        if (declared.containsKey(id)) {
            return Change.DECLARED;
        }
        changing.lock();
        try {
            watch.aboutToChange();
            AtomicReference<ApiKey> made = new AtomicReference<>();
            Change change =
                    write(connection -> {
                        Optional<ApiKey> before = readKey(connection, id);
                        if (before.isEmpty()) {
                            return Change.UNKNOWN;
                        }
                        ApiKey after = edit.apply(before.get());
                        Change kept = keep(connection, after);
                        if (kept == Change.DONE) {
                            watch.changing(connection, before.get(), after);
                            made.set(after);
                        }
                        return kept;
                    });
            switch (change) { // seen once it is written
                case DONE -> {
                    stored.put(id, made.get());
                    watch.changed(made.get());
                }
                case UNKNOWN -> stored.remove(id);
                case DECLARED, NO_ACCOUNT -> {}
            }
            return change;
        } finally {
            changing.unlock();
        }
    }

    /**
     * Deletes a key; what was spent with it stays.
     *
     * @throws StoreException when it cannot be written
     */
    public Change delete(KeyId id) {
        if (declared.containsKey(id)) {
            return Change.DECLARED;
        }
        changing.lock();
        try {
            int deleted =
                    write(connection -> {
                        watch.forgetting(connection, id);
                        try (PreparedStatement statement =
                                connection.prepareStatement("DELETE FROM api_key WHERE id = ?")) {
                            statement.setBytes(1, KeyBytes.of(id));
                            return statement.executeUpdate();
                        }
                    });
            stored.remove(id);
            watch.forgotten(id);
            return deleted == 1 ? Change.DONE : Change.UNKNOWN;
        } finally {
            changing.unlock();
        }
    }

    @Override
    public void spent(GenerationRecord record) {
        charge(KeyId.parse(record.keyId()), record.cost());
    }

    /** Adds to what was spent with a key. */
    void charge(KeyId key, Money cost) {
        AtomicLong spent = spentNanos.get(key);
        if (spent == null) {
            spent = spentNanos.computeIfAbsent(key, id -> new AtomicLong());
        }
        spent.addAndGet(cost.nanoDollars());
    }

    /** What was spent with a key since ever, known or not. */
    public Money spent(KeyId key) {
        AtomicLong spent = spentNanos.get(key);
        return spent == null ? Money.ZERO : new Money(spent.get());
    }

    private Entry entry(ApiKey key) {
        return new Entry(key, spent(key.id()));
    }

    private <T> T write(Database.Work<T> work) {
        try {
            return database.write(connection -> {
                Revisions.next(connection);
                return work.with(connection);
            });
        } catch (SQLException e) {
            throw new StoreException("the key could not be written: " + e.getMessage(), e);
        }
    }

    private static void put(Connection connection, ApiKey key) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "INSERT INTO api_key (id, name, label, kind, standing, limit_nanos,"
                                + " created_ms, expires_ms, account, reset,"
                                + " in_flight, per_minute, priority)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                                + " ON CONFLICT (id) DO UPDATE SET name = excluded.name,"
                                + " label = excluded.label, kind = excluded.kind,"
                                + " standing = excluded.standing,"
                                + " limit_nanos = excluded.limit_nanos,"
                                + " created_ms = excluded.created_ms,"
                                + " expires_ms = excluded.expires_ms,"
                                + " account = excluded.account, reset = excluded.reset,"
                                + " in_flight = excluded.in_flight,"
                                + " per_minute = excluded.per_minute,"
                                + " priority = excluded.priority")) {
            statement.setBytes(1, KeyBytes.of(key.id()));
            statement.setString(2, key.name());
            statement.setString(3, key.label());
            statement.setString(4, key.kind().name());
            statement.setString(5, key.standing().name());
            statement.setLong(6, key.limit().nanoDollars());
            statement.setLong(7, key.createdMillis());
            statement.setLong(8, key.expiresMillis());
            statement.setString(9, key.account());
            statement.setString(10, key.reset().name());
            statement.setInt(11, key.traffic().inFlight());
            statement.setInt(12, key.traffic().perMinute());
            statement.setString(13, key.traffic().priority().name());
            statement.executeUpdate();
        }
    }

    private static Optional<ApiKey> readKey(Connection connection, KeyId id) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT * FROM api_key WHERE id = ?")) {
            statement.setBytes(1, KeyBytes.of(id));
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(key(row)) : Optional.empty();
            }
        }
    }

    private static Map<KeyId, ApiKey> readKeys(Connection connection) throws SQLException {
        Map<KeyId, ApiKey> keys = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement("SELECT * FROM api_key");
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                ApiKey key = key(row);
                keys.put(key.id(), key);
            }
        }
        return keys;
    }

    private static ApiKey key(ResultSet row) throws SQLException {
        return new ApiKey(
                KeyId.of(row.getBytes("id")),
                row.getString("name"),
                row.getString("label"),
                ApiKey.Kind.valueOf(row.getString("kind")),
                ApiKey.Standing.valueOf(row.getString("standing")),
                ApiKey.Origin.STORE,
                row.getString("account"),
                new Money(row.getLong("limit_nanos")),
                LimitReset.valueOf(row.getString("reset")),
                row.getLong("created_ms"),
                row.getLong("expires_ms"),
                new Traffic(
                        row.getInt("in_flight"),
                        row.getInt("per_minute"),
                        Priority.valueOf(row.getString("priority"))));
    }
}
