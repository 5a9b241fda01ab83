package dev.junctor.core.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.junctor.core.health.EndpointHealth.Standing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class BalancingTest {
    private static final int DRAWS = 20_000;

    @Test
    void aThirdOfThePriceIsTakenNineTimesAsOften() {
        World world = new World();
        world.serve("acme/one", "cheap", "1", "1");
        world.serve("acme/one", "dear", "3", "3");

        assertThat(shareOfFirst(world, "cheap")).isCloseTo(0.9, within(0.01));
    }

    @Test
    void thePriceIsThatOfThisRequest() {
        World world = new World();
        world.serve("acme/one", "cheap-in", "1", "9");
        world.serve("acme/one", "cheap-out", "9", "1");
        Ask longPrompt = Ask.of("acme/one").promptBytes(400_000).maxTokens(10);
        Ask longAnswer = Ask.of("acme/one").promptBytes(40);

        assertThat(longPrompt.plan(world).order().getFirst().endpoint().tag())
                .isEqualTo("cheap-in");
        assertThat(longAnswer.plan(world).order().getFirst().endpoint().tag())
                .isEqualTo("cheap-out");
    }

    @Test
    void drawsTheRestByWeightToo() {
        World world = new World();
        world.serve("acme/one", "a", "1", "1");
        world.serve("acme/one", "b", "1", "1");
        world.serve("acme/one", "c", "2", "2");
        Map<String, Integer> seconds = new HashMap<>();
        for (int seed = 0; seed < DRAWS; seed++) {
            RoutePlan plan = Ask.of("acme/one").plan(world.snapshot(), Policy.OPEN, seed);
            if (Ask.tags(plan).getFirst().equals("a")) {
                seconds.merge(Ask.tags(plan).get(1), 1, Integer::sum);
            }
        }

        double b = seconds.getOrDefault("b", 0);
        double c = seconds.getOrDefault("c", 0);
        assertThat(b / (b + c)).as("4 : 1 of what is left").isCloseTo(0.8, within(0.02));
    }

    @Test
    void scoresAreTheChancesToBeFirst() {
        World world = new World();
        world.serve("acme/one", "cheap", "1", "1");
        world.serve("acme/one", "dear", "3", "3");

        for (Candidate candidate : Ask.of("acme/one").plan(world).order()) {
            double expected = candidate.endpoint().tag().equals("cheap") ? 0.9 : 0.1;
            assertThat(candidate.score()).isCloseTo(expected, within(1e-9));
        }
    }

    @Test
    void unstableOnesComeAfterStableOnesAndBrokenOnesLast() {
        World world = new World();
        world.serve("acme/one", "broken", "0.1", "0.1");
        world.serve("acme/one", "unstable", "0.2", "0.2");
        world.serve("acme/one", "stable", "9", "9");
        world.health("broken:one", Standing.BROKEN, 0, 0);
        world.health("unstable:one", Standing.UNSTABLE, 0, 0);

        for (int seed = 0; seed < 100; seed++) {
            RoutePlan plan = Ask.of("acme/one").plan(world.snapshot(), Policy.OPEN, seed);
            assertThat(Ask.tags(plan))
                    .as("seed %d", seed)
                    .containsExactly("stable", "unstable", "broken");
        }
    }

    @Test
    void theLastOneIsNeverTakenAway() {
        World world = new World();
        world.serve("acme/one", "broken", "1", "1");
        world.health("broken:one", Standing.BROKEN, 0, 0);

        assertThat(Ask.of("acme/one").order(world)).containsExactly("broken");
    }

    @Test
    void whatMayWorkAgainIsTriedFirstNowAndThen() {
        World world = new World();
        world.serve("acme/one", "stable", "1", "1");
        world.serve("acme/one", "probing", "0.001", "0.001");
        world.health("probing:one", Standing.PROBING, 0, 0);

        assertThat(shareOfFirst(world, "probing")).isCloseTo(1 / 16.0, within(0.01));
    }

    @Test
    void whatIsFreeByItsPriceIsTakenFirst() {
        World world = new World();
        world.serve("acme/one", "free", "0", "0");
        world.serve("acme/one", "paid", "0.01", "0.01");

        assertThat(shareOfFirst(world, "free")).isEqualTo(1);
    }

    @Test
    void saysWhy() {
        World world = new World();
        world.serve("acme/one", "alpha", "0.15", "0.6");

        assertThat(Ask.of("acme/one").plan(world).order().getFirst().reasons())
                .isEqualTo(
                        List.of(
                                "price $0.15/M in, $0.6/M out",
                                "drawn by 1/price², first in 100 of 100 draws"));
    }

    @Test
    void whoStandsBehindIsNotSaidToBeFirst() {
        World world = new World();
        world.serve("acme/one", "stable", "3", "3");
        world.serve("acme/one", "unstable", "1", "1");
        world.serve("acme/one", "broken", "1", "1");
        world.health("unstable:one", Standing.UNSTABLE, 0, 0);
        world.health("broken:one", Standing.BROKEN, 0, 0);

        List<Candidate> order = Ask.of("acme/one").plan(world).order();

        assertThat(order.stream().map(Candidate::score)).containsExactly(1.0, 0.0, 0.0);
        assertThat(order.get(0).reasons()).contains("drawn by 1/price², first in 100 of 100 draws");
        assertThat(order.get(1).reasons())
                .contains("unstable in the last 30 s", "drawn by 1/price² behind the others");
        assertThat(order.get(2).reasons())
                .contains("broken, so last", "drawn by 1/price² behind the others");
    }

    @Test
    void theChanceThatIsSaidIsHowOftenItIsFirst() {
        World world = new World();
        world.serve("acme/one", "a", "1", "1");
        world.serve("acme/one", "b", "2", "2");
        world.serve("acme/one", "unstable", "1", "1");
        world.serve("acme/one", "broken", "0.1", "0.1");
        world.health("unstable:one", Standing.UNSTABLE, 0, 0);
        world.health("broken:one", Standing.BROKEN, 0, 0);

        for (Candidate candidate : Ask.of("acme/one").plan(world).order()) {
            assertThat(shareOfFirst(world, candidate.endpoint().tag()))
                    .isCloseTo(candidate.score(), within(0.01));
        }
    }

    @Test
    void aModelThatIsTriedAfterAnotherIsNotSaidToBeFirst() {
        World world = new World();
        world.serve("acme/one", "alpha", "1", "1");
        world.serve("acme/two", "beta", "1", "1");

        RoutePlan turns = Ask.of("acme/one").orElse("acme/two").plan(world);
        RoutePlan together =
                Ask.of("acme/one")
                        .orElse("acme/two")
                        .plan(
                                world,
                                (Policy) Policy.read("{\"sort\": {\"partition\": \"none\"}}", ""));

        assertThat(turns.order().get(1).reasons())
                .contains("drawn by 1/price², first of its model in 100 of 100 draws");
        assertThat(together.order().get(1).reasons())
                .contains("drawn by 1/price², first in 50 of 100 draws");
    }

    @Test
    void allAndNoneAreSaidOnlyWhereTheyAreMeant() {
        World world = new World();
        world.serve("acme/one", "cheap", "1", "1");
        world.serve("acme/one", "dear", "1000", "1000");

        List<Candidate> order = Ask.of("acme/one").plan(world).order();

        assertThat(order.get(0).reasons())
                .contains("drawn by 1/price², first in over 99.99 of 100 draws");
        assertThat(order.get(1).reasons())
                .contains("drawn by 1/price², first in under 0.01 of 100 draws");
    }

    private static double shareOfFirst(World world, String tag) {
        Snapshot snapshot = world.snapshot();
        int first = 0;
        for (int seed = 0; seed < DRAWS; seed++) {
            RoutePlan plan = Ask.of("acme/one").plan(snapshot, Policy.OPEN, seed);
            first += Ask.tags(plan).getFirst().equals(tag) ? 1 : 0;
        }
        return (double) first / DRAWS;
    }
}
