package dev.junctor.engine.fake;

import dev.junctor.core.base.Money;
import dev.junctor.core.money.PriceBook;
import dev.junctor.engine.admit.ApiKey;
import dev.junctor.engine.admit.KeyId;
import dev.junctor.engine.admit.LimitReset;
import dev.junctor.engine.money.Budget;
import dev.junctor.engine.money.Budgets;
import dev.junctor.engine.port.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Limits as a test sets them: without one at first, and never more than was set unless the test says so. */
public final class FakeBudgets implements Budgets {
    private Budget key = Budget.endless("key:1");
    private Budget account = Budget.endless("account:default");
    private Optional<Budget> requests = Optional.empty();
    private final List<Consumer<Refill>> silent = new ArrayList<>();
    private Trouble trouble = Trouble.NONE;
    private Refill refill = Refill.NOTHING_MORE;
    private long grant;

    /** A key for models. */
    public static ApiKey key(Money limit) {
        return new ApiKey(
                new KeyId(1, 2, 3, 4),
                "test",
                "sk-jn-v1-abc...123",
                ApiKey.Kind.INFERENCE,
                ApiKey.Standing.ENABLED,
                ApiKey.Origin.STORE,
                ApiKey.DEFAULT_ACCOUNT,
                limit,
                LimitReset.DAILY,
                0,
                Long.MAX_VALUE);
    }

    /** The key may spend so many nano-dollars. */
    public Budget limitKey(long nanos) {
        key = Budget.limited("key:1", nanos);
        return key;
    }

    /** The account may spend so many nano-dollars. */
    public Budget limitAccount(long nanos) {
        account = Budget.limited("account:default", nanos);
        return account;
    }

    /** The account may ask so many times. */
    public Budget limitRequests(long count) {
        requests = Optional.of(Budget.limited("book:b:default:1", count));
        return requests.get();
    }

    /** What is wrong with it. */
    public enum Trouble {
        NONE,
        /** It does not say what limits there are. */
        READING,
        /** It cannot be asked for more. */
        ASKING,
        /** Whoever asks for more is not answered. */
        SILENCE
    }

    /** From now on something is wrong. */
    public void fail(Trouble what) {
        trouble = what;
    }

    /** Questions that nobody answered yet. */
    public List<Consumer<Refill>> unanswered() {
        return silent;
    }

    /** What becomes of asking for more. */
    public void answer(Refill answer, long granted) {
        refill = answer;
        grant = granted;
    }

    @Override
    public List<Budget> of(ApiKey ofKey, long epochMillis) {
        if (trouble == Trouble.READING) {
            throw new IllegalStateException("limits that cannot be read");
        }
        return List.of(key, account);
    }

    @Override
    public Optional<Budget> requests(PriceBook book, String ofAccount, long epochMillis) {
        return requests;
    }

    @Override
    public void refill(Budget budget, long needed, EventLoop loop, Consumer<Refill> answered) {
        if (trouble == Trouble.ASKING) {
            throw new IllegalStateException("a budget that cannot be asked");
        }
        if (trouble == Trouble.SILENCE) {
            silent.add(answered);
            return;
        }
        Refill answer = refill;
        if (answer == Refill.GRANTED) {
            refill = Refill.NOTHING_MORE;
            loop.execute(() -> {
                budget.grant(grant);
                answered.accept(answer);
            });
        } else {
            answered.accept(answer);
        }
    }
}
