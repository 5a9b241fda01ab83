package dev.junctor.core.dialect.gemini;

import dev.junctor.core.chat.Conversation.Limit;
import dev.junctor.core.chat.Knob;
import dev.junctor.core.chat.OutputFormat;
import dev.junctor.core.chat.ReasoningAsk;
import dev.junctor.core.chat.ReasoningAsk.Display;
import dev.junctor.core.chat.ReasoningAsk.Mode;
import dev.junctor.core.chat.Setting;
import dev.junctor.core.chat.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What {@code generationConfig} says.
 *
 * @param settings its plain settings
 */
record ConfigDecoder(
        Limit limit, OutputFormat format, ReasoningAsk reasoning, List<Setting> settings) {
    private static final ConfigDecoder SILENT =
            new ConfigDecoder(Limit.NONE, new OutputFormat.Text(), ReasoningAsk.UNSAID, List.of());

    private static final List<Map.Entry<String, Knob>> KNOBS =
            List.of(
                    Map.entry("temperature", Knob.TEMPERATURE),
                    Map.entry("topP", Knob.TOP_P),
                    Map.entry("topK", Knob.TOP_K),
                    Map.entry("candidateCount", Knob.CHOICES),
                    Map.entry("stopSequences", Knob.STOP),
                    Map.entry("seed", Knob.SEED),
                    Map.entry("presencePenalty", Knob.PRESENCE_PENALTY),
                    Map.entry("frequencyPenalty", Knob.FREQUENCY_PENALTY),
                    Map.entry("responseLogprobs", Knob.LOGPROBS),
                    Map.entry("logprobs", Knob.TOP_LOGPROBS));

    static ConfigDecoder of(Fields request) {
        if (!request.has(RequestNames.CONFIG)) {
            request.known(RequestNames.CONFIG);
            return SILENT;
        }
        Fields config = request.object(RequestNames.CONFIG);
        long tokens = config.number("maxOutputTokens", Limit.NONE.tokens());
        Limit limit = tokens < 0 ? Limit.NONE : new Limit(tokens, config.path("maxOutputTokens"));
        List<Setting> settings = new ArrayList<>();
        for (Map.Entry<String, Knob> knob : KNOBS) {
            JsonNode value = config.take(knob.getKey());
            if (!value.isMissingNode()) {
                settings.add(new Setting(knob.getValue(), value, config.path(knob.getKey())));
            }
        }
        modalities(config, settings);
        return new ConfigDecoder(limit, format(config), reasoning(config), settings);
    }

    private static void modalities(Fields config, List<Setting> settings) {
        JsonNode listed = config.take("responseModalities");
        if (listed.isEmpty()) {
            return;
        }
        ArrayNode words = JsonNodeFactory.instance.arrayNode();
        for (JsonNode word : listed) {
            words.add(word.asString("").toLowerCase(Locale.ROOT));
        }
        settings.add(new Setting(Knob.MODALITIES, words, config.path("responseModalities")));
    }

    private static OutputFormat format(Fields config) {
        String type = config.text("responseMimeType");
        String path = config.path("responseMimeType");
        if (!type.equals("application/json")) {
            return new OutputFormat.Text();
        }
        for (String name : List.of("responseJsonSchema", "_responseJsonSchema")) {
            JsonNode schema = config.take(name);
            if (schema.isObject()) {
                return schema(schema, config.path(name));
            }
        }
        JsonNode older = config.take("responseSchema");
        return older.isObject()
                ? schema(Schemas.json(older), config.path("responseSchema"))
                : new OutputFormat.JsonObject(path);
    }

    private static OutputFormat schema(JsonNode schema, String path) {
        return new OutputFormat.JsonSchema("", "", schema, Tool.Strict.UNSAID, path);
    }

    private static ReasoningAsk reasoning(Fields config) {
        if (!config.has("thinkingConfig")) {
            config.known("thinkingConfig");
            return ReasoningAsk.UNSAID;
        }
        Fields thinking = config.object("thinkingConfig");
        Display display =
                thinking.has("includeThoughts")
                        ? thinking.isTrue("includeThoughts") ? Display.SHOWN : Display.HIDDEN
                        : Display.UNSAID;
        thinking.known("includeThoughts");
        String level = thinking.word("thinkingLevel").replace("THINKING_LEVEL_", "");
        long budget = thinking.number("thinkingBudget", Long.MIN_VALUE);
        String effort = level.equals("UNSPECIFIED") ? "" : level.toLowerCase(Locale.ROOT);
        Mode mode;
        if (budget == 0) {
            mode = Mode.OFF;
        } else if (budget == -1) {
            mode = Mode.ADAPTIVE;
        } else {
            mode = budget > 0 || !effort.isEmpty() ? Mode.ON : Mode.UNSAID;
        }
        return new ReasoningAsk(
                mode, effort, budget > 0 ? budget : -1, display, config.path("thinkingConfig"));
    }
}
