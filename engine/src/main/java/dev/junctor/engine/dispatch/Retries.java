package dev.junctor.engine.dispatch;

import dev.junctor.core.health.RetryBudget;
import dev.junctor.engine.port.EventLoop;

/** One loop's budget of further attempts, so that retries never multiply an outage. */
public final class Retries {
    private final EventLoop loop;
    private RetryBudget budget;

    public Retries(EventLoop loop) {
        this.loop = loop;
        this.budget = RetryBudget.startingAt(loop.epochMillis());
    }

    /** A request came in. */
    void deposit() {
        budget = budget.afterRequest(loop.epochMillis());
    }

    /** Takes the right to one more attempt; false when there is none left. */
    boolean withdraw() {
        long now = loop.epochMillis();
        boolean allowed = budget.allowsRetry(now);
        if (allowed) {
            budget = budget.afterRetry(now);
        }
        return allowed;
    }
}
