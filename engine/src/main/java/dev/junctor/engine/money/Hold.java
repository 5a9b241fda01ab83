package dev.junctor.engine.money;

import java.util.ArrayList;
import java.util.List;

/**
 * What is set aside for one request under all limits that apply to it; all or nothing. It lives on the request's loop and
 * ends exactly once.
 */
public final class Hold {
    private final List<Budget> budgets;
    private long amount;
    private boolean ended;

    private Hold(List<Budget> budgets, long amount) {
        this.budgets = budgets;
        this.amount = amount;
    }

    /** What became of an attempt to hold. */
    public sealed interface Answer {
        /** It is held. */
        record Held(Hold hold) implements Answer {}

        /** One limit does not allow it; nothing is held. */
        record Lacking(Budget budget) implements Answer {}
    }

    /**
     * Holds an amount under each of the budgets, asked in their order.
     *
     * @param nanos the most that the request can cost
     */
    public static Answer of(List<Budget> budgets, long nanos) {
        List<Budget> taken = new ArrayList<>(budgets.size());
        for (Budget budget : budgets) {
            if (!budget.hold(nanos)) {
                taken.forEach(other -> other.settle(nanos, 0));
                return new Answer.Lacking(budget);
            }
            taken.add(budget);
        }
        return new Answer.Held(new Hold(taken, nanos));
    }

    /** Nothing under any of the budgets yet, to be raised. */
    static Hold nothing(List<Budget> budgets) {
        return new Hold(budgets, 0);
    }

    /** What is held under each limit, in nano-dollars. */
    public long nanos() {
        return amount;
    }

    /** Holds more for an attempt that may cost more; all or nothing. */
    public boolean raiseTo(long nanos) {
        return raised(nanos) instanceof Answer.Held;
    }

    /** The same, telling which limit does not allow it. */
    Answer raised(long nanos) {
        if (ended) {
            throw new IllegalStateException("a hold that has ended is not raised");
        }
        if (nanos > amount) {
            if (of(budgets, nanos - amount) instanceof Answer.Lacking lacking) {
                return lacking;
            }
            amount = nanos;
        }
        return new Answer.Held(this);
    }

    /**
     * Ends it: so much was spent, the rest is free again.
     *
     * @throws IllegalStateException when it had ended
     */
    public void settle(long spentNanos) {
        if (ended) {
            throw new IllegalStateException("a hold ends once");
        }
        ended = true;
        budgets.forEach(budget -> budget.settle(amount, spentNanos));
    }
}
