package dev.junctor.core.dialect.openaichat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.base.Seed;
import dev.junctor.core.dialect.AnswerFacts.Metering;
import dev.junctor.core.dialect.StreamTap.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class UsageTest {
    private static final Map<String, String> PLAIN = Map.of();
    private static final String DONE = "[DONE]";
    private static final String TEXT =
            "{\"created\":8,\"choices\":[{\"index\":0,\"delta\":{\"content\":\"abc\"}}]%s}";
    private static final String FINISH =
            "{\"created\":8,\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]%s}";
    private static final String END = "{\"created\":8,\"choices\":[]%s}";

    @Test
    void usageThatNobodySentIsEstimatedAndSaysSo() {
        Told told = Told.stream(List.of(TEXT.formatted(""), FINISH.formatted(""), DONE), PLAIN);

        assertThat(told.text()).endsWith("\n\ndata: [DONE]\n\n");
        assertThat(told.chunks()).hasSize(3);
        JsonNode last = told.chunks().getLast();
        assertThat(last.path("id")).isEqualTo(told.chunks().getFirst().path("id"));
        assertThat(last.path("model")).isEqualTo(told.chunks().getFirst().path("model"));
        assertThat(last.path("provider")).isEqualTo(told.chunks().getFirst().path("provider"));
        assertThat(last.path("created").asInt()).isEqualTo(8);
        assertThat(last.path("object").asString()).isEqualTo("chat.completion.chunk");
        assertThat(last.path("choices").isEmpty()).isTrue();
        isEstimate(last.path("usage"), 3);
        assertThat(told.facts().metering()).isEqualTo(Metering.MISSING);
        assertThat(told.facts().completionBytes()).isEqualTo(3);
    }

    @Test
    void usageIsEstimatedBeforeAnEndMarkThatIsOurs() {
        Told told = Told.stream(List.of(TEXT.formatted(""), FINISH.formatted("")), PLAIN);

        assertThat(told.state()).isEqualTo(State.COMPLETE);
        assertThat(told.text()).endsWith("\n\ndata: [DONE]\n\n");
        isEstimate(told.chunks().getLast().path("usage"), 3);
    }

    @Test
    void wholeAnswersAreEstimatedInTheSameWay() {
        for (String usage :
                List.of(
                        "",
                        ",\"usage\":null",
                        ",\"usage\":{}",
                        ",\"usage\":{\"prompt_tokens\":null}",
                        ",\"usage\":\"none\"")) {
            Told told =
                    Told.whole(
                            "{\"choices\":[{\"message\":{\"content\":\"abcd\"},"
                                    + "\"finish_reason\":\"stop\"}]"
                                    + usage
                                    + "}",
                            PLAIN);
            isEstimate(told.json().path("usage"), 4);
            assertThat(told.text().split("\"usage\":", -1)).as(usage).hasSize(2);
            assertThat(told.facts().metering()).isEqualTo(Metering.MISSING);
        }
    }

    private static void isEstimate(JsonNode usage, int completion) {
        assertThat(usage.path("prompt_tokens").asInt()).isEqualTo(7);
        assertThat(usage.path("completion_tokens").asInt()).isEqualTo(completion);
        assertThat(usage.path("total_tokens").asInt()).isEqualTo(7 + completion);
        assertThat(usage.path("estimated").asBoolean()).isTrue();
        assertThat(usage.path("cost").decimalValue().movePointRight(9).intValueExact())
                .isEqualTo(7 + 3 * completion);
    }

    @Test
    void whatAVendorsFieldOrAChoiceSaysIsNoEstimate() {
        String counts = "{\"prompt_tokens\":2,\"completion_tokens\":1}";
        String answer = "{\"choices\":[{\"message\":{},\"finish_reason\":\"stop\"%s}]%s}";
        for (String one :
                List.of(
                        answer.formatted("", ",\"x_acme\":{\"usage\":" + counts + "}"),
                        answer.formatted(",\"usage\":" + counts, ""))) {
            JsonNode usage = Told.whole(one, PLAIN).json().path("usage");
            assertThat(usage.path("total_tokens").asInt()).as(one).isEqualTo(3);
            assertThat(usage.path("cost").decimalValue()).isEqualByComparingTo("5e-9");
            assertThat(usage.has("estimated")).isFalse();
        }
    }

    @Test
    void anAnswerInWhichNothingCameIsNotChargedAndGetsNoUsage() {
        assertThat(Told.stream(List.of(DONE), PLAIN).text()).isEqualTo("data: [DONE]\n\n");
        assertThat(Told.whole("{\"choices\":[]}", PLAIN).json().has("usage")).isFalse();
    }

    @Test
    void aStreamThatIsCutOrFailsIsNotCompletedByUsage() {
        Told cut = Told.stream(List.of(TEXT.formatted("")), PLAIN);
        assertThat(cut.state()).isEqualTo(State.OPEN);
        assertThat(cut.text()).doesNotContain("usage").doesNotContain(DONE);

        Told failed =
                Told.stream(
                        List.of(
                                TEXT.formatted(""),
                                FINISH.formatted(usage(1)),
                                "{\"error\":{\"code\":503,\"message\":\"gone\"}}",
                                DONE),
                        PLAIN);
        assertThat(failed.state()).isEqualTo(State.FAILED);
        assertThat(failed.text()).doesNotContain("cost").doesNotContain(DONE);
    }

    private static String usage(int completion) {
        return ",\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":" + completion + "}";
    }

    @Test
    void theCostStandsInTheLastUsageWhereverUsageStands() {
        theCostStandsOnce(2, TEXT.formatted(usage(1)), FINISH.formatted(usage(2)), DONE);
        theCostStandsOnce(
                3,
                TEXT.formatted(usage(1)),
                FINISH.formatted(usage(2)),
                END.formatted(usage(2)),
                DONE);
        theCostStandsOnce(3, TEXT.formatted(usage(1)), FINISH.formatted(""), DONE);
        theCostStandsOnce(
                4, FINISH.formatted(usage(1)), TEXT.formatted(usage(2)), END.formatted(""), DONE);
        theCostStandsOnce(2, TEXT.formatted(",\"usage\":null"), FINISH.formatted(usage(2)), DONE);
        theCostStandsOnce(4, END.formatted(usage(1)), TEXT.formatted(""), FINISH.formatted(""));
    }

    private static void theCostStandsOnce(int chunks, String... data) {
        Told told = Told.stream(List.of(data), PLAIN);
        assertThat(told.state()).isEqualTo(State.COMPLETE);
        assertThat(told.chunks()).hasSize(chunks);
        theCostStandsOnce(told, told.text());
    }

    private static void theCostStandsOnce(Told told, String about) {
        List<JsonNode> usages = told.all("/usage").stream().filter(JsonNode::isObject).toList();
        long costs = usages.stream().filter(usage -> usage.has("cost")).count();
        assertThat(costs).as(about).isEqualTo(1);
        JsonNode last = usages.getLast();
        long completion = told.facts().usage().completionTokens();
        assertThat(last.path("completion_tokens").asLong()).as(about).isEqualTo(completion);
        assertThat(last.path("cost").decimalValue().movePointRight(9).longValueExact())
                .as(about)
                .isEqualTo(told.facts().usage().promptTokens() + 3 * completion);
    }

    @Test
    void anyStreamThatSendsUsageHasItsCostOnceAndLast() {
        for (long value = 0; value < 2_000; value++) {
            Seed seed = new Seed(value);
            List<String> data = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                seed = seed.next();
                String form = List.of(TEXT, TEXT, TEXT, END, FINISH).get(seed.below(5));
                seed = seed.next();
                String told =
                        switch (seed.below(4)) {
                            case 0 -> "";
                            case 1 -> ",\"usage\":null";
                            case 2 -> usage(i).replace("}", ",\"cost\":9}");
                            default -> usage(i);
                        };
                data.add(form.formatted(told));
            }
            data.add(TEXT.formatted(usage(8)));
            data.add(FINISH.formatted(seed.below(2) == 0 ? "" : usage(9)));
            if (seed.next().below(2) == 0) {
                data.add(DONE);
            }
            theCostStandsOnce(Told.stream(data, PLAIN), "seed " + value);
        }
    }

    @Test
    void aProvidersOwnCostIsNeverPassedOn() {
        String costly = ",\"usage\":{\"cost\":{\"total\":9},\"prompt_tokens\":1,\"is_byok\":true}";
        Told told =
                Told.stream(List.of(TEXT.formatted(costly), FINISH.formatted(costly), DONE), PLAIN);

        List<JsonNode> usages = told.all("/usage");
        assertThat(usages.getFirst().toString()).isEqualTo("{\"prompt_tokens\":1}");
        assertThat(usages.getLast().path("cost").decimalValue()).isEqualByComparingTo("1e-9");
        assertThat(usages.getLast().path("is_byok").asBoolean()).isFalse();
    }
}
