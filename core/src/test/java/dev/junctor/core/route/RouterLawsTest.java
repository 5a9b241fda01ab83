package dev.junctor.core.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.base.Seed;
import dev.junctor.core.catalog.Pricing;
import dev.junctor.core.catalog.Status;
import dev.junctor.core.health.EndpointHealth.Standing;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** What holds for every plan, shown on worlds and requests that a seed makes up. */
final class RouterLawsTest {
    private static final int SEEDS = 2_000;
    private static final List<String> PROVIDERS =
            List.of("alpha", "beta", "gamma/turbo", "gamma", "delta/flex", "delta", "epsilon");
    private static final List<String> MODELS = List.of("acme/a", "acme/b", "other/c", "other/d");

    @Test
    void theSameInputsGiveTheSamePlan() {
        forAll((made, seed) -> assertThat(made.plan(seed)).isEqualTo(made.plan(seed)));
    }

    @Test
    void theOrderOfTheCatalogDoesNotMatter() {
        forAll((made, seed) ->
                assertThat(made.plan(made.world().reversed(), seed)).isEqualTo(made.plan(seed)));
    }

    @Test
    void whatIsUnpricedIsNeverPlanned() {
        forAllPlans((made, plan) ->
                assertThat(plan.order())
                        .allMatch(one -> one.endpoint().pricing() instanceof Pricing.Known));
    }

    @Test
    void anIgnoredProviderIsNeverPlannedAndAnAllowListHolds() {
        forAllPlans((made, plan) -> {
            ProviderRules asked = made.request().provider();
            for (Candidate one : plan.order()) {
                assertThat(ProviderName.isIn(asked.ignore(), one.endpoint())).isFalse();
                assertThat(
                                asked.only().isEmpty()
                                        || ProviderName.isIn(asked.only(), one.endpoint()))
                        .isTrue();
            }
        });
    }

    @Test
    void nobodyIsBothPlannedAndRejectedAndNobodyTwice() {
        forAllPlans((made, plan) -> {
            Set<String> seen = new HashSet<>();
            for (Candidate one : plan.order()) {
                assertThat(seen.add(one.endpoint().tag() + " " + one.model().id())).isTrue();
            }
            for (Rejected one : plan.rejected()) {
                assertThat(seen.add(one.provider() + " " + one.model())).isTrue();
            }
        });
    }

    @Test
    void everyEndpointOfTheNamedModelsIsAccountedFor() {
        forAllPlans((made, plan) -> {
            if (made.request().names().contains("junctor/auto")) {
                return;
            }
            int served =
                    made.request().names().stream()
                            .mapToInt(name ->
                                    made.world().snapshot().catalog().endpointsOf(name).size())
                            .sum();
            assertThat(plan.order().size() + plan.rejected().size()).isEqualTo(served);
        });
    }

    @Test
    void theBrokenAreLastAndHealthTakesNobodyOut() {
        forAll((made, seed) -> {
            if (made.request().provider().allowFallbacks() == Choice.NO) {
                return; // who is first is all that remains
            }
            Planned planned = made.plan(seed);
            Planned healthy =
                    made.plan(
                            new Snapshot(
                                    1,
                                    made.world().snapshot().catalog(),
                                    java.util.Map.of(),
                                    World.NOW),
                            seed);
            assertThat(planned.getClass()).isEqualTo(healthy.getClass());
            if (planned instanceof RoutePlan plan) {
                List<Boolean> broken =
                        plan.order().stream().map(one -> isBroken(made, one)).toList();
                assertThat(broken).isSorted();
            }
        });
    }

    @Test
    void aScoreIsAFiniteNumberAndAReasonSaysSomething() {
        forAllPlans((made, plan) -> {
            for (Candidate one : plan.order()) {
                assertThat(one.score()).isFinite();
                assertThat(one.reasons()).isNotEmpty().noneMatch(String::isBlank);
            }
            assertThat(plan.rejected())
                    .noneMatch(one -> one.field().isBlank() || one.reason().isBlank());
        });
    }

    private static boolean isBroken(Made made, Candidate one) {
        return made.world().snapshot().healthOf(one.endpoint()).standing() == Standing.BROKEN;
    }

    /** A world and a request. */
    private record Made(World world, RouteRequest request) {
        Planned plan(long seed) {
            return plan(world.snapshot(), seed);
        }

        Planned plan(Snapshot snapshot, long seed) {
            return Ask.ROUTER.plan(request, Policy.OPEN, snapshot, new Seed(seed));
        }
    }

    private static void forAllPlans(BiConsumer<Made, RoutePlan> law) {
        int[] plans = new int[1];
        forAll((made, seed) -> {
            if (made.plan(seed) instanceof RoutePlan plan) {
                plans[0]++;
                law.accept(made, plan);
            }
        });
        assertThat(plans[0]).as("most requests have a plan").isGreaterThan(SEEDS / 2);
    }

    private static void forAll(BiConsumer<Made, Long> law) {
        for (long seed = 0; seed < SEEDS; seed++) {
            Made made = new Made(world(new Chance(seed, "world")), ask(new Chance(seed, "ask")));
            try {
                law.accept(made, seed);
            } catch (AssertionError broken) {
                throw new AssertionError("seed " + seed + ": " + made.request(), broken);
            }
        }
    }

    private static World world(Chance chance) {
        World world = new World();
        for (String model : MODELS) {
            if (chance.oneIn(3)) {
                world.model(model);
            } else {
                world.model(model).rated(900 + chance.below(500));
            }
            for (String tag : PROVIDERS) {
                if (!chance.oneIn(3)) {
                    serve(world, model, tag, chance);
                }
            }
        }
        return world;
    }

    private static void serve(World world, String model, String tag, Chance chance) {
        World.EndpointOf endpoint =
                world.serve(model, tag, price(chance), price(chance))
                        .limits(4_000L << chance.below(6), 0, 1_000L << chance.below(4))
                        .quantization(
                                List.of("unknown", "fp8", "bf16", "fp4").get(chance.below(4)));
        if (chance.oneIn(6)) {
            endpoint.unpriced();
        }
        if (chance.oneIn(12)) {
            endpoint.lifecycle(Status.RETIRED, "");
        }
        if (chance.oneIn(2)) {
            world.health(
                    tag + ":" + model.substring(model.indexOf('/') + 1),
                    Standing.values()[chance.below(3)],
                    0.1 + chance.below(30) / 10.0,
                    10 + chance.below(200));
        }
    }

    private static String price(Chance chance) {
        return List.of("0", "0.1", "0.1", "0.5", "2", "7.25").get(chance.below(6));
    }

    private static RouteRequest ask(Chance chance) {
        Ask ask = Ask.of(chance.oneIn(4) ? "junctor/auto" : MODELS.get(chance.below(4)));
        if (chance.oneIn(3)) {
            ask.orElse(MODELS.get(chance.below(4)), MODELS.get(chance.below(4)));
        }
        ask.promptBytes(chance.below(40_000)).maxTokens(chance.below(2) * chance.below(4_000L));
        List<String> fields =
                List.of(
                        "\"ignore\": [\"alpha\", \"gamma\"]",
                        "\"ignore\": [\"gamma/turbo\"]",
                        "\"only\": [\"beta\", \"gamma\", \"delta/flex\"]",
                        "\"order\": [\"epsilon\", \"gamma/turbo\"]",
                        "\"allow_fallbacks\": false",
                        "\"sort\": \"price\"",
                        "\"sort\": {\"by\": \"latency\", \"partition\": \"none\"}",
                        "\"sort\": \"quality\"",
                        "\"max_price\": {\"completion\": 2}",
                        "\"preferred_max_latency\": {\"p90\": 2}");
        if (!chance.oneIn(3)) {
            ask.provider("{" + fields.get(chance.below(fields.size())) + "}");
        }
        List<String> routing =
                List.of(
                        "\"objective\": \"cost\"",
                        "\"objective\": \"quality\", \"within_best\": 0.3",
                        "\"objective\": \"balanced\"",
                        "\"objective\": \"latency\"",
                        "\"models\": {\"deny\": [\"acme/*\"]}");
        if (chance.oneIn(3)) {
            ask.routing("{" + routing.get(chance.below(routing.size())) + "}");
        }
        return ask.request();
    }

    /** Numbers one after another. */
    private static final class Chance {
        private Seed seed;

        private Chance(long seed, String purpose) {
            this.seed = new Seed(seed).forPurpose(purpose);
        }

        int below(int bound) {
            seed = seed.next();
            return seed.below(bound);
        }

        long below(long bound) {
            return below((int) bound);
        }

        boolean oneIn(int count) {
            return below(count) == 0;
        }
    }
}
