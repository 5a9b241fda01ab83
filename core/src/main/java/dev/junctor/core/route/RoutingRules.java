package dev.junctor.core.route;

import dev.junctor.core.base.Glob;
import dev.junctor.core.base.Money;
import java.util.List;

/**
 * The {@code routing} object of a request or of the operator's policy.
 *
 * @param withinBest how far below the best model's {@link Quality#share} a model may be, 0 to 1; {@link #UNSAID} for
 *     not given
 * @param maxUsd the most that the request may cost in the worst case, see {@link WorstCase}
 * @param allow only models that one of these fits, when not empty
 * @param deny no model that one of these fits
 * @param domain in which quality is compared; empty for not given
 */
public record RoutingRules(
        Objective objective,
        double withinBest,
        Money maxUsd,
        List<Glob> allow,
        List<Glob> deny,
        String domain) {

    /** No band is given. */
    public static final double UNSAID = -1;

    /** Any cost. */
    public static final Money UNBOUNDED = new Money(Long.MAX_VALUE);

    /** Nothing is asked. */
    public static final RoutingRules NONE =
            new RoutingRules(Objective.NONE, UNSAID, UNBOUNDED, List.of(), List.of(), "");

    public RoutingRules {
        allow = List.copyOf(allow);
        deny = List.copyOf(deny);
    }
}
