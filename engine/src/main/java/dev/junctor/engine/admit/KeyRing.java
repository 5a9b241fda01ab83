package dev.junctor.engine.admit;

import dev.junctor.core.base.Money;
import java.util.Optional;

/** The keys that open this gateway, in memory. */
public interface KeyRing {
    /** A key by its id; any thread. */
    Optional<Entry> find(KeyId id);

    /**
     * A key and what was spent with it.
     *
     * @param spent charges written down so far
     */
    record Entry(ApiKey key, Money spent) {}
}
