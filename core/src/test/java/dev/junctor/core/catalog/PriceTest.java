package dev.junctor.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.base.Seed;
import dev.junctor.core.catalog.Price.Tier;
import dev.junctor.core.catalog.Price.Variant;
import dev.junctor.core.catalog.Price.Window;
import dev.junctor.core.usage.Bucket;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PriceTest {
    private static final Rates BASE = Rates.of(Map.of(Bucket.INPUT, 100L, Bucket.OUTPUT, 200L));
    private static final int WORKDAYS = 0b001_1111;
    private static final int ALL_DAYS = 0b111_1111;

    private static long input(Price price, long promptTokens, String at, String serviceTier) {
        return price.ratesFor(promptTokens, millis(at), serviceTier).nanoPerMillion(Bucket.INPUT);
    }

    private static long millis(String at) {
        return Instant.parse(at).toEpochMilli();
    }

    @Test
    void aLongPromptIsChargedByTheHighestTierItExceeds() {
        Price price =
                new Price(
                        BASE,
                        List.of(
                                new Tier(200_000, Map.of(Bucket.INPUT, 150L)),
                                new Tier(500_000, Map.of(Bucket.INPUT, 300L))),
                        List.of(),
                        Map.of(),
                        UnitPrices.NONE);
        String noon = "2026-11-24T12:00:00Z";
        assertThat(input(price, 200_000, noon, "")).isEqualTo(100);
        assertThat(input(price, 200_001, noon, "")).isEqualTo(150);
        assertThat(input(price, 500_000, noon, "")).isEqualTo(150);
        assertThat(input(price, 500_001, noon, "")).isEqualTo(300);
        assertThat(price.ratesFor(500_001, 0, "").nanoPerMillion(Bucket.OUTPUT)).isEqualTo(200);
    }

    @Test
    void aWindowMayPassMidnightAndBelongsToTheDayItBeginsOn() {
        // 22:00 to 02:00, beginning Monday to Friday; 2026-11-27 is a Friday.
        Price price = windowed(new Window(22 * 60, 2 * 60, WORKDAYS, Map.of(Bucket.INPUT, 50L)));
        assertThat(input(price, 1, "2026-11-27T21:59:59Z", "")).isEqualTo(100);
        assertThat(input(price, 1, "2026-11-27T22:00:00Z", "")).isEqualTo(50);
        assertThat(input(price, 1, "2026-11-28T01:59:59Z", "")).isEqualTo(50);
        assertThat(input(price, 1, "2026-11-28T02:00:00Z", "")).isEqualTo(100);
        assertThat(input(price, 1, "2026-11-28T23:00:00Z", "")).isEqualTo(100);
        assertThat(input(price, 1, "2026-11-30T01:00:00Z", "")).isEqualTo(100);
        assertThat(input(price, 1, "2026-11-30T22:00:00Z", "")).isEqualTo(50);
        assertThat(input(price, 1, "2026-12-01T01:00:00Z", "")).isEqualTo(50);
    }

    @Test
    void aWindowEndsBeforeItsLastMinute() {
        Price price = windowed(new Window(60, 120, ALL_DAYS, Map.of(Bucket.INPUT, 50L)));
        assertThat(input(price, 1, "2026-11-24T00:59:59.999Z", "")).isEqualTo(100);
        assertThat(input(price, 1, "2026-11-24T01:00:00Z", "")).isEqualTo(50);
        assertThat(input(price, 1, "2026-11-24T02:00:00Z", "")).isEqualTo(100);
        assertThat(input(price, 1, "1969-12-31T01:30:00Z", "")).isEqualTo(50);
    }

    @Test
    void windowsAgreeWithTheCalendar() {
        Seed seed = new Seed(5);
        for (int i = 0; i < 5_000; i++) {
            seed = seed.next();
            int from = seed.below(1_440);
            int to = seed.next().below(1_440) + 1;
            int days = seed.next().next().below(128);
            Window window = new Window(from, to, days, Map.of());
            long at = Math.floorMod(seed.bits(), 4_000_000_000_000L) - 1_000_000_000_000L;
            assertThat(window.covers(at)).as("seed " + seed).isEqualTo(calendar(window, at));
        }
    }

    private static boolean calendar(Window window, long epochMillis) {
        ZonedDateTime time = Instant.ofEpochMilli(epochMillis).atZone(ZoneOffset.UTC);
        int minute = time.getHour() * 60 + time.getMinute();
        boolean wraps = window.toMinute() < window.fromMinute();
        if (wraps && minute < window.toMinute()) {
            return begins(window, time.minusDays(1).getDayOfWeek());
        }
        boolean inside = minute >= window.fromMinute() && (wraps || minute < window.toMinute());
        return inside && begins(window, time.getDayOfWeek());
    }

    private static boolean begins(Window window, DayOfWeek day) {
        return (window.days() >> (day.getValue() - 1) & 1) == 1;
    }

    @Test
    void aVariantHasItsOwnPricesAndTiersAndNoWindows() {
        Price price =
                new Price(
                        BASE,
                        List.of(new Tier(1_000, Map.of(Bucket.INPUT, 150L))),
                        List.of(new Window(0, 1_440, ALL_DAYS, Map.of(Bucket.INPUT, 1L))),
                        Map.of(
                                "flex",
                                new Variant(
                                        Map.of(Bucket.INPUT, 60L),
                                        List.of(new Tier(1_000, Map.of(Bucket.INPUT, 70L))))),
                        UnitPrices.NONE);
        String noon = "2026-11-24T12:00:00Z";
        assertThat(input(price, 10, noon, "flex")).isEqualTo(60);
        assertThat(input(price, 1_001, noon, "flex")).isEqualTo(70);
        assertThat(price.ratesFor(10, 0, "flex").nanoPerMillion(Bucket.OUTPUT)).isEqualTo(200);
        assertThat(input(price, 10, noon, "")).isEqualTo(1);
        assertThat(input(price, 10, noon, "scale")).isEqualTo(1);
    }

    private static Price windowed(Window window) {
        return new Price(BASE, List.of(), List.of(window), Map.of(), UnitPrices.NONE);
    }
}
