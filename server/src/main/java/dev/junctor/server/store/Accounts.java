package dev.junctor.server.store;

import dev.junctor.core.base.Money;
import dev.junctor.core.money.LedgerAccount;
import dev.junctor.engine.admit.ApiKey;
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
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All customer accounts in memory; changes are written before they are seen. Those that the configuration declares lie
 * over those of the store and cannot be changed here. The account {@code default} is always there.
 */
public final class Accounts {
    private final Database database;
    private final ReentrantLock changing = new ReentrantLock();
    private volatile Map<String, Account> stored;
    private volatile Map<String, Account> declared = Map.of();
    private volatile LimitWatch watch = LimitWatch.NOBODY;

    Accounts(Database database) {
        this.database = database;
        this.stored = database.read(Accounts::readAll);
    }

    /** From now on somebody hears of changes. */
    void watchedBy(LimitWatch limits) {
        watch = limits;
    }

    /** How far an account may fall below zero; zero for one that nobody knows. */
    Money creditLine(String id) {
        return find(id).map(Account::creditLine).orElse(Money.ZERO);
    }

    /** Takes over what other nodes changed. */
    void readAgain() {
        changing.lock(); // no change of this node's own between the reading and its being seen
        try {
            Set<String> gone = new HashSet<>(stored.keySet());
            stored = database.read(Accounts::readAll);
            gone.removeAll(stored.keySet());
            gone.removeAll(declared.keySet());
            gone.forEach(watch::forgotten);
            stored.keySet().forEach(watch::changed);
        } finally {
            changing.unlock();
        }
    }

    /** What became of a change. */
    public enum Change {
        DONE,
        /** There is no such account. */
        UNKNOWN,
        /** The configuration declares it: it is changed there. */
        DECLARED,
        /** There is one with this id. */
        TAKEN,
        /** A key belongs to it, its balance is not zero, or it is {@code default}: it stays. */
        IN_USE
    }

    /** An account by its id; any thread. */
    public Optional<Account> find(String id) {
        Account account = declared.get(id);
        return Optional.ofNullable(account == null ? stored.get(id) : account);
    }

    /** All accounts, those of the configuration first, then by id. */
    public List<Account> list() {
        Map<String, Account> fixed = declared;
        Comparator<Account> byId = Comparator.comparing(Account::id);
        return Stream.concat(
                        fixed.values().stream().sorted(byId),
                        stored.values().stream()
                                .filter(account -> !fixed.containsKey(account.id()))
                                .sorted(byId))
                .toList();
    }

    /** The accounts that the configuration declares, in place of those that it declared before. */
    public void declare(Collection<Account> accounts) {
        declared =
                accounts.stream()
                        .collect(Collectors.toUnmodifiableMap(Account::id, Function.identity()));
    }

    /** Those that the configuration declares. */
    Collection<Account> declared() {
        return declared.values();
    }

    /** Whether a key may belong to an account, as the tables stand in this transaction. */
    boolean isThere(Connection connection, String id) throws SQLException {
        return declared.containsKey(id) || readAll(connection).containsKey(id);
    }

    /**
     * Adds an account: {@code DONE}, {@code TAKEN}.
     *
     * @throws StoreException when it cannot be written
     */
    public Change create(Account account) {
        return written(
                account.id(),
                connection -> {
                    if (isThere(connection, account.id())) {
                        return Change.TAKEN;
                    }
                    watch.forgetting(connection, account.id());
                    put(connection, account);
                    return Change.DONE;
                });
    }

    /**
     * Changes its name or credit line.
     *
     * @param edit is given the account as it stands; it may be called again when two change one account at once
     * @throws StoreException when it cannot be written
     */
    public Change change(String id, UnaryOperator<Account> edit) {
        if (declared.containsKey(id)) {
            return Change.DECLARED;
        }
        return written(
                id,
                connection -> {
                    Account before = readAll(connection).get(id);
                    if (before == null) {
                        return Change.UNKNOWN;
                    }
                    Account after = edit.apply(before);
                    put(connection, after);
                    watch.changing(connection, id, before.creditLine(), after.creditLine());
                    return Change.DONE;
                });
    }

    /**
     * Deletes an account to which no stored key belongs and whose balance is zero; what the books say of it stays.
     *
     * @throws StoreException when it cannot be written
     */
    public Change delete(String id) {
        if (declared.containsKey(id)) {
            return Change.DECLARED;
        }
        return written(
                id,
                connection -> {
                    if (!readAll(connection).containsKey(id)) {
                        return Change.UNKNOWN;
                    }
                    if (id.equals(ApiKey.DEFAULT_ACCOUNT) || !deleted(connection, id)) {
                        return Change.IN_USE;
                    }
                    watch.forgetting(connection, id);
                    return Change.DONE;
                });
    }

    private static boolean deleted(Connection connection, String id) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "DELETE FROM account WHERE id = ?"
                                + " AND NOT EXISTS (SELECT 1 FROM api_key WHERE account = ?)"
                                + " AND NOT EXISTS (SELECT 1 FROM ledger_balance"
                                + " WHERE ledger_account = ? AND nanos <> 0)")) {
            statement.setString(1, id);
            statement.setString(2, id);
            statement.setString(3, LedgerAccount.credit(id).name());
            return statement.executeUpdate() == 1;
        }
    }

    /** Changes the tables, and then what is in memory. */
    private Change written(String id, Database.Work<Change> work) {
        changing.lock();
        try {
            Change change =
                    database.write(connection -> {
                        Revisions.next(connection);
                        return work.with(connection);
                    });
            stored = database.read(Accounts::readAll);
            if (find(id).isPresent()) {
                watch.changed(id);
            } else {
                watch.forgotten(id);
            }
            return change;
        } catch (SQLException e) {
            throw new StoreException("the account could not be written: " + e.getMessage(), e);
        } finally {
            changing.unlock();
        }
    }

    private static void put(Connection connection, Account account) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "INSERT INTO account (id, name, credit_line_nanos, created_ms)"
                                + " VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
                                + " name = excluded.name,"
                                + " credit_line_nanos = excluded.credit_line_nanos")) {
            statement.setString(1, account.id());
            statement.setString(2, account.name());
            statement.setLong(3, account.creditLine().nanoDollars());
            statement.setLong(4, account.createdMillis());
            statement.executeUpdate();
        }
    }

    private static Map<String, Account> readAll(Connection connection) throws SQLException {
        Map<String, Account> accounts = new HashMap<>();
        accounts.put(Account.DEFAULT.id(), Account.DEFAULT);
        try (PreparedStatement statement =
                        connection.prepareStatement(
                                "SELECT id, name, credit_line_nanos, created_ms FROM account");
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                Account account =
                        new Account(
                                row.getString("id"),
                                row.getString("name"),
                                new Money(row.getLong("credit_line_nanos")),
                                ApiKey.Origin.STORE,
                                row.getLong("created_ms"));
                accounts.put(account.id(), account);
            }
        }
        return Map.copyOf(accounts);
    }
}
