package dev.junctor.core.route;

import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Lifecycle;
import dev.junctor.core.catalog.Model;
import dev.junctor.core.catalog.Price;
import dev.junctor.core.catalog.Pricing;
import dev.junctor.core.catalog.Status;
import dev.junctor.core.usage.Bucket;
import java.util.Map;

/**
 * An endpoint with what routing makes of it whatever is asked. What every plan needs stands here itself: a plan for
 * {@code auto} looks at thousands, and each step further into memory costs more than all arithmetic.
 *
 * @param tag see {@link Endpoint#tag}
 * @param standing whether it could ever answer: alive, and at a known price
 * @param lastDay ISO date after which it or its model is shut down; empty when none is announced
 * @param type see {@link Endpoint#type}; one string for all of a type
 * @param dialect see {@link Endpoint#dialect}; one string for all that speak it
 * @param tier the service tier that its tag is for; empty for none
 * @param promptPrice nano-dollars per million tokens; {@link #VARIED} where more than the endpoint decides on prices
 * @param completionPrice the same for completions
 * @param costPerRequest what is charged for a request as such, in units of {@link Cost}
 */
public record Listing(
        Endpoint endpoint,
        Model model,
        String tag,
        Verdict standing,
        String lastDay,
        String type,
        String dialect,
        String tier,
        long promptPrice,
        long completionPrice,
        long costPerRequest) {

    /** The prompt's length, the hour or the service tier decide on the price, or nobody knows it. */
    static final long VARIED = -1;

    private static final Verdict RETIRED = new Verdict.Reject("lifecycle", "retired");
    static final Verdict.Reject UNVERIFIED =
            new Verdict.Reject("lifecycle", "listed by one source only, not verified");
    private static final Verdict UNPRICED = new Verdict.Reject("price", "its price is not known");

    /**
     * Looks an endpoint over.
     *
     * @param shared one string for all equal ones, which grows
     */
    static Listing of(Endpoint endpoint, Model model, Map<String, String> shared) {
        long promptPrice = VARIED;
        long completionPrice = VARIED;
        long costPerRequest = 0;
        if (endpoint.pricing() instanceof Pricing.Known known) {
            promptPrice = flat(known.price(), Bucket.INPUT);
            completionPrice = flat(known.price(), Bucket.OUTPUT);
            costPerRequest = Cost.perRequest(known.price());
        }
        return new Listing(
                endpoint,
                model,
                endpoint.tag(),
                standing(endpoint, model),
                earlier(endpoint.lifecycle().shutdownOn(), model.lifecycle().shutdownOn()),
                shared(endpoint.type(), shared),
                shared(endpoint.dialect(), shared),
                ProviderName.tierOf(endpoint.tag()),
                promptPrice,
                completionPrice,
                costPerRequest);
    }

    private static String shared(String text, Map<String, String> shared) {
        String before = shared.putIfAbsent(text, text);
        return before == null ? text : before;
    }

    /** What is retired or confirmed by nobody, and an unknown price, which is never taken for none. */
    private static Verdict standing(Endpoint endpoint, Model model) {
        Verdict own = alive(endpoint.lifecycle());
        Verdict alive = own instanceof Verdict.Reject ? own : alive(model.lifecycle());
        if (alive instanceof Verdict.Reject) {
            return alive;
        }
        return endpoint.pricing() instanceof Pricing.Known ? Verdict.KEEP : UNPRICED;
    }

    private static Verdict alive(Lifecycle lifecycle) {
        if (lifecycle.status() == Status.RETIRED) {
            return RETIRED;
        }
        return lifecycle.status() == Status.UNVERIFIED ? UNVERIFIED : Verdict.KEEP;
    }

    private static long flat(Price price, Bucket bucket) {
        return price.tiers().isEmpty() && price.windows().isEmpty() && price.variants().isEmpty()
                ? price.base().nanoPerMillion(bucket)
                : VARIED;
    }

    private static String earlier(String left, String right) {
        if (left.isEmpty() || right.isEmpty()) {
            return left.isEmpty() ? right : left;
        }
        return left.compareTo(right) <= 0 ? left : right;
    }
}
