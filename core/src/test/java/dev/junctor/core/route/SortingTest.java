package dev.junctor.core.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.junctor.core.health.EndpointHealth.Standing;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SortingTest {
    @Test
    void byPriceTheCheapestForThisRequestComesFirst() {
        World world = world();

        assertThat(sorted("\"price\"", world)).containsExactly("cheap", "middle", "dear");
    }

    @Test
    void byThroughputTheUnmeasuredComeLast() {
        World world = world();
        world.health("cheap:one", Standing.STABLE, 0.9, 20);
        world.health("dear:one", Standing.STABLE, 0.5, 90);

        assertThat(sorted("\"throughput\"", world)).containsExactly("dear", "cheap", "middle");
    }

    @Test
    void byLatencyTheUnmeasuredComeLast() {
        World world = world();
        world.health("dear:one", Standing.STABLE, 0.2, 90);
        world.health("middle:one", Standing.STABLE, 0.3, 20);

        assertThat(sorted("\"latency\"", world)).containsExactly("dear", "middle", "cheap");
    }

    @Test
    void byQualityTheBestRatedModelComesFirstAndOfItTheEndpointThatFailsLeast() {
        World world = new World();
        world.model("acme/one").rated(1_300);
        world.model("acme/two").rated(1_400);
        world.serve("acme/one", "cheapest", "1", "1");
        world.serve("acme/two", "failing", "2", "2");
        world.serve("acme/two", "sound", "9", "9");
        world.health("failing:two", Standing.STABLE, 0.5, 90, 0.9);
        world.health("sound:two", Standing.STABLE, 0.5, 20, 0.99);

        assertThat(
                        Ask.of("acme/one")
                                .orElse("acme/two")
                                .provider(
                                        "{\"sort\": {\"by\": \"quality\", \"partition\": \"none\"}}")
                                .order(world))
                .containsExactly("sound", "failing", "cheapest");
    }

    @Test
    void exactoIsTheLeastFailingAndOfThoseTheFastest() {
        World world = new World();
        for (String tag : List.of("poor", "lowered", "slow", "fast", "unmeasured")) {
            world.serve("acme/one", tag, "1", "1");
        }
        world.health("poor:one", Standing.STABLE, 0.5, 90, 0.79);
        world.health("lowered:one", Standing.STABLE, 0.5, 80, 0.94);
        world.health("slow:one", Standing.STABLE, 0.5, 20, 1);
        world.health("fast:one", Standing.STABLE, 0.5, 70, 0.96);

        assertThat(sorted("\"exacto\"", world))
                .containsExactly("fast", "slow", "unmeasured", "lowered", "poor");
        assertThat(Ask.of("acme/one:exacto").plan(world).order().getFirst().reasons())
                .contains("succeeds in 96 of 100 attempts", "p50 throughput 70 tokens/s");
    }

    @Test
    void whatAHostSaysOfItsPrecisionDoesNotOrder() {
        World world = new World();
        world.serve("acme/one", "a", "1", "1").quantization("fp4");
        world.serve("acme/one", "b", "2", "2").quantization("bf16");

        assertThat(sorted("\"exacto\"", world)).containsExactly("a", "b");
        assertThat(sorted("\"quality\"", world)).containsExactly("a", "b");
    }

    @Test
    void noChanceIsInASort() {
        World world = world();
        for (int seed = 0; seed < 50; seed++) {
            RoutePlan plan =
                    Ask.of("acme/one")
                            .provider("{\"sort\": \"price\"}")
                            .plan(world.snapshot(), Policy.OPEN, seed);
            assertThat(Ask.tags(plan))
                    .as("seed %d", seed)
                    .containsExactly("cheap", "middle", "dear");
        }
    }

    @Test
    void aRecentOutageDoesNotChangeASortButABrokenEndpointIsLast() {
        World world = world();
        world.health("cheap:one", Standing.UNSTABLE, 0, 0);
        world.health("middle:one", Standing.BROKEN, 0, 0);

        assertThat(sorted("\"price\"", world)).containsExactly("cheap", "dear", "middle");
    }

    @Test
    void scoresCompareWithTheBest() {
        List<Candidate> order =
                Ask.of("acme/one").provider("{\"sort\": \"price\"}").plan(world()).order();

        assertThat(order).extracting(Candidate::score).first().isEqualTo(1.0);
        assertThat(order.get(1).score()).isCloseTo(0.5, within(1e-9));
        assertThat(order.get(1).reasons()).contains("about $0.003024 for this request");
    }

    @Test
    void modelsKeepTheirOrderUnlessThePartitionIsNone() {
        World world = new World();
        world.serve("acme/dear", "a", "9", "9");
        world.serve("acme/cheap", "b", "1", "1");
        Ask ask = Ask.of("acme/dear").orElse("acme/cheap");

        assertThat(
                        ask.provider("{\"sort\": {\"by\": \"price\", \"partition\": \"model\"}}")
                                .order(world))
                .containsExactly("a", "b");
        assertThat(
                        ask.provider("{\"sort\": {\"by\": \"price\", \"partition\": \"none\"}}")
                                .order(world))
                .containsExactly("b", "a");
    }

    @Test
    void equalOnesAreOrderedByKeyWhateverTheCatalogsOrder() {
        World world = new World();
        world.serve("acme/one", "b", "1", "1");
        world.serve("acme/one", "a", "1", "1");

        assertThat(sorted("\"price\"", world)).containsExactly("a", "b");
    }

    private static List<String> sorted(String sort, World world) {
        return Ask.of("acme/one").provider("{\"sort\": " + sort + "}").order(world);
    }

    private static World world() {
        World world = new World();
        world.serve("acme/one", "dear", "4", "4");
        world.serve("acme/one", "middle", "2", "2");
        world.serve("acme/one", "cheap", "1", "1");
        return world;
    }
}
