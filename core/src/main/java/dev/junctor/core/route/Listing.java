package dev.junctor.core.route;

import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Lifecycle;
import dev.junctor.core.catalog.Model;
import dev.junctor.core.catalog.Pricing;
import dev.junctor.core.catalog.Status;

/**
 * An endpoint with what routing makes of it whatever is asked.
 *
 * @param standing whether it could ever answer: alive, and at a known price
 * @param lastDay ISO date after which it or its model is shut down; empty when none is announced
 * @param tier the service tier that its tag is for; empty for none
 */
public record Listing(
        Endpoint endpoint, Model model, Verdict standing, String lastDay, String tier) {
    private static final Verdict RETIRED = new Verdict.Reject("lifecycle", "retired");
    private static final Verdict UNVERIFIED =
            new Verdict.Reject("lifecycle", "listed by one source only, not verified");
    private static final Verdict UNPRICED = new Verdict.Reject("price", "its price is not known");

    static Listing of(Endpoint endpoint, Model model) {
        return new Listing(
                endpoint,
                model,
                standing(endpoint, model),
                earlier(endpoint.lifecycle().shutdownOn(), model.lifecycle().shutdownOn()),
                ProviderName.tierOf(endpoint.tag()));
    }

    /** What is retired or confirmed by nobody, and an unknown price, which is never taken for none. */
    private static Verdict standing(Endpoint endpoint, Model model) {
        Verdict own = alive(endpoint.lifecycle());
        Verdict alive = own instanceof Verdict.Reject ? own : alive(model.lifecycle());
        if (alive instanceof Verdict.Reject) {
            return alive;
        }
        return switch (endpoint.pricing()) {
            case Pricing.Known known -> Verdict.KEEP;
            case Pricing.Unknown unknown -> UNPRICED;
        };
    }

    private static Verdict alive(Lifecycle lifecycle) {
        if (lifecycle.status() == Status.RETIRED) {
            return RETIRED;
        }
        return lifecycle.status() == Status.UNVERIFIED ? UNVERIFIED : Verdict.KEEP;
    }

    private static String earlier(String left, String right) {
        if (left.isEmpty() || right.isEmpty()) {
            return left.isEmpty() ? right : left;
        }
        return left.compareTo(right) <= 0 ? left : right;
    }
}
