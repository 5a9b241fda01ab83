package dev.junctor.lab.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.junctor.core.base.Seed;
import dev.junctor.lab.Forall;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Noise is no trend, a leak is one, whatever the noise. */
final class TrendTest {
    private static final Trend.Bound TENTH = new Trend.Bound(0.10, 5);
    private static final int POINTS = 60;

    private static Trend of(IntToDoubleFunction value) {
        List<Double> seconds = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < POINTS; i++) {
            seconds.add(10.0 * i);
            values.add(value.applyAsDouble(i));
        }
        return Trend.of(seconds, values);
    }

    private static double noise(long seed, int point) {
        return new Seed(seed).forPurpose("point " + point).unit() - 0.5;
    }

    @Test
    void noiseIsNoTrend() {
        Forall.seeds(
                500, seed -> assertThat(of(i -> 100 + 40 * noise(seed, i)).grows(TENTH)).isFalse());
    }

    @Test
    void aLeakUnderNoiseIsFound() {
        Forall.seeds(
                500,
                seed ->
                        assertThat(of(i -> 100 + 0.8 * i + 16 * noise(seed, i)).grows(TENTH))
                                .isTrue());
    }

    @Test
    void warmingUpIsNoTrend() {
        assertThat(of(i -> 100 + Math.min(i, POINTS / 3) * 5).grows(TENTH)).isFalse();
    }

    @Test
    void aFewOutliersAreNoTrend() {
        assertThat(of(i -> i > POINTS - 8 ? 400 : 100 + noise(1, i)).grows(TENTH)).isFalse();
    }

    @Test
    void aSawThatReturnsIsNoTrend() {
        assertThat(of(i -> 100 + 30 * (i % 7)).grows(TENTH)).isFalse();
    }

    @Test
    void aLeakInStepsIsFound() {
        assertThat(of(i -> 100 + 12 * (i / 6)).grows(TENTH)).isTrue();
    }

    @Test
    void growthBelowTheBoundIsNone() {
        assertThat(of(i -> 10 + 0.05 * i).grows(TENTH)).as("2 of 13: a share, no amount").isFalse();
        assertThat(of(i -> 1_000 + i).grows(TENTH)).as("40 of 1040: an amount, no share").isFalse();
    }

    @Test
    void fallingIsNoTrend() {
        assertThat(of(i -> 1_000 - 10 * i).grows(TENTH)).isFalse();
    }

    @Test
    void saysHowMuch() {
        Trend trend = of(i -> 50 + i);
        assertThat(trend.growth()).isEqualTo(POINTS - 1 - POINTS / 3.0);
        assertThat(trend.rising()).isEqualTo(1);
    }

    @Test
    void tooFewPointsSayNothing() {
        assertThatThrownBy(() -> Trend.of(List.of(1.0, 2.0), List.of(1.0, 2.0)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Sample sample(int i, long heap, long errors, long database) {
        return new Sample(10.0 * i, heap, 300 << 20, 40, 30, 5, 20, 1_000, errors, 10, 3, database);
    }

    private static List<Sample> run(long heapStep, long errors, long databaseStep) {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < POINTS; i++) {
            samples.add(sample(i, (40L << 20) + heapStep * i, errors, databaseStep * i));
        }
        return samples;
    }

    @Test
    void aRunWithoutATrendIsRight() {
        assertThat(Verdict.of(run(0, 1, 800_000))).isEmpty();
        assertThat(Verdict.trends(run(0, 1, 800_000))).allMatch(line -> line.startsWith("steady"));
    }

    @Test
    void aLeakOfTheHeapIsTold() {
        assertThat(Verdict.of(run(512 << 10, 0, 0)))
                .singleElement()
                .asString()
                .startsWith("heap after collection");
    }

    @Test
    void errorsAndWastedRoomAreTold() {
        assertThat(Verdict.of(run(0, 6, 10_000_000)))
                .containsExactly(
                        "360 of 60,000 requests failed without a fault",
                        "the database grew by 9,833 bytes a request");
    }
}
