package dev.junctor.core.route;

import dev.junctor.core.health.EndpointHealth;

/**
 * How reliably an endpoint answers, in classes, so that a tenth of a percent decides nothing: the bounds are those by
 * which OpenRouter ranks its providers.
 */
enum Reliability {
    /** At least 95 of 100 attempts, or too few to say. */
    GOOD,
    /** At least 80 of 100. */
    LOWERED,
    /** Less. */
    POOR;

    private static final long FEWEST_SAMPLES = 20;

    static Reliability of(EndpointHealth health) {
        if (health.samples() < FEWEST_SAMPLES || health.successRatio() >= 0.95) {
            return GOOD;
        }
        return health.successRatio() >= 0.8 ? LOWERED : POOR;
    }

    /** The clause for people. */
    static Reason reason(EndpointHealth health) {
        return health.samples() == 0
                ? Reason.UNMEASURED
                : new Reason.Measured(
                        "succeeds in", health.successRatio() * 100, "of 100 attempts");
    }
}
