package dev.junctor.core.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.money.Markup;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class PlanReportTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void aPlanListsWhoAnswersAndWhoMayNot() {
        JsonNode plan = JSON.readTree(PlanReport.plan(plan()));

        assertThat(plan.path("requested").stringValue()).isEqualTo("acme/one");
        assertThat(plan.path("strategy").stringValue()).isEqualTo("direct");
        assertThat(plan.path("order"))
                .hasToString(
                        "[{\"provider\":\"alpha\",\"model\":\"acme/one\",\"score\":1.0,\"reasons\":"
                                + "[\"price $1/M in, $1/M out\",\"about $0.001512 for this request\"]}]");
        assertThat(plan.path("rejected"))
                .hasToString(
                        "[{\"provider\":\"beta\",\"model\":\"acme/one\","
                                + "\"reason\":\"listed in provider.ignore\","
                                + "\"field\":\"provider.ignore\"}]");
    }

    @Test
    void scoresAreShownWithFourDigits() {
        World world = new World();
        world.serve("acme/one", "alpha", "1", "1");
        world.serve("acme/one", "beta", "1.3", "1.3");
        JsonNode order =
                JSON.readTree(PlanReport.plan(Ask.of("acme/one").plan(world))).path("order");

        assertThat(order.valueStream().map(one -> one.path("score").toString()))
                .containsExactlyInAnyOrder("0.6283", "0.3717");
    }

    @Test
    void metadataNamesWhoWasSelectedAndTheAttempts() {
        JsonNode metadata =
                JSON.readTree(
                        PlanReport.metadata(
                                plan(),
                                List.of(
                                        new PlanReport.Tried("other", "acme/one", 503),
                                        new PlanReport.Tried(
                                                "alpha",
                                                "acme/one",
                                                200,
                                                Markup.KeyOwner.CUSTOMER))));

        assertThat(metadata.path("attempt").intValue()).isEqualTo(2);
        assertThat(metadata.path("is_byok").booleanValue()).isTrue();
        assertThat(metadata.path("endpoints"))
                .hasToString(
                        "{\"total\":2,\"available\":[{\"provider\":\"Alpha Inc\",\"tag\":\"alpha\","
                                + "\"model\":\"acme/one\",\"selected\":true}]}");
        assertThat(metadata.path("attempts"))
                .hasToString(
                        "[{\"provider\":\"other\",\"model\":\"acme/one\",\"status\":503},"
                                + "{\"provider\":\"alpha\",\"model\":\"acme/one\",\"status\":200}]");
        assertThat(metadata.path("scores")).hasSize(1);
        assertThat(metadata.path("rejected")).hasSize(1);
        assertThat(metadata.path("summary").stringValue())
                .isEqualTo("available=1, rejected=1, attempts=2, selected alpha");
    }

    @Test
    void attemptZeroMeansThatNobodyWasAsked() {
        JsonNode metadata = JSON.readTree(PlanReport.metadata(plan(), List.of()));

        assertThat(metadata.path("attempt").intValue()).isZero();
        assertThat(
                        metadata.path("endpoints")
                                .path("available")
                                .get(0)
                                .path("selected")
                                .booleanValue())
                .isFalse();
    }

    @Test
    void aRefusalListsTheFirstHundredAndCountsTheOthers() {
        World world = new World();
        for (int i = 0; i < 130; i++) {
            world.serve("acme/one", "p" + i, "1", "1").unpriced();
        }

        JsonNode refused = JSON.readTree(PlanReport.refused(Ask.of("acme/one").refused(world)));

        assertThat(refused.path("rejected")).hasSize(100);
        assertThat(refused.path("rejected_more").intValue()).isEqualTo(30);
    }

    private static RoutePlan plan() {
        World world = new World();
        world.serve("acme/one", "alpha", "1", "1");
        world.serve("acme/one", "beta", "1", "1");
        return Ask.of("acme/one")
                .provider("{\"ignore\": [\"beta\"], \"sort\": \"price\"}")
                .plan(world);
    }
}
