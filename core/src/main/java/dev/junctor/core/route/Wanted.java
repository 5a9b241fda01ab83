package dev.junctor.core.route;

import dev.junctor.core.catalog.Capability;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Capabilities by which endpoints of a model are preferred, and how they are named to people. */
final class Wanted {
    private static final List<Capability> DECISIVE =
            List.of(
                    Capability.TOOLS,
                    Capability.STRUCTURED_OUTPUT,
                    Capability.REASONING,
                    Capability.COMPUTER_USE,
                    Capability.WEB_SEARCH);

    private Wanted() {}

    /** What a request wants, in a fixed order. */
    static List<Capability> by(RouteRequest request, Target.Search search) {
        Set<Capability> asked = request.capabilities();
        if (asked.isEmpty() && search == Target.Search.NO) {
            return List.of();
        }
        List<Capability> result = new ArrayList<>(DECISIVE.size());
        for (Capability capability : DECISIVE) {
            if (asked.contains(capability)
                    || (capability == Capability.WEB_SEARCH && search == Target.Search.PREFERRED)) {
                result.add(capability);
            }
        }
        return result;
    }

    /** The field of a request that asks for it. */
    static String field(Capability capability) {
        return switch (capability) {
            case TOOLS, COMPUTER_USE -> "tools";
            case TOOL_CHOICE -> "tool_choice";
            case PARALLEL_TOOLS -> "parallel_tool_calls";
            case STRUCTURED_OUTPUT -> "response_format";
            case REASONING -> "reasoning";
            case CACHING -> "cache_control";
            case WEB_SEARCH -> "web_search_options";
            case PREFILL -> "messages";
        };
    }

    /** Why an endpoint is not taken. */
    static String reason(Capability capability) {
        return switch (capability) {
            case TOOLS -> "not known to support tool use";
            case TOOL_CHOICE -> "not known to support a choice of tool";
            case PARALLEL_TOOLS -> "not known to support parallel tool calls";
            case STRUCTURED_OUTPUT -> "not known to support structured output";
            case REASONING -> "not known to reason";
            case CACHING -> "not known to cache prompts";
            case WEB_SEARCH -> "not known to search the web";
            case COMPUTER_USE -> "not known to use a computer";
            case PREFILL -> "not known to continue a given answer";
        };
    }
}
