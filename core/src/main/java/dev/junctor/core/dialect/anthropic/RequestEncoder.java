package dev.junctor.core.dialect.anthropic;

import dev.junctor.core.chat.Conversation;
import dev.junctor.core.chat.Conversation.Flow;
import dev.junctor.core.chat.Origin;
import dev.junctor.core.chat.OutputFormat;
import dev.junctor.core.chat.Setting;
import dev.junctor.core.dialect.Ability;
import dev.junctor.core.dialect.Losses;
import dev.junctor.core.dialect.Target;
import java.math.BigDecimal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes a request's top level. */
final class RequestEncoder {
    /** What an answer may have where neither the caller nor the catalog says: every model takes it. */
    private static final long USUAL_LIMIT = 4_096;

    private final Conversation asked;
    private final Target target;
    private final Losses losses;
    private final ObjectNode json = JsonNodeFactory.instance.objectNode();

    RequestEncoder(Conversation asked, Target target, Losses losses) {
        this.asked = asked;
        this.target = target;
        this.losses = losses;
    }

    ObjectNode encode() {
        Origin origin = asked.aside().origin();
        if (origin.isOf(AnthropicCodec.DIALECT)) {
            json.setAll(origin.json());
            if (!target.model().isEmpty()) {
                json.put("model", target.model());
            }
            return json;
        }
        losses.unread(origin);
        json.put("model", target.model());
        json.put("max_tokens", limit());
        MessagesEncoder messages = new MessagesEncoder(target, losses);
        ArrayNode list = messages.messages(asked.turns());
        ArrayNode system = messages.system();
        anyJson(system);
        if (!system.isEmpty()) {
            json.set("system", text(system));
        }
        json.set("messages", list);
        boolean made = asked.format() instanceof OutputFormat.JsonSchema && !hasFormat();
        boolean thinks = new ThinkingEncoder(asked, target, losses).encode(json, messages.loop());
        new ToolEncoder(asked, losses)
                .encode(
                        json,
                        made ? ToolEncoder.Made.YES : ToolEncoder.Made.NO,
                        thinks ? ToolEncoder.Thoughts.ON : ToolEncoder.Thoughts.OFF);
        format();
        for (Setting setting : asked.settings()) {
            setting(setting, thinks);
        }
        if (asked.flow() == Flow.EVENTS) {
            json.put("stream", true);
        }
        CacheMarks.encode(json, asked, target, losses);
        return json;
    }

    private long limit() {
        if (asked.limit().isPresent()) {
            long most = target.maxOutputTokens();
            boolean tooMuch = most > 0 && asked.limit().tokens() > most;
            if (tooMuch) {
                losses.approximated(asked.limit().path(), "the model answers with fewer tokens");
            }
            return tooMuch ? most : asked.limit().tokens();
        }
        return target.maxOutputTokens() > 0 ? target.maxOutputTokens() : USUAL_LIMIT;
    }

    /** One plain text is written as a string. */
    private static JsonNode text(ArrayNode system) {
        JsonNode only = system.get(0);
        return system.size() == 1 && only.size() == 2 ? only.get("text") : system;
    }

    private boolean hasFormat() {
        return target.can(Ability.STRUCTURED_OUTPUT);
    }

    /** JSON of no schema can only be asked for in words. */
    private void anyJson(ArrayNode system) {
        if (asked.format() instanceof OutputFormat.JsonObject any) {
            losses.approximated(any.path(), "that the answer be JSON is asked for in words");
            system.addObject()
                    .put("type", "text")
                    .put("text", "Answer with one JSON object and nothing else.");
        }
    }

    private void format() {
        if (asked.format() instanceof OutputFormat.JsonSchema schema && hasFormat()) {
            if (!schema.name().isEmpty()) {
                losses.approximated(schema.path(), "a schema has no name here, and is always kept");
            }
            json.withObject("output_config")
                    .putObject("format")
                    .put("type", "json_schema")
                    .set("schema", schema.schema().isObject() ? schema.schema() : anything());
        }
    }

    private static ObjectNode anything() {
        return JsonNodeFactory.instance.objectNode().put("type", "object");
    }

    private void setting(Setting setting, boolean thinks) {
        switch (setting.knob()) {
            case TEMPERATURE, TOP_P, TOP_K -> sampling(setting, thinks);
            case STOP -> stop(setting);
            case USER -> json.putObject("metadata").set("user_id", setting.value());
            case SERVICE_TIER -> tier(setting);
            case CHOICES -> {
                if (setting.value().asLong(1) > 1) {
                    losses.dropped(setting.path(), "a message is one answer only");
                }
            }
            case STORE -> {
                if (setting.value().asBoolean(false)) {
                    losses.dropped(setting.path(), "nothing is stored");
                }
            }
            case LOGPROBS -> {
                if (setting.value().asBoolean(false)) {
                    losses.dropped(setting.path(), "messages have no logprobs");
                }
            }
            case MODALITIES -> modalities(setting);
            case MIN_P,
                    TOP_A,
                    FREQUENCY_PENALTY,
                    PRESENCE_PENALTY,
                    REPETITION_PENALTY,
                    SEED,
                    LOGIT_BIAS,
                    TOP_LOGPROBS,
                    SAFETY_IDENTIFIER,
                    METADATA,
                    VERBOSITY,
                    PREDICTION,
                    AUDIO,
                    CACHE_KEY,
                    CACHE_RETENTION,
                    MAX_TOOL_CALLS,
                    TRUNCATION,
                    PREVIOUS_ID ->
                    losses.dropped(setting.path(), "messages have no such setting");
        }
    }

    private void modalities(Setting setting) {
        boolean textOnly =
                setting.value().size() == 1 && setting.value().path(0).asString("").equals("text");
        if (!textOnly) {
            losses.dropped(setting.path(), "the answer is text");
        }
    }

    private void sampling(Setting setting, boolean thinks) {
        if (!target.can(Ability.SAMPLING)) {
            losses.dropped(setting.path(), "the model refuses it");
            return;
        }
        BigDecimal value =
                setting.value().isNumber() ? setting.value().decimalValue() : BigDecimal.ONE;
        switch (setting.knob()) {
            case TEMPERATURE -> {
                if (thinks && value.compareTo(BigDecimal.ONE) != 0) {
                    losses.dropped(setting.path(), "a model that thinks takes none but 1");
                } else if (value.compareTo(BigDecimal.ONE) > 0) {
                    losses.approximated(setting.path(), "1 is the highest");
                    json.put("temperature", 1);
                } else {
                    json.set("temperature", setting.value());
                }
            }
            case TOP_P -> {
                if (thinks && value.compareTo(new BigDecimal("0.95")) < 0) {
                    losses.dropped(setting.path(), "a model that thinks takes none below 0.95");
                } else {
                    json.set("top_p", setting.value());
                }
            }
            default -> {
                if (thinks) {
                    losses.dropped(setting.path(), "a model that thinks takes none");
                } else {
                    json.set("top_k", setting.value());
                }
            }
        }
    }

    private void stop(Setting setting) {
        ArrayNode sequences = JsonNodeFactory.instance.arrayNode();
        for (JsonNode sequence : setting.value()) {
            if (sequence.asString("").isBlank()) {
                losses.dropped(setting.path(), "a stop sequence of white space is refused");
            } else {
                sequences.add(sequence);
            }
        }
        if (!sequences.isEmpty()) {
            json.set("stop_sequences", sequences);
        }
    }

    private void tier(Setting setting) {
        switch (setting.value().asString("")) {
            case "auto", "priority" -> json.put("service_tier", "auto");
            case "default" -> json.put("service_tier", "standard_only");
            default -> losses.dropped(setting.path(), "the provider has no such tier");
        }
    }
}
