package dev.junctor.core.dialect.crossing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.json.Trees;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The grammar of a stream of Responses: what its clients rely on. */
final class ResponseGrammar {
    private static final Set<String> REQUIRED =
            Set.of(
                    "id",
                    "object",
                    "created_at",
                    "status",
                    "error",
                    "incomplete_details",
                    "instructions",
                    "metadata",
                    "model",
                    "output",
                    "parallel_tool_calls",
                    "temperature",
                    "tool_choice",
                    "tools",
                    "top_p");

    private int items;
    private int texts; // contents or summaries of the open item
    private String item = "";
    private String itemId = "";
    private boolean textOpen;
    private final StringBuilder text = new StringBuilder();

    private ResponseGrammar() {}

    /** Checks a whole stream, which may end in an error. */
    static void check(byte[] stream) {
        new ResponseGrammar().all(Sse.events(stream));
    }

    private void all(List<Sse.Event> events) {
        boolean failed = events.stream().anyMatch(event -> event.name().equals("error"));
        for (int i = 0; i < events.size(); i++) {
            JsonNode json = Trees.read(events.get(i).data()).orElseThrow();
            String name = events.get(i).name();
            assertThat(json.path("type").asString()).isEqualTo(name);
            assertThat(json.path("sequence_number").asInt(-1)).as("number").isEqualTo(i);
            if (!failed) {
                assertThat(name.equals("response.created")).as("created").isEqualTo(i == 0);
                assertThat(name.equals("response.in_progress")).isEqualTo(i == 1);
                boolean last = i == events.size() - 1;
                boolean ends = Set.of("response.completed", "response.incomplete").contains(name);
                assertThat(ends).as("the end").isEqualTo(last);
            }
            event(name, json);
        }
    }

    private void event(String name, JsonNode json) {
        switch (name) {
            case "response.created", "response.in_progress" -> {
                whole(json.path("response"), "in_progress");
                assertThat(json.path("response").path("output").isEmpty()).isTrue();
            }
            case "response.completed" -> end(json.path("response"), "completed");
            case "response.incomplete" -> {
                end(json.path("response"), "incomplete");
                assertThat(json.at("/response/incomplete_details/reason").asString()).isNotEmpty();
            }
            case "response.failed" -> {
                whole(json.path("response"), "failed");
                assertThat(json.at("/response/error/code").asString()).isNotEmpty();
            }
            case "error" -> assertThat(json.path("message").asString()).isNotEmpty();
            case "response.output_item.added" -> open(json);
            case "response.output_item.done" -> close(json);
            default -> inside(name, json);
        }
    }

    private static void whole(JsonNode response, String status) {
        REQUIRED.forEach(field -> assertThat(response.has(field)).as(field).isTrue());
        assertThat(response.path("status").asString()).isEqualTo(status);
    }

    private void end(JsonNode response, String status) {
        whole(response, status);
        assertThat(item).as("no item is open").isEmpty();
        assertThat(response.path("output").size()).as("all items are told").isEqualTo(items);
    }

    private void open(JsonNode json) {
        assertThat(item).as("items do not overlap").isEmpty();
        assertThat(json.path("output_index").asInt(-1)).isEqualTo(items);
        item = json.at("/item/type").asString();
        itemId = json.at("/item/id").asString();
        assertThat(json.at("/item/status").asString()).isEqualTo("in_progress");
        assertThat(item).isNotEmpty();
        assertThat(itemId).isNotEmpty();
        texts = 0;
        text.setLength(0);
    }

    private void close(JsonNode json) {
        assertThat(json.path("output_index").asInt(-1)).isEqualTo(items);
        assertThat(json.at("/item/id").asString()).isEqualTo(itemId);
        assertThat(json.at("/item/status").asString()).isIn("completed", "incomplete");
        assertThat(textOpen).as("no text is open").isFalse();
        switch (item) {
            case "message" -> assertThat(json.at("/item/content").size()).isEqualTo(texts);
            case "reasoning" -> assertThat(json.at("/item/summary").size()).isEqualTo(texts);
            case "function_call" ->
                    assertThat(json.at("/item/arguments").asString()).isEqualTo(text.toString());
            case "custom_tool_call" ->
                    assertThat(json.at("/item/input").asString()).isEqualTo(text.toString());
            default -> assertThat(item).isEqualTo("image_generation_call");
        }
        items++;
        item = "";
    }

    private void inside(String name, JsonNode json) {
        assertThat(json.path("item_id").asString()).as("announced").isEqualTo(itemId);
        assertThat(json.path("output_index").asInt(-1)).isEqualTo(items);
        String place = item.equals("reasoning") ? "summary_index" : "content_index";
        if (item.equals("message") || item.equals("reasoning")) {
            assertThat(json.path(place).asInt(-1)).as(place).isEqualTo(texts);
        }
        switch (name) {
            case "response.content_part.added", "response.reasoning_summary_part.added" -> {
                assertThat(textOpen).as("texts do not overlap").isFalse();
                textOpen = true;
                text.setLength(0);
            }
            case "response.output_text.delta",
                    "response.refusal.delta",
                    "response.reasoning_summary_text.delta" -> {
                assertThat(textOpen).isTrue();
                text.append(json.path("delta").asString());
            }
            case "response.output_text.annotation.added" -> assertThat(textOpen).isTrue();
            case "response.output_text.done", "response.reasoning_summary_text.done" ->
                    assertThat(json.path("text").asString()).isEqualTo(text.toString());
            case "response.refusal.done" ->
                    assertThat(json.path("refusal").asString()).isEqualTo(text.toString());
            case "response.content_part.done", "response.reasoning_summary_part.done" -> {
                assertThat(textOpen).isTrue();
                textOpen = false;
                texts++;
            }
            case "response.function_call_arguments.delta",
                    "response.custom_tool_call_input.delta" ->
                    text.append(json.path("delta").asString());
            case "response.function_call_arguments.done" ->
                    assertThat(json.path("arguments").asString()).isEqualTo(text.toString());
            case "response.custom_tool_call_input.done" ->
                    assertThat(json.path("input").asString()).isEqualTo(text.toString());
            default -> throw new AssertionError("unknown event " + name);
        }
    }
}
