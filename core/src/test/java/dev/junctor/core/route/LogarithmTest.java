package dev.junctor.core.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.junctor.core.base.Seed;
import org.junit.jupiter.api.Test;

final class LogarithmTest {
    @Test
    void isRightToTenDecimals() {
        Seed seed = new Seed(1);
        for (int i = 0; i < 100_000; i++) {
            seed = seed.next();
            double value = StrictMath.exp(seed.unit() * 80 - 40);
            assertThat(Logarithm.natural(value)).isCloseTo(StrictMath.log(value), within(1e-9));
            assertThat(Logarithm.decadic(value)).isCloseTo(StrictMath.log10(value), within(1e-10));
        }
    }

    @Test
    void isExactWhereItMatters() {
        assertThat(Logarithm.natural(1)).isZero();
        assertThat(Logarithm.natural(0x1.0p-53)).isFinite().isNegative();
    }
}
