package dev.junctor.core.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.junctor.core.base.Seed;
import dev.junctor.core.health.EndpointHealth.Quantiles;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class RollingQuantilesTest {
    private static final long NOW = 1_795_478_400_000L;

    @Test
    void areRightToWithinFivePercentWhateverTheValues() {
        for (long start = 0; start < 200; start++) {
            RollingQuantiles rolling = new RollingQuantiles();
            double[] values = new double[500];
            Seed seed = new Seed(start).forPurpose("values");
            for (int i = 0; i < values.length; i++) {
                values[i] = Math.exp(seed.unit() * 12 - 5);
                rolling.add(values[i], NOW + i * 500L);
                seed = seed.next();
            }
            Arrays.sort(values);

            Quantiles measured = rolling.at(NOW + 250_000);
            close(start, measured.p50(), values[249]);
            close(start, measured.p75(), values[374]);
            close(start, measured.p90(), values[449]);
            close(start, measured.p99(), values[494]);
        }
    }

    @Test
    void forgetAfterFiveMinutes() {
        RollingQuantiles rolling = new RollingQuantiles();
        rolling.add(1, NOW);
        rolling.add(100, NOW + 290_000);

        assertThat(rolling.count(NOW + 290_000)).isEqualTo(2);
        assertThat(rolling.count(NOW + 300_000)).isEqualTo(1);
        assertThat(rolling.at(NOW + 300_000).p50()).isCloseTo(100, withinPercentage(7));
        assertThat(rolling.at(NOW + 700_000)).isEqualTo(Quantiles.NONE);
    }

    @Test
    void whatIsNoMeasurementIsNotNoted() {
        RollingQuantiles rolling = new RollingQuantiles();
        rolling.add(0, NOW);
        rolling.add(-1, NOW);
        rolling.add(Double.NaN, NOW);

        assertThat(rolling.count(NOW)).isZero();
    }

    @Test
    void theSmallestAndTheLargestCountAsTheBounds() {
        RollingQuantiles rolling = new RollingQuantiles();
        rolling.add(1e-9, NOW);
        rolling.add(1e12, NOW);

        assertThat(rolling.at(NOW).p50()).isLessThan(0.0011);
        assertThat(rolling.at(NOW).p99()).isGreaterThan(60_000);
    }

    private static void close(long seed, double measured, double exact) {
        assertThat(measured).as("seed %d", seed).isCloseTo(exact, withinPercentage(6.5));
    }
}
