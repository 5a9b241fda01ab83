package dev.junctor.core.health;

import dev.junctor.core.health.EndpointHealth.Standing;
import java.util.HashMap;
import java.util.Map;

/**
 * How all endpoints have done lately. For one writer: only one thread may use it. It has no clock; the time is always
 * handed in, as milliseconds since 1970.
 */
public final class HealthBook {
    /** Who was not asked for so long is as good as new. */
    private static final long FORGET_AFTER_MILLIS = 300_000;

    private final Map<String, EndpointRecord> endpoints = new HashMap<>();
    private final Map<String, OutageWindow> providers = new HashMap<>();

    /**
     * Notes how an attempt ended.
     *
     * @param endpointKey {@link dev.junctor.core.catalog.Endpoint#key}
     */
    public void record(String endpointKey, AttemptResult result, long nowMillis) {
        endpoints.computeIfAbsent(endpointKey, key -> new EndpointRecord()).add(result, nowMillis);
        Judgement judgement = Judgement.of(result);
        if (Judgement.isOfProvider(result)) {
            providers
                    .computeIfAbsent(providerOf(endpointKey), key -> new OutageWindow())
                    .add(Judgement.BAD, nowMillis);
        } else if (judgement == Judgement.GOOD) {
            OutageWindow known = providers.get(providerOf(endpointKey));
            if (known != null) {
                known.add(Judgement.GOOD, nowMillis);
            }
        }
    }

    /**
     * What routing may know, immutable. Endpoints that nobody asked for five minutes are forgotten and not in it; when a
     * provider as a whole could not be reached lately, its stable endpoints count as unstable.
     */
    public Map<String, EndpointHealth> view(long nowMillis) {
        endpoints.values().removeIf(one -> one.lastMillis() <= nowMillis - FORGET_AFTER_MILLIS);
        Map<String, EndpointHealth> view = new HashMap<>();
        endpoints.forEach((key, endpoint) -> {
            EndpointHealth health = endpoint.view(nowMillis);
            OutageWindow provider = providers.get(providerOf(key));
            boolean down = provider != null && provider.isOutage(nowMillis);
            view.put(key, down && health.standing() == Standing.STABLE ? unstable(health) : health);
        });
        return Map.copyOf(view);
    }

    /** Share of an endpoint's attempts that a rate limit refused, 0 to 1, older ones weighing less. */
    public double limitedRatio(String endpointKey) {
        EndpointRecord endpoint = endpoints.get(endpointKey);
        return endpoint == null ? 0 : endpoint.limitedRatio();
    }

    private static EndpointHealth unstable(EndpointHealth health) {
        return new EndpointHealth(
                Standing.UNSTABLE,
                health.samples(),
                health.latency(),
                health.throughput(),
                health.successRatio());
    }

    /** The part of an endpoint's key before the colon is the provider's slug. */
    private static String providerOf(String endpointKey) {
        int colon = endpointKey.indexOf(':');
        return colon < 0 ? endpointKey : endpointKey.substring(0, colon);
    }
}
