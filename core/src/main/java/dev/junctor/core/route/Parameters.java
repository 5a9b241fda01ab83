package dev.junctor.core.route;

import dev.junctor.core.catalog.Capability;
import dev.junctor.core.catalog.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Which fields of a request an endpoint does not support: those that it or its provider documents as refused, and those
 * that need a capability it does not have. Of all other fields nothing is known, so they count as supported.
 */
final class Parameters {
    private static final Map<String, Capability> NEEDS =
            Map.of(
                    "tools", Capability.TOOLS,
                    "tool_choice", Capability.TOOL_CHOICE,
                    "parallel_tool_calls", Capability.PARALLEL_TOOLS,
                    "structured_outputs", Capability.STRUCTURED_OUTPUT,
                    "reasoning", Capability.REASONING,
                    "reasoning_effort", Capability.REASONING,
                    "include_reasoning", Capability.REASONING,
                    "web_search_options", Capability.WEB_SEARCH);

    private Parameters() {}

    /** The first of a request's fields that an endpoint does not support; empty when it supports all. */
    static String firstUnsupported(RouteRequest request, Endpoint endpoint) {
        List<String> sent = request.parameters();
        for (int i = 0; i < sent.size(); i++) {
            if (!supports(endpoint, sent.get(i))) {
                return sent.get(i);
            }
        }
        boolean structured = request.capabilities().contains(Capability.STRUCTURED_OUTPUT);
        return structured && !endpoint.can(Capability.STRUCTURED_OUTPUT) ? "response_format" : "";
    }

    /** All of a request's fields that an endpoint documents as refused, which are therefore taken out for it. */
    static List<String> refused(RouteRequest request, Endpoint endpoint) {
        List<String> result = new ArrayList<>(2);
        for (String name : request.parameters()) {
            if (isRefused(endpoint, name)) {
                result.add(name);
            }
        }
        return result;
    }

    private static boolean supports(Endpoint endpoint, String name) {
        if (isRefused(endpoint, name)) {
            return false;
        }
        Capability needed = NEEDS.get(name);
        return needed == null || endpoint.can(needed);
    }

    private static boolean isRefused(Endpoint endpoint, String name) {
        return endpoint.refused().contains(name)
                || endpoint.provider().quirks().dropped().contains(name);
    }
}
