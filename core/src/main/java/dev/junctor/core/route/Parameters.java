package dev.junctor.core.route;

import dev.junctor.core.catalog.Capability;
import dev.junctor.core.catalog.Endpoint;
import java.util.ArrayList;
import java.util.List;

/**
 * Which fields of a request an endpoint does not support: those that it or its provider documents as refused, and those
 * that need a capability it does not have. Of all other fields nothing is known, so they count as supported.
 */
final class Parameters {
    private static final List<Capability> ALL = List.of(Capability.values());

    private Parameters() {}

    /** The first of a request's fields that an endpoint does not support; empty when it supports all. */
    static String firstUnsupported(RouteRequest request, Endpoint endpoint) {
        List<String> sent = request.parameters();
        for (int i = 0; i < sent.size(); i++) {
            if (isRefused(endpoint, sent.get(i))) {
                return sent.get(i);
            }
        }
        for (int i = 0; i < ALL.size(); i++) {
            Capability needed = ALL.get(i);
            if (request.capabilities().contains(needed) && !endpoint.can(needed)) {
                return Wanted.field(needed);
            }
        }
        return "";
    }

    /** All of a request's fields that an endpoint documents as refused, which are therefore taken out for it. */
    static List<String> refused(RouteRequest request, Endpoint endpoint) {
        if (endpoint.refused().isEmpty() && endpoint.provider().quirks().dropped().isEmpty()) {
            return List.of();
        }
        List<String> result = new ArrayList<>(2);
        for (String name : request.parameters()) {
            if (isRefused(endpoint, name)) {
                result.add(name);
            }
        }
        return result;
    }

    private static boolean isRefused(Endpoint endpoint, String name) {
        return endpoint.refused().contains(name)
                || endpoint.provider().quirks().dropped().contains(name);
    }
}
