package dev.junctor.server.store;

import dev.junctor.core.base.Money;
import dev.junctor.engine.admit.KeyId;

/** Who hears at once of what is spent with a key. */
interface Charges {
    /** A request was charged; any thread, never waits. */
    void charge(KeyId key, Money cost);
}
