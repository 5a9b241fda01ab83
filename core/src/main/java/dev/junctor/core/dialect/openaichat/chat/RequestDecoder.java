package dev.junctor.core.dialect.openaichat.chat;

import dev.junctor.core.chat.Aside;
import dev.junctor.core.chat.CacheMark;
import dev.junctor.core.chat.Conversation;
import dev.junctor.core.chat.Conversation.Flow;
import dev.junctor.core.chat.Conversation.Limit;
import dev.junctor.core.chat.Knob;
import dev.junctor.core.chat.Opaque;
import dev.junctor.core.chat.OutputFormat;
import dev.junctor.core.chat.Setting;
import dev.junctor.core.chat.Tool.Strict;
import dev.junctor.core.chat.Turn;
import dev.junctor.core.dialect.Carrier;
import dev.junctor.core.dialect.Malformed;
import dev.junctor.core.dialect.Reading;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads a request's top level. */
final class RequestDecoder {
    /** Plain settings by their names here; the writer uses the same list in the same order. */
    static final Map<String, Knob> KNOBS = knobs();

    /** What steers Junctor or asks for what it always does: read elsewhere, lost nowhere. */
    private static final String[] OURS = {
        "provider",
        "routing",
        "models",
        "route",
        "plugins",
        "transforms",
        "preset",
        "session_id",
        "usage",
        "trace",
        "debug",
        "simulator",
        "stream_options"
    };

    private RequestDecoder() {}

    private static Map<String, Knob> knobs() {
        Map<String, Knob> knobs = new LinkedHashMap<>();
        knobs.put("temperature", Knob.TEMPERATURE);
        knobs.put("top_p", Knob.TOP_P);
        knobs.put("top_k", Knob.TOP_K);
        knobs.put("min_p", Knob.MIN_P);
        knobs.put("top_a", Knob.TOP_A);
        knobs.put("frequency_penalty", Knob.FREQUENCY_PENALTY);
        knobs.put("presence_penalty", Knob.PRESENCE_PENALTY);
        knobs.put("repetition_penalty", Knob.REPETITION_PENALTY);
        knobs.put("seed", Knob.SEED);
        knobs.put("logit_bias", Knob.LOGIT_BIAS);
        knobs.put("logprobs", Knob.LOGPROBS);
        knobs.put("top_logprobs", Knob.TOP_LOGPROBS);
        knobs.put("n", Knob.CHOICES);
        knobs.put("stop", Knob.STOP);
        knobs.put("service_tier", Knob.SERVICE_TIER);
        knobs.put("user", Knob.USER);
        knobs.put("safety_identifier", Knob.SAFETY_IDENTIFIER);
        knobs.put("metadata", Knob.METADATA);
        knobs.put("store", Knob.STORE);
        knobs.put("verbosity", Knob.VERBOSITY);
        knobs.put("prediction", Knob.PREDICTION);
        knobs.put("modalities", Knob.MODALITIES);
        knobs.put("audio", Knob.AUDIO);
        knobs.put("prompt_cache_key", Knob.CACHE_KEY);
        knobs.put("prompt_cache_retention", Knob.CACHE_RETENTION);
        return Collections.unmodifiableMap(knobs);
    }

    /** What the request means; throws {@link Malformed} for one that cannot be understood. */
    static Conversation decode(ObjectNode json, Carrier carrier) {
        Reading request = new Reading(OpenAiChatCodec.DIALECT, "", json);
        request.known(OURS);
        if (request.list("messages").isEmpty()) {
            throw new Malformed("messages", "'messages' must hold at least one message.");
        }
        List<Turn> turns = new ArrayList<>();
        List<JsonNode> messages = request.list("messages");
        for (int i = 0; i < messages.size(); i++) {
            Reading message = request.element("messages", i, messages.get(i));
            turns.add(MessageDecoder.decode(message, carrier));
        }
        CacheMark mark = ContentDecoder.mark(request);
        var tools = ToolDecoder.tools(request);
        var choice = ToolDecoder.choice(request);
        var format = format(request);
        var reasoning = ReasoningDecoder.ask(request);
        Limit limit = limit(request);
        List<Setting> settings = settings(request);
        Flow flow = request.isTrue("stream") ? Flow.EVENTS : Flow.WHOLE;
        String model = request.text("model");
        return new Conversation(
                model,
                turns,
                tools,
                choice,
                format,
                reasoning,
                limit,
                settings,
                flow,
                new Aside(request.origin(), mark, Opaque.NONE));
    }

    private static Limit limit(Reading request) {
        String newer = "max_completion_tokens";
        String field = request.has(newer) ? newer : "max_tokens";
        long tokens = request.number(field, Limit.NONE.tokens());
        return tokens < 0 ? Limit.NONE : new Limit(tokens, field);
    }

    private static List<Setting> settings(Reading request) {
        List<Setting> settings = new ArrayList<>();
        for (Map.Entry<String, Knob> entry : KNOBS.entrySet()) {
            JsonNode value = request.take(entry.getKey());
            if (!value.isMissingNode()) {
                JsonNode said = entry.getValue() == Knob.STOP ? list(value) : value;
                settings.add(new Setting(entry.getValue(), said, entry.getKey()));
            }
        }
        return settings;
    }

    private static JsonNode list(JsonNode stop) {
        if (stop.isArray()) {
            return stop;
        }
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        return list.add(stop);
    }

    private static OutputFormat format(Reading request) {
        if (!request.has("response_format")) {
            request.known("response_format");
            return new OutputFormat.Text();
        }
        Reading format = request.object("response_format");
        String type = format.required("type");
        return switch (type) {
            case "text" -> new OutputFormat.Text();
            case "json_object" -> new OutputFormat.JsonObject("response_format");
            case "json_schema" -> {
                Reading schema = format.object("json_schema");
                yield new OutputFormat.JsonSchema(
                        schema.text("name"),
                        schema.text("description"),
                        schema.take("schema"),
                        strict(schema),
                        "response_format");
            }
            default ->
                    throw new Malformed(
                            "response_format.type",
                            "'response_format.type' must be text, json_object or json_schema.");
        };
    }

    /** What {@code strict} says. */
    static Strict strict(Reading of) {
        if (!of.has("strict")) {
            of.known("strict");
            return Strict.UNSAID;
        }
        return of.isTrue("strict") ? Strict.ON : Strict.OFF;
    }
}
