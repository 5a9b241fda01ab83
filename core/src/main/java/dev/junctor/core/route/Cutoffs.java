package dev.junctor.core.route;

import dev.junctor.core.health.EndpointHealth.Quantiles;

/** Bounds for measured percentiles, all of which should hold; 0 where nothing is said. */
public record Cutoffs(double p50, double p75, double p90, double p99) {
    /** Nothing is bounded. */
    public static final Cutoffs NONE = new Cutoffs(0, 0, 0, 0);

    /** These where they bound something, otherwise the others. */
    Cutoffs or(Cutoffs others) {
        return equals(NONE) ? others : this;
    }

    /** Whether no measured percentile is above its bound. */
    boolean allowsAtMost(Quantiles measured) {
        return (p50 == 0 || measured.p50() <= p50)
                && (p75 == 0 || measured.p75() <= p75)
                && (p90 == 0 || measured.p90() <= p90)
                && (p99 == 0 || measured.p99() <= p99);
    }

    /** Whether no measured percentile is below its bound. */
    boolean allowsAtLeast(Quantiles measured) {
        return (p50 == 0 || measured.p50() >= p50)
                && (p75 == 0 || measured.p75() >= p75)
                && (p90 == 0 || measured.p90() >= p90)
                && (p99 == 0 || measured.p99() >= p99);
    }
}
