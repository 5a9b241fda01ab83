package dev.junctor.server.store;

import dev.junctor.core.money.PriceBook;
import dev.junctor.engine.admit.ApiKey;
import dev.junctor.engine.money.Budget;
import dev.junctor.engine.money.Budgets;
import dev.junctor.engine.port.EventLoop;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;

/**
 * The limits of keys on one node, each begun from the key's limit and what the store says was spent with it. Accounts
 * have no limit. A limit that begins anew is whole at the start of the process.
 */
public final class KeyBudgets implements Budgets {
    private static final long DAY_MILLIS = 86_400_000;

    private final KeyStore keys;
    private final ConcurrentMap<String, Share> shares = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Budget> others = new ConcurrentHashMap<>();

    /** A budget and the limit that it stands for. */
    private record Share(Budget budget, long limit) {
        /** The same under another limit: what was spent and is held stays so. */
        Share under(long other) {
            budget.grant(other - limit);
            return new Share(budget, other);
        }
    }

    KeyBudgets(KeyStore keys) {
        this.keys = keys;
    }

    @Override
    public List<Budget> of(ApiKey key, long epochMillis) {
        return List.of(
                ofKey(key, epochMillis),
                others.computeIfAbsent("account:" + key.account(), Budget::endless));
    }

    private Budget ofKey(ApiKey key, long epochMillis) {
        String name = "key:" + key.id().hex();
        if (key.limit().equals(ApiKey.UNLIMITED)) {
            return others.computeIfAbsent(name, Budget::endless);
        }
        long limit = key.limit().nanoDollars();
        long begun = key.reset().periodStart(epochMillis);
        String id = begun == Long.MIN_VALUE ? name : name + "@" + begun;
        Share share = shares.get(id);
        if (share == null || share.limit() != limit) {
            long spent = begun == Long.MIN_VALUE ? keys.spent(key.id()).nanoDollars() : 0;
            share =
                    shares.compute(
                            id,
                            (same, known) ->
                                    known == null
                                            ? new Share(Budget.limited(id, limit - spent), limit)
                                            : known.under(limit));
        }
        return share.budget();
    }

    @Override
    public Optional<Budget> requests(PriceBook book, String account, long epochMillis) {
        if (book.requestsPerDay() == 0) {
            return Optional.empty();
        }
        long day = Math.floorDiv(epochMillis, DAY_MILLIS);
        return Optional.of(
                others.computeIfAbsent(
                        "book:" + book.name() + ":" + account + ":" + day,
                        id -> Budget.limited(id, book.requestsPerDay())));
    }

    @Override
    public void refill(Budget budget, long needed, EventLoop loop, Consumer<Refill> answered) {
        answered.accept(Refill.NOTHING_MORE);
    }
}
