package dev.junctor.core.dialect.crossing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.json.Trees;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The grammar of a stream of OpenAI's chat completions: what its clients rely on. */
final class ChunkGrammar {
    private final Map<Integer, Integer> calls = new HashMap<>();
    private final Map<Integer, String> finished = new HashMap<>();
    private final Map<Integer, Boolean> roles = new HashMap<>();
    private boolean usage;

    private ChunkGrammar() {}

    /** Checks a whole stream, which may end in an error. */
    static void check(byte[] stream) {
        new ChunkGrammar().all(Sse.events(stream));
    }

    private void all(List<Sse.Event> events) {
        String last = events.getLast().data();
        boolean done = last.equals("[DONE]");
        String id = "";
        for (int i = 0; i < (done ? events.size() - 1 : events.size()); i++) {
            JsonNode chunk = Trees.read(events.get(i).data()).orElseThrow();
            assertThat(chunk.path("object").asString()).isEqualTo("chat.completion.chunk");
            assertThat(id.isEmpty() || chunk.path("id").asString().equals(id)).isTrue();
            id = chunk.path("id").asString();
            if (chunk.has("error")) {
                assertThat(i).as("nothing follows an error").isEqualTo(events.size() - 1);
                return;
            }
            assertThat(usage).as("usage comes last").isFalse();
            chunk.path("choices").forEach(this::choice);
            if (chunk.hasNonNull("usage")) {
                usage = true;
                assertThat(chunk.path("choices").isEmpty()).isTrue();
            }
        }
        assertThat(done).as("[DONE]").isTrue();
        assertThat(usage).isTrue();
        assertThat(finished.keySet()).isEqualTo(roles.keySet());
        finished.forEach((choice, word) -> {
            if (calls.containsKey(choice)) {
                assertThat(word).isNotEqualTo("stop");
            }
        });
    }

    private void choice(JsonNode choice) {
        int index = choice.path("index").asInt();
        assertThat(finished).as("nothing follows the end").doesNotContainKey(index);
        JsonNode delta = choice.path("delta");
        assertThat(delta.isObject()).isTrue();
        if (delta.has("role")) {
            assertThat(roles.put(index, true)).as("one role").isNull();
        }
        assertThat(roles).containsKey(index);
        for (JsonNode call : delta.path("tool_calls")) {
            assertThat(call.path("index").isIntegralNumber()).isTrue();
            int number = call.path("index").asInt();
            int known = calls.getOrDefault(index, 0);
            if (call.has("id")) {
                assertThat(number).isEqualTo(known);
                assertThat(call.path("type").asString()).isNotEmpty();
                calls.put(index, known + 1);
            } else {
                assertThat(number).isLessThan(known);
            }
        }
        if (choice.hasNonNull("finish_reason")) {
            finished.put(index, choice.path("finish_reason").asString());
        }
    }
}
