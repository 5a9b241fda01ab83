package dev.junctor.core.dialect.openairesponses;

import dev.junctor.core.chat.ChatEvent;
import dev.junctor.core.chat.ChatEvent.Consumed;
import dev.junctor.core.chat.ChatEvent.Done;
import dev.junctor.core.chat.ChatEvent.Failed;
import dev.junctor.core.chat.ChatEvent.Finished;
import dev.junctor.core.chat.ChatEvent.PartStart;
import dev.junctor.core.chat.ChatEvent.Start;
import dev.junctor.core.chat.Part;
import dev.junctor.core.chat.Part.Reasoning.Form;
import dev.junctor.core.dialect.ErrorClassifier;
import dev.junctor.core.dialect.Sent;
import dev.junctor.core.dialect.StreamDecoder;
import dev.junctor.core.dialect.openairesponses.Statuses.Said;
import dev.junctor.core.fault.Blame;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.fault.FaultKind;
import dev.junctor.core.json.Trees;
import dev.junctor.core.usage.Usage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Reads a stream of events; items are known by their place in the output, for not all providers keep their ids. */
final class EventDecoder implements StreamDecoder {
    private final Sent sent;
    private final ItemReader.Numbers numbers = new ItemReader.Numbers();
    private final Map<Integer, ItemReader> open = new TreeMap<>();
    private final Set<Integer> seen = new HashSet<>();
    private final Set<String> callIds = new HashSet<>();
    private List<ChatEvent> out = new ArrayList<>();
    private long searches;
    private int newest;
    private boolean started;
    private boolean over;
    private Said said = Said.WORDS;

    EventDecoder(Sent sent) {
        this.sent = sent;
    }

    @Override
    public List<ChatEvent> on(String name, byte[] bytes, int from, int to) {
        if (over || to <= from) {
            return List.of();
        }
        out = new ArrayList<>();
        if (bytes[from] == '[') {
            return out; // [DONE], which some send behind the end
        }
        JsonNode event = Trees.read(bytes, from, to).orElse(Trees.NOTHING);
        if (!event.isObject()) {
            return fail(
                    ErrorClassifier.garbage(bytes, from, to, "The provider's stream is not JSON."));
        }
        String type = event.path("type").asString(name);
        switch (type) {
            case "response.created", "response.queued", "response.in_progress" ->
                    begin(event.path("response"));
            case "response.completed", "response.incomplete" -> close(event.path("response"));
            case "response.failed", "response.cancelled" -> {
                byte[] response = Trees.bytes(event.path("response"));
                fail(ErrorClassifier.inside(response, 0, response.length));
            }
            case "error" -> fail(ErrorClassifier.inside(bytes, from, to));
            default -> {
                if (event.path("error").isObject()) {
                    fail(ErrorClassifier.inside(bytes, from, to));
                } else {
                    item(type, event);
                }
            }
        }
        notice();
        return out;
    }

    private void begin(JsonNode response) {
        if (!started) {
            started = true;
            out.add(
                    new Start(
                            response.path("id").asString(""),
                            response.path("model").asString(""),
                            response.path("created_at").asLong(0)));
        }
    }

    private void item(String type, JsonNode event) {
        begin(Trees.NOTHING);
        int place = event.path("output_index").asInt(newest);
        switch (type) {
            case "response.output_item.added" -> {
                newest = place;
                open(place, event.path("item"));
            }
            case "response.output_item.done" -> {
                newest = place;
                open(place, event.path("item"));
                close(place, event.path("item"));
            }
            default -> {
                ItemReader reader = open.get(place);
                if (reader != null) {
                    inside(reader, type, event);
                }
            }
        }
    }

    private void open(int place, JsonNode item) {
        if (seen.add(place)) {
            String path = "output[" + place + "]";
            ItemReader reader = new ItemReader(item, path, sent.target().scope(), numbers);
            open.put(place, reader);
            reader.open(item, out);
            searches += item.path("type").asString("").equals("web_search_call") ? 1 : 0;
        }
        callIds.add(item.path("call_id").asString(""));
    }

    private void close(int place, JsonNode item) {
        ItemReader reader = open.remove(place);
        if (reader != null) {
            reader.close(item, out);
        }
    }

    private void inside(ItemReader reader, String type, JsonNode event) {
        int content = event.path("content_index").asInt(0);
        int summary = event.path("summary_index").asInt(0);
        String delta = event.path("delta").asString("");
        switch (type) {
            case "response.content_part.added" -> {
                if (isThought(event)) {
                    reader.thought(Form.FULL, content, "", out);
                } else {
                    reader.content(content, event.path("part"), out);
                }
            }
            case "response.output_text.delta", "response.refusal.delta" -> {
                reader.content(content, kind(type), out);
                reader.delta(content, delta, out);
            }
            case "response.output_text.done" -> {
                reader.content(content, kind(type), out);
                reader.whole(content, event.path("text").asString(""), out);
            }
            case "response.refusal.done" -> {
                reader.content(content, kind(type), out);
                reader.whole(content, event.path("refusal").asString(""), out);
            }
            case "response.output_text.annotation.added" ->
                    reader.cited(content, event.path("annotation"), out);
            case "response.content_part.done" -> {
                if (!isThought(event)) {
                    reader.contentEnd(content, event.path("part"), out);
                }
            }
            case "response.function_call_arguments.delta",
                    "response.custom_tool_call_input.delta" ->
                    reader.delta(0, delta, out);
            case "response.function_call_arguments.done" ->
                    reader.whole(0, event.path("arguments").asString(""), out);
            case "response.custom_tool_call_input.done" ->
                    reader.whole(0, event.path("input").asString(""), out);
            case "response.reasoning_summary_text.delta" ->
                    reader.thought(Form.SUMMARY, summary, delta, out);
            case "response.reasoning_summary_text.done" ->
                    reader.thoughtWhole(
                            Form.SUMMARY, summary, event.path("text").asString(""), out);
            case "response.reasoning_text.delta" -> reader.thought(Form.FULL, content, delta, out);
            case "response.reasoning_text.done" ->
                    reader.thoughtWhole(Form.FULL, content, event.path("text").asString(""), out);
            default -> {} // what hosted tools do on the way means nothing to others
        }
    }

    private static boolean isThought(JsonNode event) {
        return event.path("part").path("type").asString("").equals("reasoning_text");
    }

    /** What a content is that nobody announced. */
    private static JsonNode kind(String type) {
        return type.startsWith("response.refusal") ? REFUSAL : Trees.NOTHING;
    }

    private static final JsonNode REFUSAL =
            Trees.read("{\"type\":\"refusal\"}").orElse(Trees.NOTHING);

    private void close(JsonNode response) {
        begin(response);
        JsonNode output = response.path("output");
        boolean isFirst = seen.isEmpty();
        for (int i = 0; i < output.size(); i++) {
            JsonNode item = output.get(i);
            if (isFirst || isNew(i, item)) {
                open(i, item);
            }
            close(i, item);
        }
        for (Integer place : List.copyOf(open.keySet())) {
            close(place, Trees.NOTHING);
        }
        notice();
        Usage usage = UsageJson.read(response.path("usage"));
        if (!usage.equals(Usage.NONE)) {
            String tier = response.path("service_tier").asString("");
            out.add(new Consumed(usage.withWebSearches(searches), tier));
        }
        String reason = response.path("incomplete_details").path("reason").asString("");
        String status = response.path("status").asString("");
        out.add(new Finished(0, Statuses.ending(status, reason, said)));
        over = true;
        out.add(new Done());
    }

    /** A call that was not announced; all else that some tell again here has another id and place there. */
    private boolean isNew(int place, JsonNode item) {
        String id = item.path("call_id").asString("");
        return !id.isEmpty() && !seen.contains(place) && !callIds.contains(id);
    }

    /** The end follows from the calls and refusals that were seen. */
    private void notice() {
        for (ChatEvent event : out) {
            if (event instanceof PartStart start) {
                if (start.opening() instanceof Part.ToolCall) {
                    said = Said.CALLS;
                } else if (start.opening() instanceof Part.Refusal && said != Said.CALLS) {
                    said = Said.REFUSAL;
                }
            }
        }
    }

    private List<ChatEvent> fail(Fault fault) {
        over = true;
        out.add(new Failed(fault));
        return out;
    }

    @Override
    public List<ChatEvent> end() {
        if (over) {
            return List.of();
        }
        out = new ArrayList<>();
        return fail(
                Fault.silent(
                        FaultKind.PROVIDER_UNAVAILABLE,
                        Blame.ENDPOINT,
                        "The provider closed the stream before the answer was complete."));
    }
}
