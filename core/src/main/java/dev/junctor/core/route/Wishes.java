package dev.junctor.core.route;

import java.util.List;

/**
 * What orders a plan: the request's wishes, and the operator's where it has none.
 *
 * @param order providers to try first
 * @param sort of the {@code provider} object
 * @param withinBest see {@link RoutingRules#withinBest}
 */
record Wishes(
        List<String> order,
        Sort sort,
        Partition partition,
        Objective objective,
        double withinBest,
        String withinBestField,
        Cutoffs minThroughput,
        Cutoffs maxLatency,
        Choice fallbacks) {

    static Wishes of(RouteRequest request, Policy policy) {
        ProviderRules asked = request.provider();
        ProviderRules operator = policy.provider();
        RoutingRules routing = request.routing();
        boolean ownOrder =
                !asked.order().isEmpty()
                        || asked.sort() != Sort.NONE
                        || routing.objective() != Objective.NONE;
        ProviderRules orders = ownOrder ? asked : operator;
        boolean ownBand = routing.withinBest() != RoutingRules.UNSAID;
        return new Wishes(
                orders.order(),
                orders.sort(),
                orders.partition(),
                ownOrder ? routing.objective() : policy.routing().objective(),
                ownBand ? routing.withinBest() : policy.routing().withinBest(),
                ownBand ? "routing.within_best" : "policy.routing.within_best",
                asked.minThroughput().or(operator.minThroughput()),
                asked.maxLatency().or(operator.maxLatency()),
                asked.allowFallbacks().or(operator.allowFallbacks()));
    }

    /** Whether all named models compete with one another, rather than one after the other. */
    boolean together() {
        return objective != Objective.NONE || partition == Partition.NONE;
    }

    /** How the endpoints of a target are ordered among themselves. */
    Ranking rankingFor(Target target, String tier) {
        Sort wished = sort == Sort.NONE ? target.sort() : sort;
        if (objective != Objective.NONE) {
            return by(objective);
        }
        if (target.isAuto()) {
            return by(objectiveOf(wished));
        }
        if (wished != Sort.NONE) {
            return new Sorting(wished);
        }
        if (tier.equals(ServiceTier.PRIORITY)) {
            return new Sorting(Sort.THROUGHPUT);
        }
        boolean strict = tier.equals(ServiceTier.FLEX) || !order.isEmpty();
        return strict ? new Sorting(Sort.PRICE) : balancing();
    }

    private Balancing balancing() {
        return new Balancing(together() ? Balancing.Range.REQUEST : Balancing.Range.MODEL);
    }

    /** A band of the caller's own has taken out who is outside; the objective's is void then. */
    private Ranking by(Objective aim) {
        return new Objectives(aim, withinBest == RoutingRules.UNSAID ? aim.band() : 1);
    }

    /** What a sort aims at where models are chosen too: the cheapest of all is rarely what anybody wants. */
    private static Objective objectiveOf(Sort sort) {
        return switch (sort) {
            case NONE -> Objective.BALANCED;
            case PRICE -> Objective.COST;
            case THROUGHPUT, LATENCY -> Objective.LATENCY;
            case QUALITY, EXACTO -> Objective.QUALITY;
        };
    }
}
