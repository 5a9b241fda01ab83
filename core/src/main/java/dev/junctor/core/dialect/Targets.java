package dev.junctor.core.dialect;

import dev.junctor.core.catalog.Capability;
import dev.junctor.core.catalog.Endpoint;
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
        if (endpoint.provider().quirks().roles().containsKey("developer")) {
            abilities.remove(Ability.DEVELOPER_ROLE);
        }
        return new Target(
                endpoint.upstreamId(),
                endpoint.provider().slug(),
                endpoint.maxOutput(),
                abilities,
                endpoint.provider().quirks());
    }
}
