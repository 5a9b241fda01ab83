package dev.junctor.simulator.anthropic;

import dev.junctor.simulator.say.AnswerScript.Choice;
import dev.junctor.simulator.say.AnswerScript.Consumption;
import dev.junctor.simulator.say.AnswerScript.ToolUse;
import dev.junctor.simulator.say.Seal;
import dev.junctor.simulator.tell.Telling;
import dev.junctor.simulator.tell.Voice;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Messages as Anthropic writes them, whole and as events. */
record MessagesVoice(Seal seal) implements Voice {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @Override
    public byte[] whole(Telling telling) {
        Choice said = telling.script().choices().getFirst();
        ObjectNode message = opened(telling);
        ArrayNode content = (ArrayNode) message.path("content");
        if (!said.thoughts().isEmpty()) {
            content.addObject()
                    .put("type", "thinking")
                    .put("thinking", showsThoughts(telling) ? String.join("", said.thoughts()) : "")
                    .put("signature", signature(telling));
        }
        if (!said.text().isEmpty()) {
            content.addObject().put("type", "text").put("text", String.join("", said.text()));
        }
        for (ToolUse use : said.tools()) {
            content.add(toolUse(use).set("input", input(use)));
        }
        message.put("stop_reason", stopReason(said));
        putOrNull(message, "stop_sequence", said.stop());
        if (telling.usage() != Telling.Usage.OMITTED) {
            message.set("usage", usage(telling));
        }
        return message.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A message of which nothing is said yet. */
    static ObjectNode opened(Telling telling) {
        ObjectNode message =
                JSON.objectNode()
                        .put("id", telling.id())
                        .put("type", "message")
                        .put("role", "assistant")
                        .put("model", telling.ask().endpoint().upstreamId());
        message.putArray("content");
        return message.putNull("stop_reason").putNull("stop_sequence");
    }

    static ObjectNode toolUse(ToolUse use) {
        return JSON.objectNode()
                .put("type", "tool_use")
                .put("id", "toolu_01" + use.id().substring("call_".length()))
                .put("name", use.name());
    }

    /** Arguments that were cut off are not JSON; nothing of them is shown then. */
    private static JsonNode input(ToolUse use) {
        String text = String.join("", use.arguments());
        try {
            return JsonMapper.shared().readTree(text);
        } catch (JacksonException cut) {
            return JSON.objectNode();
        }
    }

    static String stopReason(Choice said) {
        return switch (said.finish()) {
            case STOP -> said.stop().isEmpty() ? "end_turn" : "stop_sequence";
            case LENGTH -> "max_tokens";
            case TOOL_CALLS -> "tool_use";
        };
    }

    static void putOrNull(ObjectNode node, String field, String value) {
        if (value.isEmpty()) {
            node.putNull(field);
        } else {
            node.put(field, value);
        }
    }

    /** Whether thoughts are shown rather than only signed. */
    static boolean showsThoughts(Telling telling) {
        JsonNode display = telling.ask().original().path("thinking").path("display");
        return !display.asString("").equals("omitted");
    }

    /** What proves that this was thought here. */
    String signature(Telling telling) {
        Choice said = telling.script().choices().getFirst();
        return seal.of(Anthropic.scope(telling.ask()), String.join("", said.thoughts()));
    }

    /** All usage; in the head of a stream with nothing said yet. */
    static ObjectNode usage(Telling telling) {
        Consumption counted = telling.script().consumption();
        boolean lies = telling.usage() == Telling.Usage.WRONG;
        long read = lies ? counted.prompt() + 7 : counted.cached();
        long fresh = counted.prompt() - counted.cached() - counted.cacheWritten();
        ObjectNode usage =
                JSON.objectNode()
                        .put("input_tokens", lies ? -fresh : fresh)
                        .put("cache_creation_input_tokens", counted.cacheWritten())
                        .put("cache_read_input_tokens", read);
        List<JsonNode> marks = CacheRules.marks(telling.ask().original());
        boolean hour = !marks.isEmpty() && marks.getLast().path("ttl").asString("").equals("1h");
        usage.putObject("cache_creation")
                .put("ephemeral_5m_input_tokens", hour ? 0 : counted.cacheWritten())
                .put("ephemeral_1h_input_tokens", hour ? counted.cacheWritten() : 0);
        usage.put("output_tokens", counted.visible() + counted.reasoning());
        usage.putObject("output_tokens_details").put("thinking_tokens", counted.reasoning());
        return usage.put("service_tier", "standard");
    }

    @Override
    public EventWriter events(Telling telling) {
        return new MessageEvents(telling, this);
    }

    @Override
    public String streamType(Telling telling) {
        return "text/event-stream; charset=utf-8";
    }

    @Override
    public String idField() {
        return "request-id";
    }

    @Override
    public String broken(Telling telling) {
        return "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"ind";
    }

    @Override
    public String idle(Telling telling) {
        return "event: ping\ndata: {\"type\": \"ping\"}\n\n";
    }

    @Override
    public UsageMoment usageMoment() {
        return UsageMoment.BEFORE_END;
    }
}
