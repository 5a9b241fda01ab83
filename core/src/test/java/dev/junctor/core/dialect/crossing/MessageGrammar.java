package dev.junctor.core.dialect.crossing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.json.Trees;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The grammar of a stream of Anthropic's: what its clients rely on. */
final class MessageGrammar {
    private int next;
    private boolean open;
    private String type = "";
    private String signature = "";
    private boolean calls;
    private boolean said;

    private MessageGrammar() {}

    /** Checks a whole stream, which may end in an error. */
    static void check(byte[] stream) {
        new MessageGrammar().all(Sse.events(stream));
    }

    private void all(List<Sse.Event> events) {
        boolean failed = events.getLast().name().equals("error");
        for (int i = 0; i < events.size(); i++) {
            Sse.Event event = events.get(i);
            JsonNode json = Trees.read(event.data()).orElseThrow();
            assertThat(json.path("type").asString()).isEqualTo(event.name());
            boolean first = i == 0;
            if (!event.name().equals("error")) {
                assertThat(event.name().equals("message_start")).as("start").isEqualTo(first);
            }
            switch (event.name()) {
                case "message_start" -> start(json.path("message"));
                case "content_block_start" -> begin(json);
                case "content_block_delta" -> delta(json);
                case "content_block_stop" -> stop(json);
                case "message_delta" -> end(json, i == events.size() - 2);
                case "message_stop" -> assertThat(i).isEqualTo(events.size() - 1);
                case "error" -> {
                    assertThat(i).isEqualTo(events.size() - 1);
                    assertThat(json.path("error").path("type").asString()).isNotEmpty();
                }
                default -> throw new AssertionError("unknown event " + event.name());
            }
        }
        if (!failed) {
            assertThat(events.getLast().name()).isEqualTo("message_stop");
        }
    }

    private static void start(JsonNode message) {
        assertThat(message.path("content").isArray() && message.path("content").isEmpty()).isTrue();
        assertThat(message.path("usage").path("input_tokens").asLong()).isPositive();
        assertThat(message.path("usage").has("output_tokens")).isTrue();
        assertThat(message.path("role").asString()).isEqualTo("assistant");
        assertThat(message.path("stop_reason").isNull()).isTrue();
    }

    private void begin(JsonNode json) {
        assertThat(open).as("blocks do not overlap").isFalse();
        assertThat(json.path("index").asInt()).as("indexes are contiguous").isEqualTo(next);
        open = true;
        said = false;
        signature = "";
        type = json.path("content_block").path("type").asString();
        if (type.equals("tool_use")) {
            calls = true;
            assertThat(json.path("content_block").path("id").asString()).matches("[a-zA-Z0-9_-]+");
            assertThat(json.path("content_block").path("input").isObject()).isTrue();
        }
    }

    private void delta(JsonNode json) {
        assertThat(open).isTrue();
        assertThat(json.path("index").asInt()).isEqualTo(next);
        String kind = json.path("delta").path("type").asString();
        switch (kind) {
            case "text_delta", "citations_delta" -> assertThat(type).isEqualTo("text");
            case "input_json_delta" -> assertThat(type).isEqualTo("tool_use");
            case "thinking_delta" -> {
                assertThat(type).isEqualTo("thinking");
                assertThat(signature).as("the signature comes last").isEmpty();
            }
            case "signature_delta" -> {
                assertThat(type).isEqualTo("thinking");
                assertThat(signature).as("one signature").isEmpty();
                signature = json.path("delta").path("signature").asString();
            }
            default -> throw new AssertionError("unknown delta " + kind);
        }
        said = true;
    }

    private void stop(JsonNode json) {
        assertThat(open).isTrue();
        assertThat(json.path("index").asInt()).isEqualTo(next);
        if (type.equals("text")) {
            assertThat(said).as("no empty text").isTrue();
        }
        open = false;
        next++;
    }

    private void end(JsonNode json, boolean isLastButOne) {
        assertThat(isLastButOne).isTrue();
        assertThat(open).as("all blocks are closed").isFalse();
        String reason = json.path("delta").path("stop_reason").asString();
        assertThat(reason).isNotEmpty();
        if (reason.equals("end_turn")) {
            assertThat(calls).as("a message that calls does not end its turn").isFalse();
        }
        assertThat(json.path("usage").has("output_tokens")).isTrue();
    }
}
