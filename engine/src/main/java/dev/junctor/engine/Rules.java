package dev.junctor.engine;

import dev.junctor.core.route.Policy;
import dev.junctor.engine.dispatch.Deadlines;
import java.util.Set;

/**
 * What the operator has set; swapped whole when the configuration changes.
 *
 * @param customerKeys slugs of the providers where the key is the customer's own, so that the customer pays them
 */
public record Rules(Policy policy, Deadlines.Table deadlines, Set<String> customerKeys) {
    public Rules {
        customerKeys = Set.copyOf(customerKeys);
    }

    /** Where every key at a provider is the host's. */
    public Rules(Policy policy, Deadlines.Table deadlines) {
        this(policy, deadlines, Set.of());
    }
}
