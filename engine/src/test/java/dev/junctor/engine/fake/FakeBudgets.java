package dev.junctor.engine.fake;

import dev.junctor.core.base.Money;
import dev.junctor.core.money.PriceBook;
import dev.junctor.engine.admit.ApiKey;
import dev.junctor.engine.admit.KeyId;
import dev.junctor.engine.admit.LimitReset;
import dev.junctor.engine.money.Budget;
import dev.junctor.engine.money.Budgets;
import dev.junctor.engine.port.EventLoop;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Limits as a test sets them: without one at first, and never more than was set unless the test says so. */
public final class FakeBudgets implements Budgets {
    private Budget key = Budget.endless("key:1");
    private Budget account = Budget.endless("account:default");
    private Optional<Budget> requests = Optional.empty();
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

    /** What becomes of asking for more. */
    public void answer(Refill answer, long granted) {
        refill = answer;
        grant = granted;
    }

    @Override
    public List<Budget> of(ApiKey ofKey, long epochMillis) {
        return List.of(key, account);
    }

    @Override
    public Optional<Budget> requests(PriceBook book, String ofAccount, long epochMillis) {
        return requests;
    }

    @Override
    public void refill(Budget budget, long needed, EventLoop loop, Consumer<Refill> answered) {
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
