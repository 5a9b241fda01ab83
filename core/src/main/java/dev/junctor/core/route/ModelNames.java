package dev.junctor.core.route;

import dev.junctor.core.catalog.Catalog;
import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Model;
import dev.junctor.core.catalog.Pricing;
import dev.junctor.core.catalog.Status;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the names of models in requests mean.
 *
 * <p>A name is {@code author/slug}, another name of the model or a provider's own id for it, {@code
 * ~author/family-latest}, or {@code junctor/auto}. Behind it suffixes may stand: {@code :nitro, :floor, :exacto} sort
 * (the last one wins), {@code :free} admits only what costs nothing, {@code :online} prefers endpoints that search the
 * web. A suffix that belongs to a name of the catalog is no suffix.
 */
final class ModelNames {
    private static final String LATEST_PREFIX = "~";
    private static final String LATEST_SUFFIX = "-latest";

    private static final Comparator<Model> NEWEST =
            Comparator.comparing((Model model) -> model.lifecycle().status() == Status.ACTIVE)
                    .thenComparing(Model::released)
                    .thenComparing(Model::id, Comparator.reverseOrder());

    private final Catalog catalog;

    ModelNames(Catalog catalog) {
        this.catalog = catalog;
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

    /** A model by its id, another name of it, or a provider's own id. */
    Optional<Model> resolve(String name) {
        Optional<Model> exact = catalog.model(name);
        if (exact.isPresent()) {
            return exact;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        Optional<Model> byId = catalog.model(lower);
        return byId.isPresent() ? byId : byOtherName(lower);
    }

    /** The models whose names are most like a wrong one. */
    List<String> nearest(String name, int count) {
        String plain = name.startsWith(LATEST_PREFIX) ? name.substring(1) : name;
        Nearest nearest = new Nearest(plain);
        for (Model model : catalog.models()) {
            if (!catalog.endpointsOf(model.id()).isEmpty()) {
                nearest.offer(model.id(), model.id());
                nearest.offer(model.id(), model.slug());
                model.aliases().forEach(alias -> nearest.offer(model.id(), alias));
            }
        }
        return nearest.best(count);
    }

    private Optional<Target> exactly(
            String name, String base, Sort sort, Target.Offer offer, Target.Search search) {
        if (base.equals("junctor/free") || base.equals("openrouter/free")) {
            return Optional.of(auto(name, sort, Target.Offer.FREE, search));
        }
        if (base.equals("junctor/auto") || base.equals("openrouter/auto")) {
            return Optional.of(auto(name, sort, offer, search));
        }
        Optional<Model> model = base.startsWith(LATEST_PREFIX) ? latest(base) : resolve(base);
        return model.map(found -> {
            Target.Kind kind = kind(base, found, offer);
            return new Target(name, kind, List.of(found), sort, offer, search);
        });
    }

    private Target auto(String name, Sort sort, Target.Offer offer, Target.Search search) {
        Target.Kind kind = offer == Target.Offer.FREE ? Target.Kind.AUTO_FREE : Target.Kind.AUTO;
        return new Target(name, kind, served(), sort, offer, search);
    }

    private static Target.Kind kind(String base, Model model, Target.Offer offer) {
        if (offer == Target.Offer.FREE) {
            return Target.Kind.FREE;
        }
        if (base.startsWith(LATEST_PREFIX)) {
            return Target.Kind.LATEST;
        }
        return base.equals(model.id()) ? Target.Kind.DIRECT : Target.Kind.ALIAS;
    }

    private Optional<Model> latest(String name) {
        int slash = name.indexOf('/');
        if (slash < 0 || !name.endsWith(LATEST_SUFFIX)) {
            return Optional.empty();
        }
        String author = name.substring(1, slash);
        int end = name.length() - LATEST_SUFFIX.length();
        String family = end > slash ? name.substring(slash + 1, end) : "";
        if (family.isEmpty()) {
            return Optional.empty();
        }
        return catalog.models().stream()
                .filter(model -> model.family().equalsIgnoreCase(family))
                .filter(model -> model.author().equalsIgnoreCase(author))
                .filter(this::isVisible)
                .max(NEWEST);
    }

    private boolean isVisible(Model model) {
        for (Endpoint endpoint : catalog.endpointsOf(model.id())) {
            boolean priced =
                    switch (endpoint.pricing()) {
                        case Pricing.Known known -> true;
                        case Pricing.Unknown unknown -> false;
                    };
            Status status = endpoint.lifecycle().status();
            if (priced && status != Status.RETIRED && status != Status.UNVERIFIED) {
                return true;
            }
        }
        return false;
    }

    /** Ordered by id, so that a plan does not depend on the catalog's order. */
    private List<Model> served() {
        List<Model> result = new ArrayList<>();
        for (Model model : catalog.models()) {
            if (!catalog.endpointsOf(model.id()).isEmpty()) {
                result.add(model);
            }
        }
        result.sort(Comparator.comparing(Model::id));
        return result;
    }

    /** The smallest id wins where a name means several models, so that the answer is always the same. */
    private Optional<Model> byOtherName(String name) {
        return catalog.models().stream()
                .filter(model -> isCalled(model, name))
                .min(Comparator.comparing(Model::id));
    }

    private boolean isCalled(Model model, String name) {
        for (String alias : model.aliases()) {
            if (alias.equalsIgnoreCase(name)) {
                return true;
            }
        }
        for (Endpoint endpoint : catalog.endpointsOf(model.id())) {
            if (endpoint.upstreamId().equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }
}
