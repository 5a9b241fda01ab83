package dev.junctor.server.api;

import dev.junctor.core.catalog.Capability;
import dev.junctor.core.catalog.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Which fields of a request an endpoint takes: those of the protocol that everybody takes unless documented otherwise,
 * and those that belong to something it can do. Fields of which nothing is known are not listed.
 */
final class SupportedParameters {
    /** Fields of the protocol itself, in the order in which they are listed. */
    private static final List<String> USUAL =
            List.of(
                    "max_tokens",
                    "max_completion_tokens",
                    "temperature",
                    "top_p",
                    "stop",
                    "frequency_penalty",
                    "presence_penalty",
                    "seed",
                    "logit_bias",
                    "logprobs",
                    "top_logprobs",
                    "response_format");

    private record Needed(String name, Capability capability) {}

    private static final List<Needed> ABLE =
            List.of(
                    new Needed("tools", Capability.TOOLS),
                    new Needed("tool_choice", Capability.TOOL_CHOICE),
                    new Needed("parallel_tool_calls", Capability.PARALLEL_TOOLS),
                    new Needed("structured_outputs", Capability.STRUCTURED_OUTPUT),
                    new Needed("reasoning", Capability.REASONING),
                    new Needed("include_reasoning", Capability.REASONING),
                    new Needed("web_search_options", Capability.WEB_SEARCH));

    private SupportedParameters() {}

    static List<String> of(Endpoint endpoint) {
        List<String> names = new ArrayList<>(USUAL);
        for (Needed needed : ABLE) {
            if (endpoint.can(needed.capability())) {
                names.add(needed.name());
            }
        }
        if (endpoint.can(Capability.REASONING) && !endpoint.reasoning().efforts().isEmpty()) {
            names.add("reasoning_effort");
        }
        Set<String> dropped = endpoint.provider().quirks().dropped();
        names.removeIf(name -> endpoint.refused().contains(name) || dropped.contains(name));
        return List.copyOf(names);
    }
}
