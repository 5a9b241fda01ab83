package dev.junctor.core.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.junctor.core.catalog.Capability;
import dev.junctor.core.health.EndpointHealth.Standing;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is chosen when models compete: by {@code junctor/auto} or in a list with an objective. */
final class ObjectivesTest {
    @Test
    void shareIsTwiceTheChanceToWinAgainstTheBest() {
        assertThat(Quality.share(1_300, 1_300)).isEqualTo(1);
        assertThat(Quality.share(1_265, 1_300)).isCloseTo(0.9, within(0.002));
        assertThat(Quality.share(1_109, 1_300)).isCloseTo(0.5, within(0.002));
        assertThat(Quality.share(Quality.UNRATED, 1_300)).isZero();
    }

    @Test
    void qualityTakesTheBestRated() {
        assertThat(models("{\"objective\": \"quality\"}"))
                .containsExactly("acme/best", "acme/good", "acme/fair", "acme/poor");
    }

    @Test
    void costTakesTheCheapestOfAtLeastHalfTheBestShareAndThenTheOthers() {
        assertThat(models("{\"objective\": \"cost\"}"))
                .containsExactly("acme/fair", "acme/good", "acme/best", "acme/poor");
    }

    @Test
    void aBandOfOnesOwnTakesOutWhoIsOutside() {
        RoutePlan plan =
                Ask.of("junctor/auto")
                        .routing("{\"objective\": \"cost\", \"within_best\": 0.2}")
                        .plan(world());

        assertThat(models(plan)).containsExactly("acme/good", "acme/best");
        assertThat(plan.rejected())
                .extracting(Rejected::model, Rejected::field)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("acme/fair", "routing.within_best"),
                        org.assertj.core.groups.Tuple.tuple("acme/poor", "routing.within_best"));
    }

    @Test
    void aBandOfZeroLeavesTheBestOnly() {
        assertThat(models("{\"objective\": \"cost\", \"within_best\": 0}"))
                .containsExactly("acme/best");
    }

    @Test
    void latencyTakesTheFastestNearTheBest() {
        World world = world();
        world.health("a:best", Standing.STABLE, 3, 30);
        world.health("a:good", Standing.STABLE, 0.2, 300);
        world.health("a:poor", Standing.STABLE, 0.1, 900);

        assertThat(models("{\"objective\": \"latency\"}", world))
                .containsExactly("acme/good", "acme/best", "acme/poor", "acme/fair");
    }

    @Test
    void balancedWeighsTenTimesThePriceAgainstAnEighthOfTheShare() {
        World world = new World();
        world.model("acme/dear").rated(1_300);
        world.model("acme/near").rated(1_265); // a share of 0.90: less than an eighth is lost
        world.model("acme/far").rated(1_240); // a share of 0.83: more than an eighth is lost
        world.serve("acme/dear", "a", "10", "10");
        world.serve("acme/near", "a", "1", "1");
        world.serve("acme/far", "a", "1", "1");

        assertThat(models("{\"objective\": \"balanced\"}", world))
                .containsExactly("acme/near", "acme/dear", "acme/far");
    }

    @Test
    void autoIsBalancedWhenNothingIsAsked() {
        RoutePlan plan = Ask.of("junctor/auto").plan(world());

        assertThat(plan.strategy()).isEqualTo("auto");
        assertThat(models(plan)).isEqualTo(models("{\"objective\": \"balanced\"}"));
        assertThat(Ask.of("openrouter/auto").plan(world()).order()).isEqualTo(plan.order());
    }

    @Test
    void aSortSaysWhatAutoAimsAt() {
        assertThat(models(Ask.of("junctor/auto:floor").plan(world())))
                .isEqualTo(models("{\"objective\": \"cost\"}"));
        assertThat(models(Ask.of("junctor/auto").provider("{\"sort\": \"quality\"}").plan(world())))
                .isEqualTo(models("{\"objective\": \"quality\"}"));
    }

    @Test
    void theDomainDecidesWhoIsBest() {
        World world = world();
        world.model("acme/poor").rated(Map.of("overall", 900.0, "coding", 1_500.0));

        assertThat(
                        models(
                                "{\"objective\": \"quality\", \"quality\": {\"domain\": \"coding\"}}",
                                world))
                .startsWith("acme/poor");
    }

    @Test
    void whoIsNotRatedComesLastAndWhereNobodyIsAllAreEqual() {
        World world = world();
        world.model("acme/new");
        world.serve("acme/new", "a", "0.01", "0.01");
        assertThat(models("{\"objective\": \"cost\"}", world)).endsWith("acme/poor");
        assertThat(models("{\"objective\": \"quality\"}", world)).endsWith("acme/new");

        World unrated = new World();
        unrated.serve("acme/dear", "a", "9", "9");
        unrated.serve("acme/cheap", "a", "1", "1");
        assertThat(models("{\"objective\": \"quality\", \"within_best\": 0}", unrated))
                .containsExactly("acme/cheap", "acme/dear");
    }

    @Test
    void autoTakesOnlyWhoIsKnownToDoWhatIsAsked() {
        World world = world();
        world.serve("acme/best", "able", "90", "90").can(Capability.TOOLS);
        world.serve("acme/best", "picture", "1", "1").type("image");

        RoutePlan plan = Ask.of("junctor/auto").needs(Capability.TOOLS).plan(world);

        assertThat(Ask.tags(plan)).containsExactly("able");
        assertThat(plan.rejected()).extracting(Rejected::field).containsOnly("tools");
    }

    @Test
    void autoTriesEightModelsAndNamesTheOthers() {
        World world = new World();
        for (int i = 0; i < 12; i++) {
            world.model("acme/m" + i).rated(1_000 + i);
            world.serve("acme/m" + i, "a", "1", "1");
            world.serve("acme/m" + i, "b", "2", "2");
        }

        RoutePlan plan = Ask.of("junctor/auto").routing("{\"objective\": \"quality\"}").plan(world);

        assertThat(models(plan)).hasSize(16).startsWith("acme/m11").endsWith("acme/m4");
        assertThat(plan.rejected())
                .hasSize(4)
                .extracting(Rejected::field)
                .containsOnly("routing.objective");
    }

    @Test
    void autoFreeTakesWhatIsFreeByItsPrice() {
        World world = world();
        world.serve("acme/good", "gift", "0", "0");
        world.serve("acme/best", "mystery", "0", "0").unpriced();

        for (String name : List.of("junctor/free", "openrouter/free", "junctor/auto:free")) {
            RoutePlan plan = Ask.of(name).plan(world);
            assertThat(Ask.tags(plan)).as(name).containsExactly("gift");
            assertThat(plan.strategy()).isEqualTo("free");
        }
    }

    @Test
    void allowAndDenyBoundTheChoiceAndDenyWins() {
        RoutePlan plan =
                Ask.of("junctor/auto")
                        .routing(
                                "{\"models\": {\"allow\": [\"ACME/*o*\"], \"deny\": [\"*/good\"]}}")
                        .plan(world());

        assertThat(models(plan)).containsExactly("acme/poor");
        assertThat(plan.rejected())
                .extracting(Rejected::field)
                .containsExactlyInAnyOrder(
                        "routing.models.allow", "routing.models.deny", "routing.models.allow");
    }

    @Test
    void aListWithAnObjectiveCompetes() {
        RoutePlan plan =
                Ask.of("acme/best")
                        .orElse("acme/good", "acme/fair")
                        .routing("{\"objective\": \"cost\"}")
                        .plan(world());

        assertThat(models(plan)).containsExactly("acme/fair", "acme/good", "acme/best");
        assertThat(plan.strategy()).isEqualTo("fallback");
    }

    @Test
    void unstableOnesComeLater() {
        World world = world();
        world.health("a:best", Standing.UNSTABLE, 0, 0);

        assertThat(models("{\"objective\": \"quality\"}", world)).endsWith("acme/best");
    }

    private static List<String> models(String routing) {
        return models(routing, world());
    }

    private static List<String> models(String routing, World world) {
        return models(Ask.of("junctor/auto").routing(routing).plan(world));
    }

    private static List<String> models(RoutePlan plan) {
        return plan.order().stream().map(candidate -> candidate.model().id()).toList();
    }

    /** Shares of the best: 1, 0.86, 0.52, 0.18. */
    private static World world() {
        World world = new World();
        world.model("acme/best").rated(1_300);
        world.model("acme/good").rated(1_250);
        world.model("acme/fair").rated(1_115);
        world.model("acme/poor").rated(900);
        world.serve("acme/poor", "a", "0.1", "0.1");
        world.serve("acme/fair", "a", "1", "1");
        world.serve("acme/good", "a", "5", "5");
        world.serve("acme/best", "a", "20", "20");
        return world;
    }
}
