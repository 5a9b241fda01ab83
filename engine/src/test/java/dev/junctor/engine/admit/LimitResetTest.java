package dev.junctor.engine.admit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class LimitResetTest {
    /** A Tuesday. */
    private static final long NOON = millis("2026-11-24T12:00:00Z");

    @Test
    void periodsBeginAtMidnightInUtc() {
        assertThat(LimitReset.DAILY.periodStart(NOON)).isEqualTo(millis("2026-11-24T00:00:00Z"));
        assertThat(LimitReset.DAILY.nextPeriod(NOON)).isEqualTo(millis("2026-11-25T00:00:00Z"));
        assertThat(LimitReset.WEEKLY.periodStart(NOON)).isEqualTo(millis("2026-11-23T00:00:00Z"));
        assertThat(LimitReset.WEEKLY.nextPeriod(NOON)).isEqualTo(millis("2026-11-30T00:00:00Z"));
        assertThat(LimitReset.MONTHLY.periodStart(NOON)).isEqualTo(millis("2026-11-01T00:00:00Z"));
        assertThat(LimitReset.MONTHLY.nextPeriod(NOON)).isEqualTo(millis("2026-12-01T00:00:00Z"));
    }

    @Test
    void aPeriodEndsWhereTheNextBegins() {
        for (LimitReset reset : LimitReset.values()) {
            if (reset != LimitReset.NEVER) {
                long next = reset.nextPeriod(NOON);
                assertThat(reset.periodStart(next)).isEqualTo(next);
                assertThat(reset.periodStart(next - 1)).isEqualTo(reset.periodStart(NOON));
            }
        }
        assertThat(LimitReset.NEVER.nextPeriod(NOON)).isEqualTo(Long.MAX_VALUE);
    }

    private static long millis(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }
}
