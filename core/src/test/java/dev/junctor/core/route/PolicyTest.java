package dev.junctor.core.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PolicyTest {
    @Test
    void whatTheOperatorTakesOutNoRequestBringsBack() {
        World world = world();
        Policy policy = policy("{\"ignore\": [\"cheap\"], \"only\": [\"cheap\", \"dear\"]}", "");

        RoutePlan plan =
                Ask.of("acme/one")
                        .provider("{\"only\": [\"cheap\", \"dear\"], \"ignore\": []}")
                        .plan(world, policy);

        assertThat(Ask.tags(plan)).containsExactly("dear");
        assertThat(plan.rejected())
                .extracting(Rejected::field)
                .containsExactly("policy.provider.ignore", "provider.only");
    }

    @Test
    void pricesHoldOnBothSides() {
        World world = world();
        Policy policy = policy("{\"max_price\": {\"prompt\": 2}}", "");

        assertThat(Ask.tags(Ask.of("acme/one").plan(world, policy)))
                .containsExactlyInAnyOrder("cheap", "middle");
        assertThat(
                        Ask.tags(
                                Ask.of("acme/one")
                                        .provider("{\"max_price\": {\"prompt\": 1}}")
                                        .plan(world, policy)))
                .containsExactly("cheap");
        assertThat(
                        Ask.tags(
                                Ask.of("acme/one")
                                        .provider("{\"max_price\": {\"prompt\": 99}}")
                                        .plan(world, policy)))
                .containsExactlyInAnyOrder("cheap", "middle");
    }

    @Test
    void theOperatorsOrderAppliesWhereTheRequestHasNone() {
        World world = world();
        Policy policy = policy("{\"order\": [\"dear\"]}", "");

        assertThat(Ask.tags(Ask.of("acme/one").plan(world, policy))).startsWith("dear");
        assertThat(
                        Ask.tags(
                                Ask.of("acme/one")
                                        .provider("{\"sort\": \"price\"}")
                                        .plan(world, policy)))
                .startsWith("cheap");
    }

    @Test
    void theOperatorsObjectiveAppliesWhereTheRequestHasNone() {
        World world = world();
        world.model("acme/one").rated(1_000);
        world.model("acme/two").rated(1_300);
        world.serve("acme/two", "cheap", "50", "50");
        Policy policy = policy("", "{\"objective\": \"quality\"}");

        assertThat(Ask.of("junctor/auto").plan(world, policy).order().getFirst().model().id())
                .isEqualTo("acme/two");
        assertThat(
                        Ask.of("junctor/auto")
                                .routing("{\"objective\": \"cost\", \"within_best\": 1}")
                                .plan(world, policy)
                                .order()
                                .getFirst()
                                .model()
                                .id())
                .isEqualTo("acme/one");
    }

    @Test
    void aRefusalByTheOperatorSaysSo() {
        Planned.Refused refused =
                Ask.of("acme/one")
                        .refused(world(), policy("", "{\"models\": {\"deny\": [\"acme/*\"]}}"));

        assertThat(refused.fault().field()).isEqualTo("policy.routing.models.deny");
        assertThat(refused.fault().message()).contains("The operator's policy says so");
    }

    @Test
    void aWrongPolicyNamesTheField() {
        Stated stated = Policy.read("{\"ignroe\": []}", "");

        assertThat(stated).isInstanceOf(Stated.Refused.class);
        assertThat(((Stated.Refused) stated).fault().field()).isEqualTo("provider.ignroe");
    }

    private static Policy policy(String provider, String routing) {
        Stated stated = Policy.read(provider, routing);
        assertThat(stated).isInstanceOf(Policy.class);
        return (Policy) stated;
    }

    private static World world() {
        World world = new World();
        world.serve("acme/one", "cheap", "1", "1");
        world.serve("acme/one", "middle", "2", "2");
        world.serve("acme/one", "dear", "3", "3");
        return world;
    }
}
