package dev.junctor.core.route;

import dev.junctor.core.catalog.Catalog;
import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.health.EndpointHealth;
import java.util.Map;

/**
 * The world as one request sees it; immutable, versioned, swapped whole.
 *
 * @param version grows with each swap
 * @param catalog what may be used: enabled providers only
 * @param health by {@link Endpoint#key}; endpoints without an entry are unknown
 * @param epochMillis when it was taken
 */
public record Snapshot(
        long version, Catalog catalog, Map<String, EndpointHealth> health, long epochMillis) {

    /** How an endpoint has done lately. */
    public EndpointHealth healthOf(Endpoint endpoint) {
        return health.getOrDefault(endpoint.key(), EndpointHealth.UNKNOWN);
    }
}
