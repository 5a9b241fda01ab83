package dev.junctor.core.dialect;

import dev.junctor.core.catalog.Capability;
import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Quirks.ReasoningFormat;
import dev.junctor.core.catalog.Reasoning;
import java.util.EnumSet;
import java.util.Set;

/** What the catalog knows of an endpoint, as a translator needs it. */
final class Targets {
    private Targets() {}

    static Target of(Endpoint endpoint) {
        Set<Ability> abilities = EnumSet.copyOf(Target.USUAL);
        if (endpoint.refused().contains("temperature")) {
            abilities.remove(Ability.SAMPLING);
        }
        if (endpoint.refused().contains("prefill")) {
            abilities.remove(Ability.PREFILL);
        }
        if (!endpoint.can(Capability.STRUCTURED_OUTPUT)) {
            abilities.remove(Ability.STRUCTURED_OUTPUT);
        }
        boolean marks =
                !endpoint.dialect().equals("openai-chat")
                        || endpoint.provider().quirks().reasoning() == ReasoningFormat.OBJECT;
        if (!marks) {
            abilities.remove(Ability.CACHE_MARKS); // only who speaks OpenRouter's knows them
        }
        if (endpoint.provider().quirks().reasoning() == ReasoningFormat.THINKING) {
            abilities.add(Ability.REASONING_ECHO); // who is told so refuses a tool loop without
        }
        if (endpoint.provider().quirks().roles().containsKey("developer")) {
            abilities.remove(Ability.DEVELOPER_ROLE);
        }
        Reasoning reasoning = endpoint.reasoning();
        if (reasoning.budget() == Reasoning.Support.YES && reasoning.efforts().isEmpty()) {
            abilities.remove(Ability.REASONING_EFFORT);
        }
        return new Target(
                endpoint.upstreamId(),
                endpoint.provider().slug(),
                endpoint.maxOutput(),
                abilities,
                endpoint.provider().quirks());
    }
}
