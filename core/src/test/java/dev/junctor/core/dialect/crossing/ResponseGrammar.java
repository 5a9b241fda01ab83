package dev.junctor.core.dialect.crossing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.json.Trees;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The grammar of a stream of Gemini's responses: what its clients rely on. */
final class ResponseGrammar {
    private ResponseGrammar() {}

    /** The responses of a stream; each stands in one line and ends with an empty one. */
    static List<JsonNode> responses(byte[] stream) {
        String text = new String(stream, StandardCharsets.UTF_8);
        List<JsonNode> responses = new ArrayList<>();
        for (String event : text.split("\r\n\r\n", 0)) {
            assertThat(event).startsWith("data: {").doesNotContain("\n");
            responses.add(Trees.read(event.substring(6)).orElseThrow());
        }
        assertThat(text).endsWith("}\r\n\r\n");
        return responses;
    }

    /** Checks a whole stream, which may end in an error. */
    static void check(byte[] stream) {
        List<JsonNode> responses = responses(stream);
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < responses.size(); i++) {
            JsonNode response = responses.get(i);
            boolean last = i + 1 == responses.size();
            if (response.has("error")) {
                assertThat(last).as("nothing follows an error").isTrue();
                assertThat(response.at("/error/code").isInt()).isTrue();
                assertThat(response.at("/error/status").asString()).isNotEmpty();
                return;
            }
            assertThat(response.path("responseId").asString()).isNotEmpty();
            assertThat(response.path("modelVersion").asString()).isNotEmpty();
            assertThat(response.path("candidates")).isNotEmpty();
            for (JsonNode candidate : response.path("candidates")) {
                candidate(candidate, last);
                seen.add(candidate.path("index").asInt());
            }
            if (last) {
                assertThat(response.path("candidates")).as("each ends").hasSize(seen.size());
            }
        }
    }

    private static void candidate(JsonNode candidate, boolean last) {
        assertThat(candidate.has("finishReason")).as("the end comes last").isEqualTo(last);
        assertThat(candidate.at("/content/role").asString()).isEqualTo("model");
        assertThat(candidate.at("/content/parts")).isNotEmpty();
        for (JsonNode part : candidate.at("/content/parts")) {
            if (part.has("functionCall")) {
                assertThat(part.at("/functionCall/name").asString()).isNotEmpty();
                assertThat(part.at("/functionCall/args").isObject()).isTrue();
            }
        }
    }
}
