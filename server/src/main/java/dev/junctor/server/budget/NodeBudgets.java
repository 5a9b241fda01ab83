package dev.junctor.server.budget;

import dev.junctor.core.base.Money;
import dev.junctor.core.money.PriceBook;
import dev.junctor.engine.admit.ApiKey;
import dev.junctor.engine.admit.KeyId;
import dev.junctor.engine.money.Budget;
import dev.junctor.engine.money.Budgets;
import dev.junctor.engine.port.EventLoop;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The limits of a process that has the store for itself: it owns the whole of each. What was spent before is read once
 * for each limit; from then on holds and charges are counted in memory, so that nothing is ever spent twice or too
 * much, and no event loop waits for the store.
 *
 * <p>{@link #prepare} and {@link #changed} read at once. A limit that was met before anybody said so has nothing to give
 * until a request asks for more; then it is read beside the loops.
 */
public final class NodeBudgets implements Budgets, LiveBudgets {
    private static final Logger LOG = LoggerFactory.getLogger(NodeBudgets.class);

    /** How often a reading begins again because requests ended meanwhile. */
    private static final int READINGS = 10;

    private final Standing standing;
    private final Periods periods;
    private final ConcurrentMap<String, Share> unread = new ConcurrentHashMap<>();
    private final Questions questions;

    /** Where nothing is known yet. */
    public NodeBudgets(Standing standing, CreditLines lines) {
        this(standing, lines, Aside.VIRTUAL_THREADS);
    }

    /**
     * Where nothing is known yet.
     *
     * @param aside where what was spent is read while requests wait for it
     */
    public NodeBudgets(Standing standing, CreditLines lines, Aside aside) {
        this.standing = standing;
        this.periods = new Periods(lines, new Whole());
        this.questions = new Questions(aside);
    }

    private final class Whole implements Periods.Kind {
        @Override
        public void begun(Share share) {
            unread.put(share.budget().id(), share);
        }

        @Override
        public Share next(Share known, long nowMillis) {
            return known.next(nowMillis);
        }

        @Override
        public boolean keeps(Share known, Terms changed) {
            return known.terms().reset() == changed.reset();
        }
    }

    /** Reads what was spent under the limits of keys and accounts, so that no request has to wait for it. May block. */
    public void prepare(Collection<ApiKey> keys, Collection<String> accounts, long epochMillis) {
        accounts.forEach(account -> changed(account, epochMillis));
        keys.forEach(key -> changed(key, epochMillis));
    }

    /**
     * A key was made or changed: its limit holds from now on; what is held and spent under it stays so. May block; to be
     * called after the change was written, and for a new key before it is seen.
     *
     * @throws RuntimeException of {@link Standing} when it cannot be read; it is then read with the next request
     */
    public void changed(ApiKey key, long epochMillis) {
        read(periods.change(key, epochMillis));
    }

    /**
     * An account was made, or its credit line was changed, also from or to none. May block; to be called when {@link
     * CreditLines} tells the new one.
     *
     * @throws RuntimeException of {@link Standing} when it cannot be read; it is then read with the next request
     */
    public void changed(String account, long epochMillis) {
        read(periods.change(account, epochMillis));
    }

    /** A key is gone. Requests under way with it end as they would. */
    public void forget(KeyId key) {
        periods.forget(key).ifPresent(this::forget);
    }

    /** An account is gone. */
    public void forget(String account) {
        periods.forget(account).ifPresent(this::forget);
    }

    private void forget(Share share) {
        unread.remove(share.budget().id(), share);
    }

    /**
     * Somebody moved money to an account, or away from it: a deposit, a promotion, a refund, a correction. To be called
     * once after the posting's transaction, for an account that was there before it.
     */
    public void credited(String account, Money amount) {
        periods.credit(account, amount);
    }

    @Override
    public List<Budget> of(ApiKey key, long epochMillis) {
        return List.of(
                periods.ofKey(key, epochMillis).budget(),
                periods.ofAccount(key.account(), epochMillis).budget());
    }

    @Override
    public Optional<Budget> requests(PriceBook book, String account, long epochMillis) {
        return book.requestsPerDay() == 0
                ? Optional.empty()
                : Optional.of(periods.ofRequests(book, account, epochMillis).budget());
    }

    @Override
    public void refill(Budget budget, long needed, EventLoop loop, Consumer<Refill> answered) {
        Share share = unread.get(budget.id());
        if (share == null || share.isReckoned()) {
            answered.accept(Refill.NOTHING_MORE);
            return;
        }
        questions.ask(budget.id(), needed, loop, answered, sum -> readFor(share));
    }

    private Refill readFor(Share share) {
        try {
            read(share);
            return Refill.GRANTED;
        } catch (RuntimeException unreadable) {
            LOG.warn(
                    "what was spent under {} cannot be read: {}",
                    share.budget().id(),
                    unreadable.getMessage());
            return Refill.UNKNOWN;
        }
    }

    private void read(Share share) {
        for (int reading = 1; !share.isReckoned(); reading++) {
            long held = share.heldBefore();
            long settled = share.settled();
            long spent = spent(share.subject(), share.begunMillis());
            long later =
                    share.endsMillis() == Long.MAX_VALUE
                            ? 0
                            : spent(share.subject(), share.endsMillis());
            // A request that ended meanwhile would count twice: as held and as spent.
            if (share.heldBefore() == held || reading == READINGS) {
                share.reckon(spent + held, settled, later);
            }
        }
        unread.remove(share.budget().id(), share);
    }

    private long spent(Subject subject, long fromMillis) {
        return switch (subject) {
            case Subject.OfKey(KeyId key) -> standing.spentSince(key, fromMillis).nanoDollars();
            case Subject.OfAccount(String account) -> -standing.credit(account).nanoDollars();
            case Subject.OfRequests(String book, String account) ->
                    standing.requestsSince(book, account, fromMillis);
        };
    }

    @Override
    public Optional<Live> ofKey(ApiKey key, long epochMillis) {
        return periods.liveOfKey(key.id());
    }

    @Override
    public Optional<Live> ofAccount(String account) {
        return periods.liveOfAccount(account);
    }

    @Override
    public List<Live> held() {
        return periods.held();
    }
}
