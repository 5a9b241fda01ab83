package dev.junctor.server.api;

import static java.util.stream.Collectors.toSet;

import dev.junctor.core.catalog.Catalog;
import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Lifecycle;
import dev.junctor.core.catalog.Model;
import dev.junctor.core.catalog.Pricing;
import dev.junctor.core.catalog.Reasoning;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All that is served here: models in service at a known price, in a protocol that this gateway speaks.
 *
 * @param dialects protocols that the gateway speaks to providers, as {@code openai-chat}
 */
record Offers(Catalog catalog, Set<String> dialects) {
    /** What stands for a choice among all models. */
    static final String AUTO = "junctor/auto";

    /** Kinds of endpoint that there are doors to. */
    private static final Set<String> TYPES = Set.of("chat", "completion");

    Offers {
        dialects = Set.copyOf(dialects);
    }

    /** All models that are served, in the catalog's order. */
    List<Offer> all() {
        return catalog.servedModels().stream().map(this::of).flatMap(Optional::stream).toList();
    }

    /** All models that are served, and before them what chooses among them. */
    List<Offer> listed() {
        return Stream.concat(auto().stream(), all().stream()).toList();
    }

    /** The choice among all models as if it were one of them; empty when nothing is served. */
    Optional<Offer> auto() {
        List<Offer> all = all();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        Model any =
                new Model(
                        AUTO,
                        "Junctor Auto",
                        "",
                        "",
                        "",
                        Model.Weights.UNKNOWN,
                        all.stream().mapToLong(Offer::context).max().orElse(0),
                        0,
                        all.stream().flatMap(one -> one.in().stream()).collect(toSet()),
                        all.stream().flatMap(one -> one.out().stream()).collect(toSet()),
                        Set.of(),
                        Reasoning.NONE,
                        Lifecycle.ACTIVE,
                        List.of(),
                        Map.of());
        return Optional.of(
                new Offer(any, all.stream().flatMap(one -> one.endpoints().stream()).toList()));
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
