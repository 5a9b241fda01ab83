package dev.junctor.core.route;

import dev.junctor.core.catalog.Catalog;
import dev.junctor.core.catalog.Model;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the names of models in requests mean.
 *
 * <p>A name is one that the catalog knows, see {@link Catalog#resolve}, or {@code junctor/auto}. Behind it suffixes may
 * stand: {@code :nitro, :floor, :exacto} sort (the last one wins), {@code :free} admits only what costs nothing, {@code
 * :online} prefers endpoints that can search the web, and does not make them search. A suffix that belongs to a name of the catalog is no suffix.
 */
final class ModelNames {
    private final Market market;

    ModelNames(Market market) {
        this.market = market;
    }

    /** What a name means; empty when it means nothing. */
    Optional<Target> find(String name) {
        String base = name;
        Sort sort = Sort.NONE;
        Target.Offer offer = Target.Offer.ANY;
        Target.Search search = Target.Search.NO;
        while (true) {
            Optional<Target> found = exactly(name, base, sort, offer, search);
            int colon = base.lastIndexOf(':');
            if (found.isPresent() || colon <= 0) {
                return found;
            }
            switch (base.substring(colon + 1).toLowerCase(Locale.ROOT)) {
                case "free" -> offer = Target.Offer.FREE;
                case "online" -> search = Target.Search.PREFERRED;
                case "nitro" -> sort = sort == Sort.NONE ? Sort.THROUGHPUT : sort;
                case "floor" -> sort = sort == Sort.NONE ? Sort.PRICE : sort;
                case "exacto" -> sort = sort == Sort.NONE ? Sort.EXACTO : sort;
                default -> {
                    return Optional.empty();
                }
            }
            base = base.substring(0, colon);
        }
    }

    private Optional<Target> exactly(
            String name, String base, Sort sort, Target.Offer offer, Target.Search search) {
        if (base.equals("junctor/free") || base.equals("openrouter/free")) {
            return Optional.of(auto(name, sort, Target.Offer.FREE, search));
        }
        if (base.equals("junctor/auto") || base.equals("openrouter/auto")) {
            return Optional.of(auto(name, sort, offer, search));
        }
        return market.catalog()
                .resolve(base)
                .map(model ->
                        new Target(
                                name,
                                kind(base, model, offer),
                                List.of(model),
                                sort,
                                offer,
                                search));
    }

    private Target auto(String name, Sort sort, Target.Offer offer, Target.Search search) {
        Target.Kind kind = offer == Target.Offer.FREE ? Target.Kind.AUTO_FREE : Target.Kind.AUTO;
        return new Target(name, kind, market.served(), sort, offer, search);
    }

    private static Target.Kind kind(String base, Model model, Target.Offer offer) {
        if (offer == Target.Offer.FREE) {
            return Target.Kind.FREE;
        }
        if (base.startsWith("~")) {
            return Target.Kind.LATEST;
        }
        return base.equals(model.id()) ? Target.Kind.DIRECT : Target.Kind.ALIAS;
    }
}
