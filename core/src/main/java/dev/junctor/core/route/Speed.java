package dev.junctor.core.route;

import dev.junctor.core.health.EndpointHealth;

/** How long an answer will take. */
final class Speed {
    /** What is presumed of an endpoint that nobody has measured: slower than a good one, faster than a bad one. */
    private static final double USUAL_LATENCY_SECONDS = 1;

    private static final double USUAL_TOKENS_PER_SECOND = 50;

    private Speed() {}

    /** Seconds to the whole answer: the median time to the first token, then the expected completion. */
    static double seconds(EndpointHealth health, Size size) {
        double latency = health.latency().p50();
        double throughput = health.throughput().p50();
        return (latency > 0 ? latency : USUAL_LATENCY_SECONDS)
                + size.expectedOutputTokens()
                        / (throughput > 0 ? throughput : USUAL_TOKENS_PER_SECOND);
    }
}
