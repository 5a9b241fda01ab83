package dev.junctor.core.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class OutageWindowTest {
    private static final long NOW = 1_795_478_400_000L;

    private final OutageWindow window = new OutageWindow();

    @Test
    void aSingleFailureIsNoOutage() {
        window.add(Judgement.BAD, NOW);

        assertThat(window.isOutage(NOW)).isFalse();
    }

    @Test
    void twoFailuresOfTenAreOneAndTwoOfElevenAreNone() {
        add(Judgement.BAD, 2);
        add(Judgement.GOOD, 8);
        assertThat(window.isOutage(NOW)).isTrue();

        add(Judgement.GOOD, 1);
        assertThat(window.isOutage(NOW)).isFalse();
    }

    @Test
    void isOverAfterThirtySeconds() {
        add(Judgement.BAD, 5);

        assertThat(window.isOutage(NOW + 29_000)).isTrue();
        assertThat(window.isOutage(NOW + 30_000)).isFalse();
    }

    @Test
    void aSlotThatIsUsedAgainForgetsWhatItHeld() {
        add(Judgement.BAD, 5);
        window.add(Judgement.GOOD, NOW + 30_000);

        assertThat(window.isOutage(NOW + 30_000)).isFalse();
    }

    private void add(Judgement judgement, int times) {
        for (int i = 0; i < times; i++) {
            window.add(judgement, NOW);
        }
    }
}
