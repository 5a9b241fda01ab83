package dev.junctor.server.store;

import dev.junctor.core.base.Money;
import dev.junctor.engine.admit.ApiKey;

/**
 * Who pays for the requests of some keys.
 *
 * @param id as keys and price books name it
 * @param creditLine how far its balance may fall below zero; {@link #UNLIMITED} where only the limits of its keys hold
 * @param createdMillis in milliseconds since 1970 in UTC; 0 where nobody knows
 */
public record Account(
        String id, String name, Money creditLine, ApiKey.Origin origin, long createdMillis) {
    /** The credit line of an account that may spend as much as its keys do. */
    public static final Money UNLIMITED = new Money(Long.MAX_VALUE);

    /** The account of keys that name none, as it is where nobody says more. */
    public static final Account DEFAULT =
            new Account(ApiKey.DEFAULT_ACCOUNT, "Default", UNLIMITED, ApiKey.Origin.STORE, 0);

    /** Whether it needs no balance to spend. */
    public boolean isUnlimited() {
        return creditLine.equals(UNLIMITED);
    }
}
