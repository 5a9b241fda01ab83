package dev.junctor.core.route;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The {@code provider} object of a request or of the operator's policy.
 *
 * <p>Providers are named by slug, tag or display name, see {@link ProviderName}; all names are in lower case. A list
 * that is not given is empty.
 *
 * @param order who is tried first, in this order
 * @param only nobody else may answer
 * @param ignore these may not answer
 * @param allowFallbacks {@code NO}: only the first endpoint, or only those of {@code order}, may answer
 * @param requireParameters {@code YES}: an endpoint must support each parameter sent
 * @param denyDataCollection {@code YES}: only who neither keeps prompts nor trains on them
 * @param zdr {@code YES}: only zero data retention
 * @param distillableText {@code YES}: only models whose author allows distillation
 * @param quantizations only these, when not empty
 * @param maxPrice nobody dearer
 * @param minThroughput completion tokens per second; slower ones come last
 * @param maxLatency seconds to the first token; slower ones come last
 * @param options fields for one provider only, as a JSON object by the provider's name; sent by the dialect, see {@link
 *     dev.junctor.core.dialect.ProviderOptions}
 */
public record ProviderRules(
        List<String> order,
        List<String> only,
        List<String> ignore,
        Choice allowFallbacks,
        Choice requireParameters,
        Choice denyDataCollection,
        Choice zdr,
        Choice distillableText,
        Set<String> quantizations,
        Sort sort,
        Partition partition,
        PriceCaps maxPrice,
        Cutoffs minThroughput,
        Cutoffs maxLatency,
        Map<String, String> options) {

    /** Nothing is asked. */
    public static final ProviderRules NONE =
            new ProviderRules(
                    List.of(),
                    List.of(),
                    List.of(),
                    Choice.UNSAID,
                    Choice.UNSAID,
                    Choice.UNSAID,
                    Choice.UNSAID,
                    Choice.UNSAID,
                    Set.of(),
                    Sort.NONE,
                    Partition.MODEL,
                    PriceCaps.NONE,
                    Cutoffs.NONE,
                    Cutoffs.NONE,
                    Map.of());

    public ProviderRules {
        order = List.copyOf(order);
        only = List.copyOf(only);
        ignore = List.copyOf(ignore);
        quantizations = Set.copyOf(quantizations);
        options = Map.copyOf(options);
    }
}
