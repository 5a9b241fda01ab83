package dev.junctor.core.health;

/**
 * How an endpoint has done lately, as routing sees it.
 *
 * @param standing whether it should be tried early, late or only when nothing else is left
 * @param samples answers that the measured figures rest on; 0 when nothing is known
 * @param latency seconds to the first token
 * @param throughput completion tokens per second
 * @param successRatio share of attempts that were not the endpoint's fault to fail, 0 to 1
 */
public record EndpointHealth(
        Standing standing,
        long samples,
        Quantiles latency,
        Quantiles throughput,
        double successRatio) {

    /** Nothing is known yet. */
    public static final EndpointHealth UNKNOWN =
            new EndpointHealth(Standing.STABLE, 0, Quantiles.NONE, Quantiles.NONE, 1);

    /** When an endpoint should be tried. */
    public enum Standing {
        /** No significant outage in the last 30 seconds. */
        STABLE,
        /** A significant outage in the last 30 seconds: after the stable ones. */
        UNSTABLE,
        /** Its breaker is open: only when nothing else is left, never taken out. */
        BROKEN,
        /** Its breaker was open long enough: now and then tried first, to see whether it works again; otherwise last. */
        PROBING
    }

    /** Percentiles of a rolling window of five minutes; all 0 when nothing is known. */
    public record Quantiles(double p50, double p75, double p90, double p99) {
        /** Nothing is known. */
        public static final Quantiles NONE = new Quantiles(0, 0, 0, 0);
    }
}
