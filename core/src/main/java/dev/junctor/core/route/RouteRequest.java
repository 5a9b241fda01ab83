package dev.junctor.core.route;

import dev.junctor.core.base.Seed;
import dev.junctor.core.catalog.Capability;
import dev.junctor.core.catalog.Modality;
import dev.junctor.core.dialect.Delivery;
import dev.junctor.core.dialect.Envelope;
import dev.junctor.core.dialect.Operation;
import java.util.List;
import java.util.Set;

/**
 * What routing needs to know of a request, and nothing of its content.
 *
 * @param names of models in order, as the caller wrote them, without repetition; never empty
 * @param in modalities of the prompt
 * @param out modalities that the answer may have
 * @param parameters names of the fields that the caller sent
 * @param serviceTier see {@link ServiceTier}; empty for the usual one
 * @param seeding whether the caller names the seed of the plan
 */
public record RouteRequest(
        Operation operation,
        Delivery delivery,
        List<String> names,
        Size size,
        Set<Modality> in,
        Set<Modality> out,
        Set<Capability> capabilities,
        List<String> parameters,
        ProviderRules provider,
        RoutingRules routing,
        String serviceTier,
        Seeding seeding)
        implements Asked {

    public RouteRequest {
        names = List.copyOf(names);
        in = Set.copyOf(in);
        out = Set.copyOf(out);
        capabilities = Set.copyOf(capabilities);
        parameters = List.copyOf(parameters);
    }

    /** Reads the controls of a request, or says what the caller must change. */
    public static Asked read(Envelope envelope) {
        return ControlReader.read(envelope);
    }

    /** The caller's seed, or the one drawn for this request. */
    public Seed seedOr(Seed drawn) {
        return seeding.or(drawn);
    }
}
