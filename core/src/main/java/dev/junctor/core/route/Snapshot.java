package dev.junctor.core.route;

import dev.junctor.core.catalog.Catalog;
import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.health.EndpointHealth;
import java.util.Map;

/**
 * The world as one request sees it; immutable, versioned, swapped whole.
 *
 * @param version grows with each swap
 * @param market what may be used: enabled providers only; the same one as long as the catalog is the same
 * @param health by {@link Endpoint#key}; endpoints without an entry are unknown
 * @param epochMillis when it was taken
 */
public record Snapshot(
        long version, Market market, Map<String, EndpointHealth> health, long epochMillis) {

    /** A world that is looked at for the first time. */
    public Snapshot(
            long version, Catalog catalog, Map<String, EndpointHealth> health, long epochMillis) {
        this(version, Market.of(catalog), health, epochMillis);
    }

    /** Providers, models and endpoints. */
    public Catalog catalog() {
        return market.catalog();
    }

    /** How an endpoint has done lately. */
    public EndpointHealth healthOf(Endpoint endpoint) {
        return health.getOrDefault(endpoint.key(), EndpointHealth.UNKNOWN);
    }
}
