package dev.junctor.core.route;

import dev.junctor.core.catalog.Endpoint;
import java.util.List;

/**
 * How requests name providers: a slug means all of a provider's endpoints, a tag as {@code slug/variant} one of them, a
 * display name is taken as the slug. An endpoint of a service tier is meant by its tag only.
 */
final class ProviderName {
    private ProviderName() {}

    /** Whether a name means an endpoint; in any case of letters. */
    static boolean means(String name, Endpoint endpoint) {
        if (name.equalsIgnoreCase(endpoint.tag())) {
            return true;
        }
        return tierOf(endpoint.tag()).isEmpty()
                && (name.equalsIgnoreCase(endpoint.provider().slug())
                        || name.equalsIgnoreCase(endpoint.provider().name()));
    }

    /** The place of the first name that means an endpoint; the list's size when none does. */
    static int placeIn(List<String> names, Endpoint endpoint) {
        for (int i = 0; i < names.size(); i++) {
            if (means(names.get(i), endpoint)) {
                return i;
            }
        }
        return names.size();
    }

    /** Whether one of the names means an endpoint. */
    static boolean isIn(List<String> names, Endpoint endpoint) {
        return placeIn(names, endpoint) < names.size();
    }

    /** The service tier that a tag is for, as {@code flex} of {@code openai/flex}; empty for none. */
    static String tierOf(String tag) {
        if (tag.endsWith("/flex")) {
            return ServiceTier.FLEX;
        }
        return tag.endsWith("/priority") || tag.endsWith("/ultrafast") ? ServiceTier.PRIORITY : "";
    }
}
