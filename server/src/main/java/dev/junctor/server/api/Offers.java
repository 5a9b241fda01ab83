package dev.junctor.server.api;

import dev.junctor.core.catalog.Catalog;
import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Model;
import dev.junctor.core.catalog.Pricing;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All that is served here: models in service at a known price, in a protocol that this gateway speaks.
 *
 * @param dialects protocols that the gateway speaks to providers, as {@code openai-chat}
 */
record Offers(Catalog catalog, Set<String> dialects) {
    /** Kinds of endpoint that there are doors to. */
    private static final Set<String> TYPES = Set.of("chat", "completion");

    Offers {
        dialects = Set.copyOf(dialects);
    }

    /** All models that are served, in the catalog's order. */
    List<Offer> all() {
        return catalog.servedModels().stream().map(this::of).flatMap(Optional::stream).toList();
    }

    /** One model, when it is served. */
    Optional<Offer> of(Model model) {
        List<Offer.Priced> priced =
                catalog.endpointsOf(model.id()).stream()
                        .filter(this::isReachable)
                        .<Offer.Priced>mapMulti((endpoint, sink) -> {
                            if (endpoint.pricing() instanceof Pricing.Known known) {
                                sink.accept(new Offer.Priced(endpoint, known.price()));
                            }
                        })
                        .toList();
        return priced.isEmpty() ? Optional.empty() : Optional.of(new Offer(model, priced));
    }

    private boolean isReachable(Endpoint endpoint) {
        return endpoint.isServed()
                && TYPES.contains(endpoint.type())
                && dialects.contains(endpoint.dialect());
    }
}
