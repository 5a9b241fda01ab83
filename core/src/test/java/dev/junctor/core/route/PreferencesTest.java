package dev.junctor.core.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.catalog.Capability;
import dev.junctor.core.catalog.Modality;
import dev.junctor.core.health.EndpointHealth.Standing;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What orders a plan and takes nobody out. */
final class PreferencesTest {
    @Test
    void orderPutsTheNamedFirstAndTheOthersFollowByPrice() {
        World world = four();

        assertThat(ask("{\"order\": [\"c\", \"a\"]}").order(world))
                .containsExactly("c", "a", "b", "d");
    }

    @Test
    void orderIsTheSameForEverySeed() {
        World world = four();
        for (int seed = 0; seed < 50; seed++) {
            RoutePlan plan = ask("{\"order\": [\"d\"]}").plan(world.snapshot(), Policy.OPEN, seed);
            assertThat(Ask.tags(plan)).as("seed %d", seed).containsExactly("d", "a", "b", "c");
        }
    }

    @Test
    void withoutFallbacksOnlyTheOrderedMayAnswer() {
        RoutePlan plan =
                ask("{\"order\": [\"c\", \"a\"], \"allow_fallbacks\": false}").plan(four());

        assertThat(Ask.tags(plan)).containsExactly("c", "a");
        assertThat(plan.rejected())
                .extracting(Rejected::field)
                .containsOnly("provider.allow_fallbacks");
    }

    @Test
    void withoutFallbacksAndWithoutOrderOnlyTheFirstMayAnswer() {
        RoutePlan plan = ask("{\"sort\": \"price\", \"allow_fallbacks\": false}").plan(four());

        assertThat(Ask.tags(plan)).containsExactly("a");
        assertThat(plan.rejected()).hasSize(3);
    }

    @Test
    void aSlugMeansAllVariantsAndATagOneEndpoint() {
        World world = new World();
        world.serve("acme/one", "alpha", "1", "1");
        world.serve("acme/one", "alpha/turbo", "2", "2");
        world.serve("acme/one", "beta", "3", "3");

        assertThat(ask("{\"only\": [\"alpha\"], \"sort\": \"price\"}").order(world))
                .containsExactly("alpha", "alpha/turbo");
        assertThat(ask("{\"only\": [\"alpha/turbo\"]}").order(world))
                .containsExactly("alpha/turbo");
    }

    @Test
    void aTierAnswersOnlyWhenItIsNamed() {
        World world = new World();
        world.serve("acme/one", "alpha", "2", "2");
        world.serve("acme/one", "alpha/flex", "1", "1");

        assertThat(Ask.of("acme/one").order(world)).containsExactly("alpha");
        assertThat(ask("{\"only\": [\"alpha\"]}").order(world)).containsExactly("alpha");
        assertThat(ask("{\"only\": [\"alpha/flex\"]}").order(world)).containsExactly("alpha/flex");
        assertThat(ask("{\"ignore\": [\"alpha\"], \"order\": [\"alpha/flex\"]}").order(world))
                .containsExactly("alpha/flex");
    }

    @Test
    void flexTakesOnlyWhoOffersItAtItsPriceUnlessNobodyDoes() {
        World world = new World();
        world.serve("acme/one", "usual", "1", "1");
        world.serve("acme/one", "dear", "8", "8").variant("flex", "4", "4");
        world.serve("acme/one", "cheap", "6", "6").variant("flex", "3", "3");
        world.serve("acme/two", "usual", "1", "1");

        RoutePlan plan = Ask.of("acme/one").control("service_tier", "\"flex\"").plan(world);

        assertThat(Ask.tags(plan)).containsExactly("cheap", "dear");
        assertThat(plan.order().getFirst().reasons().getFirst())
                .isEqualTo("price $3/M in, $3/M out");
        assertThat(plan.rejected()).extracting(Rejected::field).containsOnly("service_tier");
        assertThat(Ask.of("acme/two").control("service_tier", "\"flex\"").order(world))
                .containsExactly("usual");
    }

    @Test
    void priorityPutsWhoOffersItFirst() {
        World world = new World();
        world.serve("acme/one", "usual", "1", "1");
        world.serve("acme/one", "fast", "8", "8").variant("priority", "16", "16");

        assertThat(Ask.of("acme/one").control("service_tier", "\"fast\"").order(world))
                .containsExactly("fast", "usual");
        assertThat(Ask.of("acme/one").control("speed", "\"fast\"").order(world))
                .containsExactly("fast", "usual");
    }

    @Test
    void tooSlowOnesMoveBehindAllModels() {
        World world = new World();
        world.serve("acme/one", "slow", "1", "1");
        world.serve("acme/two", "fast", "1", "1");
        world.health("slow:one", Standing.STABLE, 3, 20);
        world.health("fast:two", Standing.STABLE, 0.3, 90);

        assertThat(
                        Ask.of("acme/one")
                                .orElse("acme/two")
                                .provider("{\"preferred_max_latency\": 1}")
                                .order(world))
                .containsExactly("fast", "slow");
        assertThat(
                        Ask.of("acme/one")
                                .orElse("acme/two")
                                .provider(
                                        "{\"preferred_min_throughput\": {\"p50\": 10, \"p99\": 40}}")
                                .order(world))
                .containsExactly("fast", "slow");
    }

    @Test
    void whoIsNotMeasuredComesBehindTheFastOfTheSameModelOnly() {
        World world = new World();
        world.serve("acme/one", "unmeasured", "1", "1");
        world.serve("acme/one", "fast", "9", "9");
        world.serve("acme/two", "other", "1", "1");
        world.health("fast:one", Standing.STABLE, 0.3, 90);
        world.health("other:two", Standing.STABLE, 0.3, 90);

        assertThat(
                        Ask.of("acme/one")
                                .orElse("acme/two")
                                .provider("{\"preferred_max_latency\": 1}")
                                .order(world))
                .containsExactly("fast", "unmeasured", "other");
    }

    @Test
    void aModelThatIsNotKnownToUseToolsIsTriedAllTheSameWhenNamed() {
        World world = new World();
        world.serve("acme/one", "alpha", "1", "1");

        RoutePlan plan = Ask.of("acme/one").needs(Capability.TOOLS).plan(world);

        assertThat(plan.order().getFirst().reasons())
                .contains("not known to support tool use, tried all the same");
    }

    @Test
    void whatAnEndpointRefusesIsTakenOutOfTheRequestAndSaid() {
        World world = new World();
        world.serve("acme/one", "alpha", "1", "1").refuses("temperature").drops("top_k");

        RoutePlan plan =
                Ask.of("acme/one").fields("model", "temperature", "top_k", "stop").plan(world);

        assertThat(plan.order().getFirst().reasons()).contains("sent without temperature, top_k");
    }

    @Test
    void mediaSayNothingAboutTheLengthOfAPrompt() {
        World world = new World();
        world.serve("acme/one", "alpha", "1", "1")
                .limits(8_000, 0, 0)
                .takes(Modality.TEXT, Modality.IMAGE);

        assertThat(
                        Ask.of("acme/one")
                                .shows(Modality.TEXT, Modality.IMAGE)
                                .promptBytes(5_000_000)
                                .order(world))
                .containsExactly("alpha");
    }

    @Test
    void theWorstCostOfAPromptWithMediaIsThatOfTheWholeContext() {
        World world = new World();
        world.serve("acme/one", "alpha", "1", "2")
                .limits(8_000, 0, 0)
                .takes(Modality.TEXT, Modality.IMAGE);
        Ask ask =
                Ask.of("acme/one")
                        .shows(Modality.TEXT, Modality.IMAGE)
                        .promptBytes(100)
                        .maxTokens(1_000);

        assertThat(ask.routing("{\"max_usd\": 0.01}").order(world)).containsExactly("alpha");
        assertThat(ask.routing("{\"max_usd\": 0.0099}").refused(world).fault().message())
                .contains("the request can cost up to $0.01");
    }

    private static Ask ask(String provider) {
        return Ask.of("acme/one").provider(provider);
    }

    private static World four() {
        World world = new World();
        for (String tag : List.of("d", "b", "c", "a")) {
            String price = Integer.toString(tag.charAt(0) - 'a' + 1);
            world.serve("acme/one", tag, price, price);
        }
        return world;
    }
}
