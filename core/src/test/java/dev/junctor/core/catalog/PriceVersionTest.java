package dev.junctor.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.usage.Bucket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PriceVersionTest {
    private static final Rates RATES =
            Rates.of(Map.of(Bucket.INPUT, 3L, Bucket.OUTPUT, 15L, Bucket.CACHE_READ, 1L));

    @Test
    void theSamePriceHasTheSameVersionEverywhere() {
        assertThat(Price.flat(RATES).version())
                .isEqualTo(Price.flat(RATES).version())
                .matches("[0-9a-f]{12}");
        assertThat(with(Map.of("a", 1L, "b", 2L), 100).version())
                .isEqualTo(with(Map.of("b", 2L, "a", 1L), 100).version());
    }

    @Test
    void anyChangeMakesAnother() {
        assertThat(with(Map.of("a", 1L), 100).version())
                .isNotEqualTo(with(Map.of("a", 2L), 100).version())
                .isNotEqualTo(with(Map.of("a", 1L), 101).version())
                .isNotEqualTo(Price.flat(RATES).version());
    }

    private static Price with(Map<String, Long> units, long above) {
        return new Price(
                RATES,
                List.of(new Price.Tier(above, Map.of(Bucket.INPUT, 6L, Bucket.OUTPUT, 30L))),
                List.of(),
                Map.of(),
                new UnitPrices(units));
    }
}
