package dev.junctor.core.dialect.openaichat;

import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Quirks;
import java.util.List;
import java.util.Optional;

/** The field by which an endpoint is told how many tokens a completion may have. */
final class BoundField {
    private static final List<String> NAMES = List.of("max_tokens", "max_completion_tokens");

    private BoundField() {}

    /** Its name there; empty where neither of the two names is taken. */
    static Optional<String> of(Endpoint endpoint) {
        Quirks quirks = endpoint.provider().quirks();
        for (String name : NAMES) {
            boolean refused =
                    endpoint.refused().contains(name) && !quirks.renamed().containsValue(name);
            if (!refused && !quirks.dropped().contains(name)) {
                return Optional.of(quirks.renamed().getOrDefault(name, name));
            }
        }
        return Optional.empty();
    }
}
