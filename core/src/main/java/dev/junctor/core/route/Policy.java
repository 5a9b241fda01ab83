package dev.junctor.core.route;

import dev.junctor.core.fault.Fault;
import java.util.Optional;

/**
 * What the operator wants of every request.
 *
 * <p>What takes endpoints out (only, ignore, prices, privacy, allow and deny, …) holds in addition to the request's own
 * rules and can never be lifted by them. What orders (order, sort, objective, cut-offs, …) applies where the request
 * says nothing.
 */
public record Policy(ProviderRules provider, RoutingRules routing) implements Stated {
    /** Everything is left to the caller. */
    public static final Policy OPEN = new Policy(ProviderRules.NONE, RoutingRules.NONE);

    /**
     * Reads a policy from the same objects that a request may have.
     *
     * @param provider JSON text of the {@code provider} object; empty for none
     * @param routing JSON text of the {@code routing} object; empty for none
     */
    public static Stated read(String provider, String routing) {
        FirstFault faults = new FirstFault();
        Policy policy =
                new Policy(
                        provider.isEmpty()
                                ? ProviderRules.NONE
                                : RulesReader.provider("provider", provider, faults),
                        routing.isEmpty()
                                ? RoutingRules.NONE
                                : RulesReader.routing("routing", routing, faults));
        Optional<Fault> fault = faults.get();
        return fault.isPresent() ? new Refused(fault.get()) : policy;
    }
}
