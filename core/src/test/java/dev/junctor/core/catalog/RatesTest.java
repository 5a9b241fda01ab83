package dev.junctor.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.junctor.core.usage.Bucket;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RatesTest {
    private static final Rates BARE = Rates.of(Map.of(Bucket.INPUT, 10L, Bucket.OUTPUT, 20L));

    @Test
    void whatHasNoPriceOfItsOwnIsChargedLikeWhatItIsAPartOf() {
        for (Bucket bucket : Bucket.values()) {
            assertThat(BARE.nanoPerMillion(bucket))
                    .as(bucket.key())
                    .isEqualTo(bucket.isPrompt() ? 10 : 20);
        }
        Rates cached = BARE.overriddenBy(Map.of(Bucket.CACHE_READ, 1L, Bucket.CACHE_WRITE, 12L));
        assertThat(cached.nanoPerMillion(Bucket.CACHE_READ_AUDIO)).isEqualTo(1);
        assertThat(cached.nanoPerMillion(Bucket.CACHE_WRITE_1H)).isEqualTo(12);
        assertThat(cached.nanoPerMillion(Bucket.AUDIO_IN)).isEqualTo(10);
    }

    @Test
    void aPriceOfZeroIsAPrice() {
        Rates free = BARE.overriddenBy(Map.of(Bucket.CACHE_READ, 0L));
        assertThat(free.lists(Bucket.CACHE_READ)).isTrue();
        assertThat(free.nanoPerMillion(Bucket.CACHE_READ)).isZero();
    }

    @Test
    void overridingLeavesTheOriginalAlone() {
        assertThat(BARE.overriddenBy(Map.of(Bucket.INPUT, 5L)).nanoPerMillion(Bucket.INPUT))
                .isEqualTo(5);
        assertThat(BARE.nanoPerMillion(Bucket.INPUT)).isEqualTo(10);
        assertThat(BARE.overriddenBy(Map.of())).isEqualTo(BARE).hasSameHashCodeAs(BARE);
    }

    @Test
    void inputAndOutputAreNeededAndNothingIsNegative() {
        assertThatThrownBy(() -> Rates.of(Map.of(Bucket.INPUT, 1L)))
                .hasMessageContaining("input and output");
        assertThatThrownBy(() -> Rates.of(Map.of(Bucket.INPUT, -1L, Bucket.OUTPUT, 1L)))
                .hasMessageContaining("price.input is negative");
    }
}
