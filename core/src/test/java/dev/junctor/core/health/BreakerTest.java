package dev.junctor.core.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.health.Breaker.Stage;
import org.junit.jupiter.api.Test;

final class BreakerTest {
    private static final long NOW = 1_000_000;

    @Test
    void fiveFailuresInARowOpenIt() {
        Breaker breaker = failed(Breaker.Closed.CLEAN, 4);
        assertThat(breaker.stage(NOW)).isEqualTo(Stage.CLOSED);

        assertThat(breaker.afterFailure(NOW).stage(NOW)).isEqualTo(Stage.OPEN);
    }

    @Test
    void aSuccessInBetweenStartsTheCountAgain() {
        Breaker breaker = failed(failed(Breaker.Closed.CLEAN, 4).afterSuccess(), 4);

        assertThat(breaker.stage(NOW)).isEqualTo(Stage.CLOSED);
    }

    @Test
    void isHalfOpenAfterFiveSeconds() {
        Breaker breaker = failed(Breaker.Closed.CLEAN, 5);

        assertThat(breaker.stage(NOW + 4_999)).isEqualTo(Stage.OPEN);
        assertThat(breaker.stage(NOW + 5_000)).isEqualTo(Stage.HALF_OPEN);
    }

    @Test
    void aSuccessClosesItAndAFailureOpensItForTwiceAsLong() {
        Breaker halfOpen = failed(Breaker.Closed.CLEAN, 5);
        long later = NOW + 5_000;

        assertThat(halfOpen.afterSuccess().stage(later)).isEqualTo(Stage.CLOSED);
        Breaker again = halfOpen.afterFailure(later);
        assertThat(again.stage(later + 9_999)).isEqualTo(Stage.OPEN);
        assertThat(again.stage(later + 10_000)).isEqualTo(Stage.HALF_OPEN);
    }

    @Test
    void neverStaysOpenForLongerThanAMinute() {
        Breaker breaker = failed(Breaker.Closed.CLEAN, 5);
        long now = NOW;
        for (int i = 0; i < 20; i++) {
            now += 60_000;
            breaker = breaker.afterFailure(now);
        }

        assertThat(breaker.stage(now + 59_999)).isEqualTo(Stage.OPEN);
        assertThat(breaker.stage(now + 60_000)).isEqualTo(Stage.HALF_OPEN);
    }

    @Test
    void failuresWhileItIsOpenChangeNothing() {
        Breaker open = failed(Breaker.Closed.CLEAN, 5);

        assertThat(open.afterFailure(NOW + 1_000)).isEqualTo(open);
    }

    private static Breaker failed(Breaker breaker, int times) {
        Breaker result = breaker;
        for (int i = 0; i < times; i++) {
            result = result.afterFailure(NOW);
        }
        return result;
    }
}
