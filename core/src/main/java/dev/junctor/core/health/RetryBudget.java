package dev.junctor.core.health;

/**
 * How many further attempts may be made, as a value: a bucket of tokens into which each request puts one and from which
 * each further attempt takes one, so that attempts can never do more than double the load, while each request to a
 * provider that has just gone down can still be answered by another one; a few a second are always allowed, so that a
 * quiet gateway can try on too. The idea is that of Finagle's retry budgets.
 *
 * <p>Counted in thousandths of a token, so that it is exact.
 *
 * @param milliTokens what is in the bucket at {@code atMillis}
 * @param atMillis milliseconds since 1970
 */
public record RetryBudget(long milliTokens, long atMillis) {
    private static final long MILLI = 1_000;
    private static final long DEPOSIT = MILLI;
    private static final long LEAST_PER_SECOND = 10;

    /** Not more is saved than 500 requests bring. */
    private static final long MOST = 500 * MILLI;

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
