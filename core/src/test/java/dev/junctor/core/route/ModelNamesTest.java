package dev.junctor.core.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.catalog.Capability;
import dev.junctor.core.catalog.Status;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.fault.FaultKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ModelNamesTest {
    @ParameterizedTest
    @CsvSource({
        "acme/small-2, acme/small-2, direct",
        "ACME/Small-2, acme/small-2, alias",
        "small-2-20260101, acme/small-2, alias",
        "models/Small2-instruct, acme/small-2, alias",
        "~acme/small-latest, acme/small-2, latest",
        "~acme/small-latest:nitro, acme/small-2, latest",
        "acme/small-2:floor, acme/small-2, direct",
        "acme/tagged:free, acme/tagged:free, direct",
        "local:8b, acme/local, alias",
    })
    void meansAModel(String name, String model, String strategy) {
        RoutePlan plan = Ask.of(name).plan(world());

        assertThat(plan.requested()).isEqualTo(name);
        assertThat(plan.strategy()).isEqualTo(strategy);
        assertThat(plan.order()).allMatch(candidate -> candidate.model().id().equals(model));
    }

    @Test
    void theLastSortingSuffixWins() {
        World world = world();

        assertThat(Ask.of("acme/small-2:nitro:floor").order(world)).startsWith("cheap");
        assertThat(Ask.of("acme/small-2:floor:nitro").order(world)).startsWith("fast");
    }

    @Test
    void whatTheProviderObjectSaysWinsOverASuffix() {
        assertThat(Ask.of("acme/small-2:nitro").provider("{\"sort\": \"price\"}").order(world()))
                .startsWith("cheap");
    }

    @Test
    void onlinePrefersWhoCanSearchAndSaysThatItDoesNotMakeThemSearch() {
        World world = new World();
        world.serve("acme/one", "plain", "1", "1");
        world.serve("acme/one", "searching", "9", "9").can(Capability.WEB_SEARCH);

        RoutePlan plan = Ask.of("acme/one:online").plan(world);

        assertThat(Ask.tags(plan)).containsExactly("searching");
        assertThat(plan.order().getFirst().reasons())
                .contains(
                        "able to search the web; :online only prefers that, web_search_options asks"
                                + " for it");
        assertThat(plan.rejected())
                .containsExactly(
                        new Rejected("plain", "acme/one", "model", "not known to search the web"));
        assertThat(
                        Ask.of("acme/one:online")
                                .needs(Capability.WEB_SEARCH)
                                .plan(world)
                                .order()
                                .getFirst()
                                .reasons())
                .noneMatch(reason -> reason.contains(":online"));
    }

    @Test
    void onlineSaysWhenItIsInVain() {
        World world = new World();
        world.serve("acme/one", "plain", "1", "1");

        assertThat(Ask.of("acme/one:online").plan(world).order().getFirst().reasons())
                .contains("not known to search the web; :online has no effect");
        assertThat(Ask.of("junctor/auto:online").refused(world).fault().message())
                .contains("1 by model", "not known to search the web", "Leave the suffix out");
    }

    @Test
    void freeAdmitsOnlyWhatIsFreeByItsPrice() {
        World world = world();
        world.serve("acme/small-2", "gift", "0", "0");
        world.serve("acme/small-2", "mystery", "0", "0").unpriced();

        RoutePlan plan = Ask.of("acme/small-2:free").plan(world);

        assertThat(Ask.tags(plan)).containsExactly("gift");
        assertThat(plan.strategy()).isEqualTo("free");
    }

    @Test
    void freeNeverFallsBackToWhatCosts() {
        Planned.Refused refused = Ask.of("acme/small-2:free").refused(world());

        assertThat(refused.fault().kind()).isEqualTo(FaultKind.NOT_FOUND);
        assertThat(refused.fault().message())
                .startsWith("No endpoints found for acme/small-2:free")
                .contains("not free");
    }

    @Test
    void theLatestIsTheNewestThatIsServedAndInService() {
        World world = new World();
        world.model("acme/x-1").family("x", "2026-01-01");
        world.model("acme/x-2").family("x", "2026-06-01");
        world.model("acme/x-3").family("x", "2026-09-01");
        world.model("acme/x-4").family("x", "2026-10-01").lifecycle(Status.PREVIEW, "");
        world.model("other/x-9").family("x", "2026-11-01");
        world.serve("acme/x-1", "a", "1", "1");
        world.serve("acme/x-2", "a", "1", "1");
        world.serve("acme/x-3", "a", "1", "1").unpriced();
        world.serve("acme/x-4", "a", "1", "1");
        world.serve("other/x-9", "a", "1", "1");

        RoutePlan plan = Ask.of("~acme/x-latest").plan(world);

        assertThat(plan.order().getFirst().model().id()).isEqualTo("acme/x-2");
    }

    @Test
    void fallbacksFollowInOrderAndNoneIsTriedTwice() {
        World world = world();
        RoutePlan plan =
                Ask.of("acme/local")
                        .orElse("acme/tagged:free", "acme/local", "local:8b", "acme/small-1")
                        .plan(world);

        assertThat(plan.strategy()).isEqualTo("fallback");
        assertThat(plan.order().stream().map(candidate -> candidate.model().id()).toList())
                .isEqualTo(List.of("acme/local", "acme/tagged:free", "acme/small-1"));
    }

    @Test
    void aWrongNameGetsTheThreeNearest() {
        Fault fault = Ask.of("acme/smal-2").refused(world()).fault();

        assertThat(fault.kind()).isEqualTo(FaultKind.NOT_FOUND);
        assertThat(fault.field()).isEqualTo("model");
        assertThat(fault.message())
                .isEqualTo(
                        "No model is called \"acme/smal-2\"; nearest are acme/small-2,"
                                + " acme/small-1, acme/local");
    }

    @Test
    void aWrongNameAmongTheFallbacksIsNotPassedOver() {
        Fault fault = Ask.of("acme/local").orElse("nonsense").refused(world()).fault();

        assertThat(fault.kind()).isEqualTo(FaultKind.NOT_FOUND);
        assertThat(fault.field()).isEqualTo("models");
    }

    @Test
    void anUnknownSuffixIsAWrongName() {
        assertThat(Ask.of("acme/local:turbo").refused(world()).fault().message())
                .contains("acme/local:turbo", "nearest are acme/local");
    }

    @Test
    void aModelThatNobodyServesHasNoEndpoints() {
        World world = world();
        world.model("acme/lonely");

        assertThat(Ask.of("acme/lonely").refused(world).fault().message())
                .startsWith("No endpoints found for acme/lonely: nobody here serves it");
    }

    private static World world() {
        World world = new World();
        world.model("acme/small-1").family("small", "2025-01-01");
        world.model("acme/small-2").family("small", "2026-01-01").aliases("small-2-20260101");
        world.serve("acme/small-1", "cheap", "1", "1");
        world.serve("acme/small-2", "cheap", "1", "1").upstream("models/small2-instruct");
        world.serve("acme/small-2", "fast", "5", "5");
        world.serve("acme/tagged:free", "cheap", "0", "0");
        world.serve("acme/local", "box", "0", "0").upstream("local:8b");
        world.health(
                "fast:small-2", dev.junctor.core.health.EndpointHealth.Standing.STABLE, 0.2, 200);
        return world;
    }
}
