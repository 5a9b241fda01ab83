package dev.junctor.core.route;

import dev.junctor.core.catalog.Catalog;
import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Model;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A catalog as routing sees it: what depends on no request is found out once, when the catalog comes, and not by each
 * of thousands of plans a second. Immutable.
 */
public final class Market {
    private final Catalog catalog;
    private final Map<String, List<Listing>> listings;
    private final List<Model> served;
    private final long smallestContext;

    private Market(
            Catalog catalog,
            Map<String, List<Listing>> listings,
            List<Model> served,
            long smallestContext) {
        this.catalog = catalog;
        this.listings = listings;
        this.served = served;
        this.smallestContext = smallestContext;
    }

    /** Looks through a catalog; takes about as long as indexing it. */
    public static Market of(Catalog catalog) {
        Map<String, List<Listing>> listings = HashMap.newHashMap(catalog.models().size());
        Map<String, String> shared = new HashMap<>();
        long smallest = Long.MAX_VALUE;
        for (Model model : catalog.models()) {
            List<Endpoint> endpoints = catalog.endpointsOf(model.id());
            List<Listing> found = new ArrayList<>(endpoints.size());
            for (Endpoint endpoint : endpoints) {
                found.add(Listing.of(endpoint, model, shared));
                smallest = smaller(smallest, endpoint.context());
                smallest = smaller(smallest, endpoint.maxInput());
            }
            listings.put(model.id(), List.copyOf(found));
        }
        List<Model> served = new ArrayList<>(catalog.servedModels());
        served.sort(Comparator.comparing(Model::id));
        return new Market(catalog, listings, List.copyOf(served), smallest);
    }

    private static long smaller(long smallest, long limit) {
        return limit > 0 ? Math.min(smallest, limit) : smallest;
    }

    /** What it was made of. */
    public Catalog catalog() {
        return catalog;
    }

    /** Who lists a model, in the order of {@link Catalog#endpointsOf}. */
    List<Listing> listingsOf(Model model) {
        return listings.getOrDefault(model.id(), List.of());
    }

    /** {@link Catalog#servedModels} by id, so that no plan depends on the catalog's order. */
    List<Model> served() {
        return served;
    }

    /** Tokens that prompt and completion may have together at any endpoint whatever. */
    long smallestContext() {
        return smallestContext;
    }
}
