package dev.junctor.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.junctor.core.base.Seed;
import org.junit.jupiter.api.Test;

final class IdMakerTest {
    @Test
    void idsGrowWhateverTheClockDoes() {
        for (long seed = 0; seed < 50; seed++) {
            IdMaker maker = new IdMaker(1_023, 0);
            long before = 0;
            Seed dice = new Seed(seed);
            for (int i = 0; i < 10_000; i++) {
                dice = dice.next();
                long id = maker.next(Records.NOON + dice.below(3) - 1);
                assertThat(id).as("seed %d", seed).isGreaterThan(before);
                assertThat((id >>> IdMaker.SEQUENCE_BITS) & 1_023).isEqualTo(1_023);
                before = id;
            }
        }
    }

    @Test
    void anIdHasItsTime() {
        assertThat(IdMaker.epochMillis(new IdMaker(5, 0).next(Records.NOON)))
                .isEqualTo(Records.NOON);
    }

    @Test
    void idsGoOnAfterTheGreatestOne() {
        long greatest = new IdMaker(7, 0).next(Records.NOON + 60_000);
        assertThat(new IdMaker(7, greatest).next(Records.NOON)).isEqualTo(greatest + 1);
    }

    @Test
    void aNodeHasTenBits() {
        assertThatThrownBy(() -> new IdMaker(1_024, 0)).hasMessageContaining("0 to 1023");
    }
}
