package dev.junctor.core.route;

import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Pricing;

/** Ways to be served for another price, as routing sees them. */
final class ServiceTier {
    /** Nothing asked. */
    static final String USUAL = "";

    /** Cheaper and slower: only endpoints that offer it. */
    static final String FLEX = "flex";

    /** Dearer and faster: endpoints that offer it first. */
    static final String PRIORITY = "priority";

    private ServiceTier() {}

    /** What a request's {@code service_tier} or {@code speed} means; unknown values pass to the provider as they are. */
    static String of(String value) {
        return switch (value) {
            case "flex" -> FLEX;
            case "priority", "fast", "ultrafast" -> PRIORITY;
            default -> USUAL;
        };
    }

    /** Whether an endpoint can serve in a tier: by its tag or by a price of its own for it. */
    static boolean offers(Endpoint endpoint, String tier) {
        if (tier.equals(ProviderName.tierOf(endpoint.tag()))) {
            return true;
        }
        return switch (endpoint.pricing()) {
            case Pricing.Known known -> known.price().variants().containsKey(tier);
            case Pricing.Unknown unknown -> false;
        };
    }
}
