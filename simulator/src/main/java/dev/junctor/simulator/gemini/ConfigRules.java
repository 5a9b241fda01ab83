package dev.junctor.simulator.gemini;

import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Reasoning;
import dev.junctor.simulator.ask.Ask;
import dev.junctor.simulator.ask.Prompt;
import dev.junctor.simulator.protocol.Objection;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The fields of a request and of its configuration: known, of their type, in their range. */
final class ConfigRules {
    private static final Set<String> KNOWN =
            Set.of(
                    "model",
                    "contents",
                    "systemInstruction",
                    "tools",
                    "toolConfig",
                    "safetySettings",
                    "generationConfig",
                    "cachedContent",
                    "serviceTier",
                    "store",
                    "labels",
                    "simulator");

    private static final Set<String> CONFIG =
            Set.of(
                    "temperature",
                    "topP",
                    "topK",
                    "candidateCount",
                    "maxOutputTokens",
                    "stopSequences",
                    "seed",
                    "presencePenalty",
                    "frequencyPenalty",
                    "responseLogprobs",
                    "logprobs",
                    "responseMimeType",
                    "responseSchema",
                    "responseJsonSchema",
                    "responseModalities",
                    "speechConfig",
                    "imageConfig",
                    "mediaResolution",
                    "enableEnhancedCivicAnswers",
                    "thinkingConfig");

    private static final int MOST_STOPS = 5;
    private static final int MOST_CANDIDATES = 8;

    private ConfigRules() {}

    static void check(Ask ask, Prompt prompt) {
        JsonNode asked = ask.original();
        known(asked, KNOWN, "");
        JsonNode config = Fields.of(asked, "generationConfig");
        known(config, CONFIG, " at 'generation_config'");
        range(config, "temperature", 0, 2);
        range(config, "topP", 0, 1);
        range(config, "candidateCount", 1, MOST_CANDIDATES);
        range(config, "maxOutputTokens", 1, Integer.MAX_VALUE);
        if (Fields.of(config, "stopSequences").size() > MOST_STOPS) {
            throw Objection.invalid(
                    "The number of stop sequences must be at most " + MOST_STOPS + ".");
        }
        JsonNode thinking = Fields.of(config, "thinkingConfig");
        if (Fields.has(thinking, "thinkingBudget") && Fields.has(thinking, "thinkingLevel")) {
            throw Objection.invalid(
                    "You can only set only one of thinking budget and thinking level.");
        }
        thinking(ask.endpoint().reasoning(), thinking);
        boolean schema =
                Fields.has(config, "responseSchema") || Fields.has(config, "responseJsonSchema");
        String type = Fields.of(config, "responseMimeType").asString("");
        if (schema && !type.equals("application/json") && !type.equals("text/x.enum")) {
            throw Objection.invalid(
                    "A response schema is only allowed with the response mime type"
                            + " application/json or text/x.enum.");
        }
        limits(ask.endpoint(), config, prompt);
    }

    private static void known(JsonNode object, Set<String> names, String at) {
        String stranger = Fields.stranger(object, names);
        if (!stranger.isEmpty()) {
            throw Objection.invalid(
                    "Invalid JSON payload received. Unknown name \""
                            + stranger
                            + "\""
                            + at
                            + ": Cannot find field.");
        }
    }

    private static void range(JsonNode config, String name, double from, double to) {
        if (!Fields.has(config, name)) {
            return;
        }
        JsonNode value = Fields.of(config, name);
        if (!value.isNumber()) {
            throw Objection.invalid("Invalid value at 'generation_config." + name + "'");
        }
        if (value.asDouble() < from || value.asDouble() > to) {
            throw Objection.invalid(
                    "Unable to submit request because " + name + " is out of its range.");
        }
    }

    private static void thinking(Reasoning known, JsonNode thinking) {
        boolean counts = known.budget() == Reasoning.Support.YES;
        if (Fields.has(thinking, "thinkingLevel") && known.efforts().isEmpty()) {
            throw Objection.invalid("Thinking level is not supported for this model.");
        }
        boolean none = Fields.of(thinking, "thinkingBudget").asInt(-1) == 0;
        if (none && counts && known.toggle() == Reasoning.Support.NO) {
            throw Objection.invalid("Budget 0 is invalid. This model only works in thinking mode.");
        }
    }

    private static void limits(Endpoint endpoint, JsonNode config, Prompt prompt) {
        long asked = Fields.of(config, "maxOutputTokens").asLong(0);
        if (endpoint.maxOutput() > 0 && asked > endpoint.maxOutput()) {
            throw Objection.invalid(
                    "Unable to submit request because it has a maxOutputTokens value of "
                            + asked
                            + " but the supported range is from 1 (inclusive) to "
                            + (endpoint.maxOutput() + 1)
                            + " (exclusive). Update the value and try again.");
        }
        long room = endpoint.maxInput() > 0 ? endpoint.maxInput() : Long.MAX_VALUE;
        long context = endpoint.context() > 0 ? endpoint.context() : Long.MAX_VALUE;
        long limit = Math.min(room, context);
        if (prompt.tokens() > limit) {
            throw Objection.invalid(
                    "The input token count ("
                            + prompt.tokens()
                            + ") exceeds the maximum number of tokens allowed ("
                            + limit
                            + ").");
        }
    }
}
