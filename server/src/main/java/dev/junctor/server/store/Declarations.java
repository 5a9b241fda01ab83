package dev.junctor.server.store;

import dev.junctor.core.base.Money;
import dev.junctor.core.money.PriceBook;
import dev.junctor.engine.admit.ApiKey;
import dev.junctor.engine.admit.KeyId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Takes over what a changed configuration declares, while requests go on: a key is never seen before its account and
 * its limit, and no account goes before its keys.
 */
public final class Declarations {
    private final Accounts accounts;
    private final PriceBookStore priceBooks;
    private final KeyStore keys;
    private final LimitWatch limits;

    Declarations(Accounts accounts, PriceBookStore priceBooks, KeyStore keys, LimitWatch limits) {
        this.accounts = accounts;
        this.priceBooks = priceBooks;
        this.keys = keys;
        this.limits = limits;
    }

    /**
     * Puts accounts, books and keys in place of those that were declared before. All are taken over, whatever the
     * database does.
     *
     * @return what it could not do with the database, as sentences for people; empty when all is well
     */
    public List<String> replace(
            Collection<Account> newAccounts, List<PriceBook> books, Collection<ApiKey> newKeys) {
        List<String> problems = new ArrayList<>();
        Map<String, Account> accountsBefore = byId(accounts.declared(), Account::id);
        Map<String, Account> accountsAfter = byId(newAccounts, Account::id);
        Map<String, Account> both = new HashMap<>(accountsBefore);
        both.putAll(accountsAfter);
        Map<String, Money> lines = lines(both.keySet());
        accounts.declare(both.values());
        both.keySet().forEach(id -> account(id, lines, problems));
        priceBooks.declare(books);
        keys(byId(newKeys, ApiKey::id), problems);
        Map<String, Money> bothLines = lines(both.keySet());
        accounts.declare(accountsAfter.values());
        both.keySet().stream()
                .filter(id -> !accountsAfter.containsKey(id))
                .forEach(id -> account(id, bothLines, problems));
        return List.copyOf(problems);
    }

    private static <K, V> Map<K, V> byId(Collection<V> values, Function<V, K> id) {
        return values.stream().collect(Collectors.toMap(id, Function.identity()));
    }

    private Map<String, Money> lines(Collection<String> ids) {
        Map<String, Money> lines = new HashMap<>();
        for (String id : ids) {
            accounts.find(id).ifPresent(account -> lines.put(id, account.creditLine()));
        }
        return lines;
    }

    /** One account has its new terms, or is gone. */
    private void account(String id, Map<String, Money> linesBefore, List<String> problems) {
        Optional<Money> before = Optional.ofNullable(linesBefore.get(id));
        Optional<Money> after = accounts.find(id).map(Account::creditLine);
        if (before.equals(after)) {
            return;
        }
        tried(
                "the limit of account " + id,
                problems,
                () -> {
                    if (after.isEmpty()) {
                        limits.forgotten(id);
                    } else {
                        limits.redeclared(id, after.get());
                    }
                });
    }

    private void keys(Map<KeyId, ApiKey> after, List<String> problems) {
        Map<KeyId, ApiKey> before = byId(keys.declared(), ApiKey::id);
        for (ApiKey key : after.values()) {
            if (!Objects.equals(before.get(key.id()), key)) {
                tried("the limit of key " + key.name(), problems, () -> limits.redeclared(key));
            }
        }
        keys.declare(after.values());
        for (ApiKey key : before.values()) {
            if (!after.containsKey(key.id())) {
                tried("the limit of key " + key.name(), problems, () -> undeclared(key.id()));
            }
        }
    }

    /** One of the store may lie below it. */
    private void undeclared(KeyId id) {
        keys.find(id)
                .ifPresentOrElse(
                        below -> limits.redeclared(below.key()), () -> limits.forgotten(id));
    }

    private static void tried(String what, List<String> problems, Runnable step) {
        try {
            step.run();
        } catch (StoreException failed) {
            problems.add(
                    what
                            + " is not yet in the database ("
                            + failed.getMessage()
                            + "): reload again when it can be reached");
        }
    }
}
