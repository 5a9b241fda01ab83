package dev.junctor.server.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LingerTest {
    @Test
    void groupWaitsForMoreOnlyWhileMuchComes() {
        Linger linger = new Linger();
        long now = 5_000_000_000L;
        assertThat(linger.next(1, now)).isZero();
        for (int i = 0; i < 100; i++) { // 1,000 a second
            now += 1_000_000;
            assertThat(linger.next(1, now)).isZero();
        }
        for (int i = 0; i < 200; i++) { // 10,000 a second
            now += 1_000_000;
            linger.next(10, now);
        }
        assertThat(linger.next(10, now)).isEqualTo(1_000_000);
        now += 10_000_000_000L;
        assertThat(linger.next(1, now)).isZero();
    }
}
