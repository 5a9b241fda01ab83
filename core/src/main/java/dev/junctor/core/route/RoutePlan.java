package dev.junctor.core.route;

import java.util.List;

/**
 * Who is asked, in which order, and why.
 *
 * @param requested the model as the caller named it
 * @param strategy {@code direct, alias, latest, free, fallback, auto}: how the name led to the models
 * @param order endpoints to try, best first; never empty
 * @param rejected endpoints of the same models that may not answer
 */
public record RoutePlan(
        String requested, String strategy, List<Candidate> order, List<Rejected> rejected)
        implements Planned {
    public RoutePlan {
        order = List.copyOf(order);
        rejected = List.copyOf(rejected);
    }
}
