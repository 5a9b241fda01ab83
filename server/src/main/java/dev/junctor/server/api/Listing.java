package dev.junctor.server.api;

import dev.junctor.core.catalog.Catalog;
import java.util.List;
import java.util.Set;

/**
 * All models that are listed, each written once for a catalog: lists are asked for often, catalogs change seldom.
 *
 * @param catalog of which this is the list
 */
record Listing(Catalog catalog, List<Listed> models) {
    /**
     * A listed model.
     *
     * @param json its entry, written out
     */
    record Listed(Offer offer, String json) {}

    Listing {
        models = List.copyOf(models);
    }

    /** Writes all models of a catalog. */
    static Listing of(Catalog catalog, Set<String> dialects) {
        return new Listing(
                catalog,
                new Offers(catalog, dialects)
                        .listed().stream()
                                .map(offer ->
                                        new Listed(offer, Json.text(ModelEntry.listed(offer))))
                                .toList());
    }

    /** An answer with some of them. */
    static String answer(List<Listed> page, int total, String next) {
        StringBuilder text = new StringBuilder(1_500 * page.size() + 100);
        text.append("{\"object\":\"list\",\"data\":[");
        for (int i = 0; i < page.size(); i++) {
            text.append(i == 0 ? "" : ",").append(page.get(i).json());
        }
        text.append("],\"total_count\":").append(total).append(",\"links\":");
        return text.append(Json.text(Json.object().set("next", Json.textOrNull(next))))
                .append('}')
                .toString();
    }
}
