package dev.junctor.core.dialect.openaichat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.dialect.FinishReason;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class FinishTest {
    private static final String UNTIL = "[DONE]";

    @Test
    void aChoiceSaysWhyItFinishedInKnownWordsAndInTheProviders() {
        said("\"stop\"", "\"stop\"");
        said("\"eos\"", "\"stop\"");
        said("\"end_turn\"", "\"stop\"");
        said("\"STOP\"", "\"stop\"");
        said("\"max_tokens\"", "\"length\"");
        said("\"MAX_TOKENS\"", "\"length\"");
        said("\"model_length\"", "\"length\"");
        said("\"tool_use\"", "\"tool_calls\"");
        said("\"SAFETY\"", "\"content_filter\"");
        said("\"refusal\"", "\"content_filter\"");
        said("\"insufficient_system_resource\"", "\"error\"");
    }

    @Test
    void aWordThatNobodyKnowsStaysAsItIs() {
        said("\"bored\"", "\"bored\"");
        said("\"b\\u00f6se \\\"\"", "\"b\\u00f6se \\\"\"");
        said("\"function_call\"", "\"function_call\"");
    }

    private static void said(String word, String told) {
        for (String choice :
                choices("\"finish_reason\":" + word, "\"finish_reason\":" + word + ",\"x\":1")) {
            assertThat(choice)
                    .contains("\"finish_reason\":" + told + ",\"native_finish_reason\":" + word);
        }
    }

    @Test
    void whatTheProviderSaysInItsOwnWordsIsKept() {
        for (String choice :
                choices(
                        "\"native_finish_reason\":\"X\",\"finish_reason\":\"max_tokens\"",
                        "\"finish_reason\":\"max_tokens\",\"native_finish_reason\":\"X\"")) {
            assertThat(choice)
                    .contains("\"finish_reason\":\"length\"")
                    .containsOnlyOnce("\"native_finish_reason\":\"X\"");
        }
        for (String choice :
                choices(
                        "\"native_finish_reason\":null,\"finish_reason\":\"eos\"",
                        "\"finish_reason\":\"eos\",\"native_finish_reason\":null")) {
            assertThat(choice)
                    .contains("\"finish_reason\":\"stop\"")
                    .containsOnlyOnce("\"native_finish_reason\":\"eos\"");
        }
    }

    @Test
    void aChoiceThatGoesOnSaysNothingMore() {
        for (String choice : choices("\"finish_reason\":null", "\"finish_reason\":\"\"")) {
            assertThat(choice).doesNotContain("native_finish_reason");
        }
    }

    @Test
    void eachChoiceHasItsOwnReason() {
        JsonNode choices =
                Told.whole(
                                "{\"choices\":[{\"index\":0,\"finish_reason\":\"eos\"},{\"index\":1},"
                                        + "{\"index\":2,\"finish_reason\":\"tool_use\"}]}",
                                Map.of())
                        .json()
                        .path("choices");
        assertThat(choices.get(0).path("native_finish_reason").asString()).isEqualTo("eos");
        assertThat(choices.get(1).size()).isEqualTo(1);
        assertThat(choices.get(2).path("native_finish_reason").asString()).isEqualTo("tool_use");
        assertThat(choices.get(2).path("finish_reason").asString()).isEqualTo("tool_calls");
    }

    @Test
    void theRecordKeepsTheProvidersWord() {
        String chunk = "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"eos\"}]}";
        assertThat(Told.stream(List.of(chunk, UNTIL), Map.of()).facts().finishReason())
                .isEqualTo("eos");
    }

    @Test
    void eachKnownWordMeansItself() {
        for (FinishReason reason : FinishReason.values()) {
            assertThat(FinishReason.of(reason.text())).contains(reason);
            assertThat(FinishReason.of(reason.name())).contains(reason);
        }
        assertThat(FinishReason.of("bored")).isEmpty();
    }

    /** The text of what is told of a choice with these members, as an answer and as a chunk. */
    private static List<String> choices(String one, String other) {
        String members = "{\"choices\":[{\"index\":0,\"%s\":{\"content\":\"a\"},%s}]}";
        return List.of(
                Told.whole(members.formatted("message", one), Map.of()).text(),
                Told.whole(members.formatted("message", other), Map.of()).text(),
                Told.stream(List.of(members.formatted("delta", one), UNTIL), Map.of()).text(),
                Told.stream(List.of(members.formatted("delta", other), UNTIL), Map.of()).text());
    }
}
