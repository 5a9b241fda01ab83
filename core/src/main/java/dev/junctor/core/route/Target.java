package dev.junctor.core.route;

import dev.junctor.core.catalog.Model;
import java.util.List;

/**
 * What one model name of a request means.
 *
 * @param name as the caller wrote it
 * @param models one, or with {@link Kind#AUTO} all that are served
 * @param sort what its suffix asks for
 * @param offer whether only what costs nothing will do
 * @param search whether its suffix asks for web search
 */
record Target(String name, Kind kind, List<Model> models, Sort sort, Offer offer, Search search) {
    Target {
        models = List.copyOf(models);
    }

    /** Whether the models are chosen for the caller rather than named. */
    boolean isAuto() {
        return kind == Kind.AUTO || kind == Kind.AUTO_FREE;
    }

    /** How the name led to its models. */
    enum Kind {
        DIRECT("direct"),
        ALIAS("alias"),
        LATEST("latest"),
        FREE("free"),
        AUTO("auto"),
        /** Chosen for the caller from what costs nothing. */
        AUTO_FREE("free");

        private final String strategy;

        Kind(String strategy) {
            this.strategy = strategy;
        }

        /** See {@link RoutePlan#strategy}. */
        String strategy() {
            return strategy;
        }
    }

    /** What may be charged. */
    enum Offer {
        ANY,
        FREE
    }

    /** Whether the provider should search the web. */
    enum Search {
        NO,
        PREFERRED
    }
}
