package dev.junctor.core.dialect;

import dev.junctor.core.catalog.Endpoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The protocols that are spoken here, and the ways from each to each. */
public final class Dialects {
    private final Map<String, Dialect> byName = new LinkedHashMap<>();

    /** Speaks these; the first is the one in which callers are answered who have not chosen. */
    public Dialects(List<Dialect> spoken) {
        spoken.forEach(dialect -> byName.put(dialect.name(), dialect));
    }

    /** Their names. */
    public Set<String> names() {
        return Set.copyOf(byName.keySet());
    }

    /** The one in which callers are answered who have not chosen. */
    public Dialect usual() {
        return byName.values().iterator().next();
    }

    /**
     * The way from a caller to an endpoint: the caller's own protocol where the provider speaks it, so that the bytes stay
     * what they are.
     */
    public Bridge between(Dialect caller, Endpoint endpoint) {
        return caller;
    }
}
