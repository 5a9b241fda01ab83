package dev.junctor.core.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.junctor.core.fault.Blame;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.fault.FaultKind;
import dev.junctor.core.health.EndpointHealth.Standing;
import org.junit.jupiter.api.Test;

final class HealthBookTest {
    private static final long NOW = 1_795_478_400_000L;
    private static final String KEY = "alpha:one";

    private final HealthBook book = new HealthBook();

    @Test
    void whatNobodyAskedForIsNotInTheView() {
        assertThat(book.view(NOW)).isEmpty();
    }

    @Test
    void measuresLatencyInSecondsAndThroughputInTokensPerSecond() {
        for (int i = 0; i < 10; i++) {
            book.record(KEY, new AttemptResult.Answered(400, 200, 2_000), NOW);
        }

        EndpointHealth health = health(NOW);
        assertThat(health.samples()).isEqualTo(10);
        assertThat(health.latency().p50()).isCloseTo(0.4, withinPercentage(6.5));
        assertThat(health.throughput().p90()).isCloseTo(100, withinPercentage(6.5));
        assertThat(health.successRatio()).isEqualTo(1);
        assertThat(health.standing()).isEqualTo(Standing.STABLE);
    }

    @Test
    void anAnswerThatComesWholeIsMeasuredByItsWholeTime() {
        book.record(KEY, new AttemptResult.Answered(2_000, 100, 0), NOW);

        assertThat(health(NOW).throughput().p50()).isCloseTo(50, withinPercentage(6.5));
    }

    @Test
    void aCallersMistakesNeverTouchAnEndpoint() {
        for (int i = 0; i < 100; i++) {
            book.record(KEY, failed(FaultKind.INVALID_REQUEST, Blame.CALLER), NOW);
            book.record(KEY, failed(FaultKind.INTERNAL, Blame.GATEWAY), NOW);
            book.record(KEY, new AttemptResult.Abandoned(), NOW);
        }

        assertThat(health(NOW)).isEqualTo(EndpointHealth.UNKNOWN);
    }

    @Test
    void twoFailuresMakeItUnstableForThirtySeconds() {
        fail(2);

        assertThat(health(NOW).standing()).isEqualTo(Standing.UNSTABLE);
        assertThat(health(NOW + 30_000).standing()).isEqualTo(Standing.STABLE);
    }

    @Test
    void fiveInARowBreakItThenItIsTriedAndASuccessMendsIt() {
        fail(5);
        assertThat(health(NOW).standing()).isEqualTo(Standing.BROKEN);
        assertThat(health(NOW + 5_000).standing()).isEqualTo(Standing.PROBING);

        book.record(KEY, new AttemptResult.Answered(100, 0, 0), NOW + 31_000);
        assertThat(health(NOW + 31_000).standing()).isEqualTo(Standing.STABLE);
    }

    @Test
    void refusedKeysAndMissingModelsCountAgainstIt() {
        book.record(KEY, failed(FaultKind.PROVIDER_UNAVAILABLE, Blame.KEY), NOW);
        book.record(KEY, failed(FaultKind.NOT_FOUND, Blame.MODEL), NOW);

        assertThat(health(NOW).standing()).isEqualTo(Standing.UNSTABLE);
        assertThat(health(NOW).successRatio()).isZero();
    }

    @Test
    void rateLimitsAreCountedApartAndTheEndpointRests() {
        book.record(KEY, new AttemptResult.Answered(100, 0, 0), NOW);
        book.record(
                KEY,
                new AttemptResult.Failed(
                        fault(FaultKind.RATE_LIMITED, Blame.ENDPOINT).retryAfter(20)),
                NOW);

        assertThat(health(NOW).successRatio()).isEqualTo(1);
        assertThat(book.limitedRatio(KEY)).isCloseTo(0.5, within(1e-9));
        assertThat(health(NOW + 19_999).standing()).isEqualTo(Standing.UNSTABLE);
        assertThat(health(NOW + 20_000).standing()).isEqualTo(Standing.STABLE);
    }

    @Test
    void aRateLimitThatNamesHoursRestsForAMinute() {
        book.record(
                KEY,
                new AttemptResult.Failed(
                        fault(FaultKind.RATE_LIMITED, Blame.ENDPOINT).retryAfter(36_000)),
                NOW);

        assertThat(health(NOW + 60_000).standing()).isEqualTo(Standing.STABLE);
    }

    @Test
    void aProviderThatCannotBeReachedMakesItsOtherEndpointsUnstable() {
        book.record(KEY, new AttemptResult.Answered(100, 0, 0), NOW - 60_000);
        book.record("beta:one", new AttemptResult.Answered(100, 0, 0), NOW - 60_000);
        book.record("alpha:two", failed(FaultKind.PROVIDER_UNAVAILABLE, Blame.PROVIDER), NOW);
        book.record("alpha:two", failed(FaultKind.PROVIDER_UNAVAILABLE, Blame.PROVIDER), NOW);

        assertThat(health(NOW).standing()).isEqualTo(Standing.UNSTABLE);
        assertThat(book.view(NOW))
                .extractingByKey("beta:one")
                .extracting(EndpointHealth::standing)
                .isEqualTo(Standing.STABLE);
        assertThat(health(NOW + 30_000).standing()).isEqualTo(Standing.STABLE);
    }

    @Test
    void olderFailuresWeighLess() {
        book.record(KEY, failed(FaultKind.TIMEOUT, Blame.ENDPOINT), NOW);
        book.record(KEY, new AttemptResult.Answered(100, 0, 0), NOW + 300_000);

        assertThat(health(NOW + 300_000).successRatio()).isCloseTo(2 / 3.0, within(1e-9));
    }

    @Test
    void whatNobodyAskedForFiveMinutesIsForgotten() {
        fail(50);

        assertThat(book.view(NOW + 299_999)).containsKey(KEY);
        assertThat(book.view(NOW + 300_000)).isEmpty();
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            book.record(KEY, failed(FaultKind.TIMEOUT, Blame.ENDPOINT), NOW);
        }
    }

    private EndpointHealth health(long now) {
        return book.view(now).getOrDefault(KEY, EndpointHealth.UNKNOWN);
    }

    private static AttemptResult failed(FaultKind kind, Blame blame) {
        return new AttemptResult.Failed(fault(kind, blame));
    }

    private static Fault fault(FaultKind kind, Blame blame) {
        return Fault.silent(kind, blame, "it failed");
    }
}
