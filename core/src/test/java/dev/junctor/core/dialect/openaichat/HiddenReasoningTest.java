package dev.junctor.core.dialect.openaichat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.dialect.AnswerFacts;
import dev.junctor.core.dialect.openaichat.Fixtures.Exchange;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

final class HiddenReasoningTest {
    private static final Map<String, String> SHOWN = Map.of("reasoning", "{\"effort\":\"high\"}");
    private static final Map<String, String> HIDDEN =
            Map.of("reasoning", "{\"effort\":\"high\",\"exclude\":true}");
    private static final List<String> NAMES =
            List.of("reasoning", "reasoning_content", "reasoning_details");

    @Test
    void theCallerSaysItInTheObjectOrByTheOlderSwitch() {
        assertThat(ReasoningAsk.hides(Map.of())).isFalse();
        assertThat(ReasoningAsk.hides(SHOWN)).isFalse();
        assertThat(ReasoningAsk.hides(HIDDEN)).isTrue();
        assertThat(ReasoningAsk.hides(Map.of("include_reasoning", "true"))).isFalse();
        assertThat(ReasoningAsk.hides(Map.of("include_reasoning", "false"))).isTrue();
        assertThat(
                        ReasoningAsk.hides(
                                Map.of(
                                        "include_reasoning",
                                        "false",
                                        "reasoning",
                                        "{\"exclude\":false}")))
                .isFalse();
    }

    @Test
    void itGoesFromMessagesWithItsCommasAndFromNowhereElse() {
        gone("{\"reasoning\":\"r\"}", "{}");
        gone("{\"reasoning\":\"r\",\"reasoning_details\":[{}]}", "{}");
        gone("{\"reasoning\":\"r\",\"content\":\"a\"}", "{\"content\":\"a\"}");
        gone("{\"content\":\"a\",\"reasoning\":null}", "{\"content\":\"a\"}");
        gone(
                "{ \"reasoning_content\" : \"r\" , \"content\" : \"a\" , \"reasoning\" : \"r\" }",
                "{ \"content\" : \"a\" }");
        gone(
                "{\"role\":\"assistant\",\"reasoning\":\"}]\\\"\",\"reasoning_details\":[{\"a\":1}],"
                        + "\"content\":\"a\",\"reasoning_content\":\"r\",\"refusal\":null}",
                "{\"role\":\"assistant\",\"content\":\"a\",\"refusal\":null}");
        gone(
                "{\"content\":[{\"reasoning\":\"said\"}],\"name\":\"reasoning\"}",
                "{\"content\":[{\"reasoning\":\"said\"}],\"name\":\"reasoning\"}");
    }

    private static void gone(String message, String left) {
        String answer = "{\"choices\":[{\"message\":%s,\"reasoning\":1},{\"message\":%s}]}";
        String told = Told.whole(answer.formatted(message, message), HIDDEN).text();
        assertThat(told).contains(answer.formatted(left, left).substring(1, answer.length() / 2));
        assertThat(Fixtures.JSON.readTree(told).at("/choices/1/message"))
                .isEqualTo(Fixtures.JSON.readTree(left));
    }

    @Test
    void hiddenReasoningIsCountedAllTheSame() {
        String chunk = "{\"choices\":[{\"index\":0,\"delta\":{%s},\"finish_reason\":%s}]}";
        List<String> data = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            data.add(chunk.formatted("\"reasoning\":\"thought\",\"content\":\"\"", "null"));
            data.add(chunk.formatted("\"content\":\"said\"", "null"));
            data.add(chunk.formatted("\"reasoning\":null,\"content\":\"more\"", "null"));
        }
        data.add(chunk.formatted("\"reasoning\":\"x\"", "\"stop\""));
        data.add("[DONE]");
        Told shown = Told.stream(data, SHOWN);
        Told hidden = Told.stream(data, HIDDEN);

        assertThat(hidden.text()).doesNotContain("thought").doesNotContain("\"reasoning\":");
        assertThat(hidden.chunks()).hasSameSizeAs(shown.chunks());
        assertThat(hidden.facts()).isEqualTo(shown.facts());
        assertThat(hidden.facts().completionBytes()).isEqualTo(20 * 15 + 1);
        assertThat(hidden.chunks().getLast()).isEqualTo(shown.chunks().getLast());
    }

    @Test
    void recordedAnswersLoseTheirReasoningAndNothingElse() {
        int checked = 0;
        for (Exchange exchange : Fixtures.all()) {
            String text;
            if (exchange.isStream()) {
                text = new String(exchange.stream(), StandardCharsets.UTF_8);
            } else if (exchange.response().path("body").has("choices")) {
                text = new String(exchange.body(), StandardCharsets.UTF_8);
            } else {
                continue;
            }
            if (NAMES.stream().noneMatch(name -> text.contains("\"" + name + "\""))) {
                continue;
            }
            Told shown = told(exchange, text, SHOWN);
            Told hidden = told(exchange, text, HIDDEN);
            AnswerFacts facts = hidden.facts();
            assertThat(facts).as("%s", exchange).isEqualTo(shown.facts());
            assertThat(trees(exchange, hidden))
                    .as("%s", exchange)
                    .isEqualTo(without(trees(exchange, shown)));
            checked++;
        }
        assertThat(checked).isGreaterThan(20);
    }

    private static Told told(Exchange exchange, String text, Map<String, String> controls) {
        if (!exchange.isStream()) {
            return Told.whole(text, controls);
        }
        List<String> data =
                text.lines()
                        .filter(line -> line.startsWith("data:"))
                        .map(line -> line.substring("data:".length()).strip())
                        .toList();
        return Told.stream(data, controls);
    }

    private static List<JsonNode> trees(Exchange exchange, Told told) {
        return exchange.isStream() ? told.chunks() : List.of(told.json());
    }

    private static List<JsonNode> without(List<JsonNode> answers) {
        for (JsonNode answer : answers) {
            for (JsonNode choice : answer.path("choices")) {
                for (String speaks : List.of("delta", "message")) {
                    if (choice.path(speaks) instanceof ObjectNode message) {
                        message.remove(NAMES);
                    }
                }
            }
        }
        return answers;
    }
}
