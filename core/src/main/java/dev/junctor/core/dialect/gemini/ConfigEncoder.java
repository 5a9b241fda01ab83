package dev.junctor.core.dialect.gemini;

import dev.junctor.core.chat.Conversation;
import dev.junctor.core.chat.OutputFormat;
import dev.junctor.core.chat.Setting;
import dev.junctor.core.dialect.Ability;
import dev.junctor.core.dialect.Losses;
import dev.junctor.core.dialect.Target;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes {@code generationConfig}. */
final class ConfigEncoder {
    private static final int MOST_STOPS = 5;

    private final Conversation asked;
    private final Target target;
    private final Losses losses;
    private final ObjectNode json = JsonNodeFactory.instance.objectNode();

    ConfigEncoder(Conversation asked, Target target, Losses losses) {
        this.asked = asked;
        this.target = target;
        this.losses = losses;
    }

    ObjectNode encode() {
        limit();
        asked.settings().forEach(this::setting);
        format();
        new ThinkingEncoder(asked, target, losses).encode(json);
        return json;
    }

    private void limit() {
        if (!asked.limit().isPresent()) {
            return;
        }
        long most = target.maxOutputTokens();
        boolean tooMuch = most > 0 && asked.limit().tokens() > most;
        if (tooMuch) {
            losses.approximated(asked.limit().path(), "the model answers with fewer tokens");
        }
        json.put("maxOutputTokens", tooMuch ? most : asked.limit().tokens());
    }

    private void format() {
        switch (asked.format()) {
            case OutputFormat.Text text -> {}
            case OutputFormat.JsonObject any -> json.put("responseMimeType", "application/json");
            case OutputFormat.JsonSchema schema -> {
                if (target.can(Ability.STRUCTURED_OUTPUT)) {
                    if (!schema.name().isEmpty()) {
                        losses.dropped(
                                schema.path(), "a schema has neither name nor strictness here");
                    }
                    json.put("responseMimeType", "application/json");
                    if (schema.schema().isObject()) {
                        json.set("responseJsonSchema", schema.schema());
                    }
                }
            }
        }
    }

    private void setting(Setting setting) {
        switch (setting.knob()) {
            case TEMPERATURE -> sampling("temperature", setting);
            case TOP_P -> sampling("topP", setting);
            case TOP_K -> sampling("topK", setting);
            case FREQUENCY_PENALTY -> sampling("frequencyPenalty", setting);
            case PRESENCE_PENALTY -> sampling("presencePenalty", setting);
            case SEED -> json.set("seed", setting.value());
            case CHOICES -> json.set("candidateCount", setting.value());
            case LOGPROBS -> {
                if (setting.value().asBoolean(false)) {
                    sampling("responseLogprobs", setting);
                }
            }
            case TOP_LOGPROBS -> sampling("logprobs", setting);
            case STOP -> stop(setting);
            case MODALITIES -> modalities(setting);
            case MIN_P,
                    TOP_A,
                    REPETITION_PENALTY,
                    LOGIT_BIAS,
                    SERVICE_TIER,
                    USER,
                    SAFETY_IDENTIFIER,
                    METADATA,
                    STORE,
                    VERBOSITY,
                    PREDICTION,
                    AUDIO,
                    CACHE_KEY,
                    CACHE_RETENTION,
                    MAX_TOOL_CALLS,
                    TRUNCATION,
                    PREVIOUS_ID -> {}
        }
    }

    private void sampling(String name, Setting setting) {
        if (target.can(Ability.SAMPLING)) {
            json.set(name, setting.value());
        } else {
            losses.dropped(setting.path(), "the model refuses it");
        }
    }

    private void stop(Setting setting) {
        ArrayNode sequences = JsonNodeFactory.instance.arrayNode();
        for (JsonNode sequence : setting.value()) {
            if (sequences.size() < MOST_STOPS) {
                sequences.add(sequence);
            } else {
                losses.dropped(setting.path(), "more than five stop sequences are refused");
            }
        }
        if (!sequences.isEmpty()) {
            json.set("stopSequences", sequences);
        }
    }

    private void modalities(Setting setting) {
        ArrayNode words = json.putArray("responseModalities");
        setting.value().forEach(word -> words.add(word.asString("").toUpperCase(Locale.ROOT)));
    }
}
