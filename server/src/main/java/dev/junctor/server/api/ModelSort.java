package dev.junctor.server.api;

import dev.junctor.core.fault.Fault;
import dev.junctor.core.health.EndpointHealth;
import dev.junctor.core.route.Snapshot;
import dev.junctor.server.http.Refused;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The orders of a list of models; models of which the fact is not known come last, in the catalog's order. What is not
 * known of any model changes nothing.
 */
final class ModelSort {
    private static final List<String> NAMES =
            List.of(
                    "pricing-low-to-high",
                    "pricing-high-to-low",
                    "context-high-to-low",
                    "newest",
                    "throughput-high-to-low",
                    "latency-low-to-high",
                    "intelligence-high-to-low",
                    "coding-high-to-low",
                    "agentic-high-to-low",
                    "design-arena-elo-high-to-low",
                    "most-popular",
                    "top-weekly");

    private ModelSort() {}

    /** The parameter, to describe it. */
    static Route.Parameter parameter() {
        return new Route.Parameter(
                "sort",
                "string",
                "The order: "
                        + String.join(", ", NAMES)
                        + ". Models of which the fact is not known come last.");
    }

    /**
     * An order by its name; empty for the catalog's.
     *
     * @throws Refused when there is no such order
     */
    static Comparator<Offer> of(String name, Snapshot snapshot) {
        return switch (name) {
            case "pricing-low-to-high" -> Comparator.comparingLong(offer -> offer.top().weight());
            case "pricing-high-to-low" -> Comparator.comparingLong(offer -> -offer.top().weight());
            case "context-high-to-low" -> Comparator.comparingLong(offer -> -offer.context());
            case "newest" ->
                    Comparator.comparingLong(
                            offer -> -Dates.epochSeconds(offer.model().released()));
            case "throughput-high-to-low" -> measured(offer -> -best(offer, snapshot).tokens());
            case "latency-low-to-high" -> measured(offer -> best(offer, snapshot).seconds());
            case "intelligence-high-to-low" -> rated("overall");
            case "coding-high-to-low" -> rated("coding");
            case "",
                    "agentic-high-to-low",
                    "design-arena-elo-high-to-low",
                    "most-popular",
                    "top-weekly" ->
                    Comparator.comparingInt(offer -> 0);
            default ->
                    throw new Refused(Fault.invalid("sort", Spelling.value("sort", name, NAMES)));
        };
    }

    private static Comparator<Offer> rated(String domain) {
        return measured(offer -> -offer.model().quality().getOrDefault(domain, Double.NaN));
    }

    /** Ascending, with NaN last as {@link Double#compare} has it. */
    private static Comparator<Offer> measured(ToDoubleFunction<Offer> figure) {
        return Comparator.comparingDouble(figure);
    }

    private record Speed(double tokens, double seconds) {}

    /** The best medians that any endpoint of a model has. */
    private static Speed best(Offer offer, Snapshot snapshot) {
        double tokens = Double.NaN;
        double seconds = Double.NaN;
        for (Offer.Priced one : offer.endpoints()) {
            EndpointHealth health = snapshot.healthOf(one.endpoint());
            double throughput = health.throughput().p50();
            double latency = health.latency().p50();
            if (throughput > 0 && !(throughput <= tokens)) {
                tokens = throughput;
            }
            if (latency > 0 && !(latency >= seconds)) {
                seconds = latency;
            }
        }
        return new Speed(tokens, seconds);
    }
}
