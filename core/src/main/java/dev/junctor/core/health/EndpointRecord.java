package dev.junctor.core.health;

import dev.junctor.core.fault.Fault;
import dev.junctor.core.health.EndpointHealth.Standing;

/** What is known of one endpoint; for one writer. */
final class EndpointRecord {
    private static final long HALF_LIFE_MILLIS = 300_000;

    /** How long an endpoint is spared that is over its limit and does not say until when. */
    private static final long USUAL_REST_MILLIS = 5_000;

    /** A provider may name hours; by then much has changed. */
    private static final long LONGEST_REST_MILLIS = 60_000;

    /** Below it a speed says more about the clock than about the endpoint. */
    private static final long LEAST_TOKENS = 16;

    private final RollingQuantiles latency = new RollingQuantiles();
    private final RollingQuantiles throughput = new RollingQuantiles();
    private final OutageWindow outage = new OutageWindow();
    private Breaker breaker = Breaker.Closed.CLEAN;
    private Average success = Average.EMPTY;
    private Average limited = Average.EMPTY;
    private long restUntilMillis;
    private long lastMillis;

    void add(AttemptResult result, long nowMillis) {
        lastMillis = Math.max(lastMillis, nowMillis);
        Judgement judgement = Judgement.of(result);
        switch (judgement) {
            case GOOD, BAD -> {
                outage.add(judgement, nowMillis);
                success =
                        success.with(
                                judgement == Judgement.GOOD ? 1 : 0, nowMillis, HALF_LIFE_MILLIS);
                breaker =
                        judgement == Judgement.GOOD
                                ? breaker.afterSuccess()
                                : breaker.afterFailure(nowMillis);
                limited = limited.with(0, nowMillis, HALF_LIFE_MILLIS);
            }
            case LIMITED -> limited = limited.with(1, nowMillis, HALF_LIFE_MILLIS);
            case NEUTRAL -> {}
        }
        switch (result) {
            case AttemptResult.Answered answered -> measure(answered, nowMillis);
            case AttemptResult.Failed failed -> {
                if (judgement == Judgement.LIMITED) {
                    rest(failed.fault(), nowMillis);
                }
            }
            case AttemptResult.Abandoned abandoned -> {}
        }
    }

    EndpointHealth view(long nowMillis) {
        return new EndpointHealth(
                standing(nowMillis),
                latency.count(nowMillis),
                latency.at(nowMillis),
                throughput.at(nowMillis),
                success.meanOr(1));
    }

    /** Share of the attempts that were refused because of a limit, 0 to 1. */
    double limitedRatio() {
        return limited.meanOr(0);
    }

    long lastMillis() {
        return lastMillis;
    }

    private Standing standing(long nowMillis) {
        return switch (breaker.stage(nowMillis)) {
            case OPEN -> Standing.BROKEN;
            case HALF_OPEN -> Standing.PROBING;
            case CLOSED ->
                    nowMillis < restUntilMillis || outage.isOutage(nowMillis)
                            ? Standing.UNSTABLE
                            : Standing.STABLE;
        };
    }

    private void measure(AttemptResult.Answered answered, long nowMillis) {
        latency.add(answered.firstTokenMillis() / 1_000.0, nowMillis);
        if (answered.completionTokens() >= LEAST_TOKENS) {
            long millis =
                    answered.streamMillis() > 0
                            ? answered.streamMillis()
                            : answered.firstTokenMillis();
            throughput.add(answered.completionTokens() * 1_000.0 / Math.max(1, millis), nowMillis);
        }
    }

    private void rest(Fault fault, long nowMillis) {
        long asked =
                fault.retryAfterSeconds() > 0
                        ? Math.min(LONGEST_REST_MILLIS / 1_000, fault.retryAfterSeconds()) * 1_000
                        : USUAL_REST_MILLIS;
        restUntilMillis = Math.max(restUntilMillis, nowMillis + asked);
    }
}
