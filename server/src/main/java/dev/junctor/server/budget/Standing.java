package dev.junctor.server.budget;

import dev.junctor.core.base.Money;
import dev.junctor.engine.admit.KeyId;

/**
 * What was spent so far: all charges that were made, those included that are not in the tables yet. It may block, so it
 * is never asked on an event loop; each question is asked once for each limit, and what is spent afterwards is counted
 * in memory.
 *
 * <p>A question that cannot be answered is a {@link RuntimeException}; it is asked again.
 */
public interface Standing {
    /**
     * What was spent with a key by requests that came since a moment.
     *
     * @param fromMillis the start of a day in UTC, in milliseconds since 1970; {@link Long#MIN_VALUE} for ever
     */
    Money spentSince(KeyId key, long fromMillis);

    /** What stands in the books as a customer account's credit; negative where it owes. */
    Money credit(String account);

    /**
     * How many requests that came since a moment were charged under a price book.
     *
     * @param fromMillis the start of a day in UTC
     */
    long requestsSince(String book, String account, long fromMillis);
}
