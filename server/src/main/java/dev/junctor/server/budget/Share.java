package dev.junctor.server.budget;

import dev.junctor.core.base.Money;
import dev.junctor.engine.money.Budget;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A limit in its present period: its budget, and what was given to it so far.
 *
 * <p>Law: {@code granted = limit − spent before}, once it was read; what is spent afterwards the budget counts itself.
 * The lock is held for a few instructions only.
 */
final class Share {
    /** What an endless budget was granted. */
    private static final long ENDLESS = Long.MAX_VALUE / 2;

    private final Subject subject;
    private final long begunMillis;
    private final long endsMillis;
    private final Budget budget;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Terms terms;
    private volatile List<Share> before = List.of();
    private volatile boolean reckoned;
    private long granted;
    private long spentBefore;
    private volatile long spentLater;

    /**
     * A limit that has nothing to give yet, unless it has no end; {@link #reckon} gives it what is left.
     *
     * @param nowMillis lies in its period
     */
    Share(Subject subject, Terms terms, long nowMillis) {
        this.subject = subject;
        this.terms = terms;
        this.begunMillis = terms.reset().periodStart(nowMillis);
        this.endsMillis = terms.reset().nextPeriod(nowMillis);
        String id = subject.budgetId(begunMillis);
        boolean endless = terms.bounds() == Budget.Bounds.ENDLESS;
        this.budget = endless ? Budget.endless(id) : Budget.limited(id, 0);
        this.granted = endless ? ENDLESS : 0;
    }

    Subject subject() {
        return subject;
    }

    Terms terms() {
        return terms;
    }

    Budget budget() {
        return budget;
    }

    long begunMillis() {
        return begunMillis;
    }

    /** When the next period begins. */
    long endsMillis() {
        return endsMillis;
    }

    /** Whether it is known what was spent before. */
    boolean isReckoned() {
        return reckoned;
    }

    /** The limit in a later period. Nothing was spent in it, unless a clock was ahead before this process started. */
    Share next(long nowMillis) {
        Share next = new Share(subject, terms, nowMillis);
        next.reckon(next.begunMillis == endsMillis ? spentLater : 0, 0, 0);
        return next;
    }

    /**
     * Gives it what is left.
     *
     * @param spent all that was spent since its period began
     * @param settled what of it was spent under this budget
     * @param later what of it was spent since the next period began
     */
    void reckon(long spent, long settled, long later) {
        lock.lock();
        try {
            if (!reckoned) {
                spentLater = later;
                spentBefore = spent - settled;
                reckoned = true;
                adjust();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Puts it under another limit; what is held and spent stays so. */
    void change(Terms changed) {
        lock.lock();
        try {
            terms = changed;
            adjust();
        } finally {
            lock.unlock();
        }
    }

    /** So much less counts as spent; a deposit, where it is a balance. */
    void credit(long amount) {
        lock.lock();
        try {
            if (reckoned) {
                spentBefore -= amount;
                adjust();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes the place of another, under which requests may still be under way. */
    void follow(Share other) {
        List<Share> all = new ArrayList<>(other.before);
        all.add(other);
        before = List.copyOf(all);
    }

    /**
     * What requests hold under those whose place it takes. They have nothing to give any more; what their requests do
     * not spend comes here by {@link #inherit}.
     */
    long heldBefore() {
        long held = 0;
        for (Share old : before) {
            held += old.end();
        }
        return held;
    }

    private long end() {
        lock.lock();
        try {
            budget.limit(granted);
            budget.takeBack(Long.MAX_VALUE);
            return budget.unspent();
        } finally {
            lock.unlock();
        }
    }

    /** Takes over what requests under those of before have not spent. */
    void inherit() {
        if (before.isEmpty() || !reckoned) {
            return;
        }
        List<Share> living = new ArrayList<>();
        for (Share old : before) {
            credit(old.budget.takeBack(Long.MAX_VALUE));
            if (old.budget.unspent() != 0) {
                living.add(old);
            }
        }
        before = List.copyOf(living);
    }

    /** What was spent under this budget. */
    long settled() {
        lock.lock();
        try {
            return granted - budget.unspent();
        } finally {
            lock.unlock();
        }
    }

    private void adjust() {
        if (terms.bounds() == Budget.Bounds.ENDLESS) {
            budget.unlimit(granted);
            granted = ENDLESS;
        } else {
            long due = reckoned ? terms.limit() - spentBefore : 0;
            if (budget.bounds() == Budget.Bounds.ENDLESS) {
                budget.limit(due);
            } else {
                budget.grant(due - granted);
            }
            granted = due;
        }
    }

    /** How it stands. */
    LiveBudgets.Live live() {
        lock.lock();
        try {
            long begun = subject instanceof Subject.OfAccount ? 0 : spentBefore;
            return new LiveBudgets.Live(
                    budget.id(),
                    new Money(budget.left()),
                    new Money(budget.held()),
                    new Money(begun + settled()));
        } finally {
            lock.unlock();
        }
    }
}
