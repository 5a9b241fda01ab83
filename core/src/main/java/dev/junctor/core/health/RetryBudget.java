package dev.junctor.core.health;

/**
 * How many retries may be made, as a value: a bucket of tokens into which each request puts a fifth and from which each
 * retry takes one, so that retries can never multiply the load by more than 1.2; a few a second are always allowed, so
 * that a quiet gateway can retry too. The idea is that of Finagle's retry budgets.
 *
 * <p>Counted in thousandths of a token, so that it is exact.
 *
 * @param milliTokens what is in the bucket at {@code atMillis}
 * @param atMillis milliseconds since 1970
 */
public record RetryBudget(long milliTokens, long atMillis) {
    private static final long MILLI = 1_000;
    private static final long DEPOSIT = MILLI / 5;
    private static final long LEAST_PER_SECOND = 10;

    /** What is not used in ten seconds of the least rate, or was saved by 500 requests, is lost. */
    private static final long MOST = 100 * MILLI;

    /** The budget of a gateway that starts now: one second's retries. */
    public static RetryBudget startingAt(long nowMillis) {
        return new RetryBudget(LEAST_PER_SECOND * MILLI, nowMillis);
    }

    /** The budget after a request came in. */
    public RetryBudget afterRequest(long nowMillis) {
        RetryBudget now = refilled(nowMillis);
        return new RetryBudget(Math.min(MOST, now.milliTokens + DEPOSIT), now.atMillis);
    }

    /** Whether a retry may be made. */
    public boolean allowsRetry(long nowMillis) {
        return refilled(nowMillis).milliTokens >= MILLI;
    }

    /** The budget after a retry that it allowed. */
    public RetryBudget afterRetry(long nowMillis) {
        RetryBudget now = refilled(nowMillis);
        return new RetryBudget(Math.max(0, now.milliTokens - MILLI), now.atMillis);
    }

    private RetryBudget refilled(long nowMillis) {
        long elapsed = Math.max(0, nowMillis - atMillis);
        long capped = Math.min(elapsed, MOST / LEAST_PER_SECOND);
        return new RetryBudget(
                Math.min(MOST, milliTokens + capped * LEAST_PER_SECOND),
                Math.max(atMillis, nowMillis));
    }
}
