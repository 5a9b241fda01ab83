package dev.junctor.server.budget;

import dev.junctor.core.base.Money;

/** How far customer accounts may fall below zero; in memory, any thread. */
public interface CreditLines {
    /**
     * The credit line of an account; {@link dev.junctor.engine.admit.ApiKey#UNLIMITED} where only the limits of its keys
     * hold, and zero for one that nobody knows.
     */
    Money of(String account);
}
