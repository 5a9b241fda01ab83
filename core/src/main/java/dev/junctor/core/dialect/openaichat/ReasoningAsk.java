package dev.junctor.core.dialect.openaichat;

import dev.junctor.core.dialect.SmallJson;
import dev.junctor.core.fault.Fault;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What a caller wants of reasoning, by {@code reasoning} or {@code reasoning_effort}.
 *
 * @param effort the level; empty when none was named
 * @param budget tokens it may take; 0 when no number was given
 */
record ReasoningAsk(Wish wish, String effort, long budget) {
    /** Whether reasoning is wanted. */
    enum Wish {
        ON,
        OFF,
        /** The caller did not say: the model does what it does by itself. */
        UNSAID
    }

    private static final ReasoningAsk NOTHING = new ReasoningAsk(Wish.UNSAID, "", 0);

    /** Reads the controls of a request that was accepted. */
    static ReasoningAsk of(Map<String, String> controls) {
        if (!isMentioned(controls)) {
            return NOTHING;
        }
        JsonNode object = object(controls);
        String effort = text(object.path("effort"));
        if (effort.isEmpty()) {
            effort = effortField(controls);
        }
        long budget = object.path("max_tokens").asLong(0);
        JsonNode enabled = object.path("enabled");
        if (effort.equals(Effort.NONE) || (enabled.isBoolean() && !enabled.asBoolean())) {
            return new ReasoningAsk(Wish.OFF, Effort.NONE, 0);
        }
        if (effort.isEmpty() && budget <= 0 && !enabled.asBoolean(false)) {
            return NOTHING;
        }
        return new ReasoningAsk(Wish.ON, effort, Math.max(0, budget));
    }

    /** Whether the caller wants no reasoning in the answer; the object's word counts before the older switch. */
    static boolean hides(Map<String, String> controls) {
        JsonNode exclude = object(controls).path("exclude");
        return exclude.isBoolean()
                ? exclude.asBoolean()
                : controls.getOrDefault("include_reasoning", "").equals("false");
    }

    /** What is wrong with the controls; the sentence about two limits is OpenRouter's. */
    static Optional<Fault> check(Map<String, String> controls) {
        if (!isMentioned(controls)) {
            return Optional.empty();
        }
        JsonNode object = object(controls);
        JsonNode effort = object.path("effort");
        JsonNode budget = object.path("max_tokens");
        if (isSaid(effort) && !Effort.isLevel(text(effort))) {
            return invalid("reasoning.effort", "one of " + String.join(", ", Effort.LEVELS));
        }
        if (isSaid(budget) && !(budget.isIntegralNumber() && budget.asLong() > 0)) {
            return invalid("reasoning.max_tokens", "a whole number of tokens, at least 1");
        }
        for (String name : new String[] {"enabled", "exclude"}) {
            if (isSaid(object.path(name)) && !object.path(name).isBoolean()) {
                return invalid("reasoning." + name, "true or false, without quotes");
            }
        }
        if (isSaid(effort) && isSaid(budget)) {
            return Optional.of(
                    Fault.invalid(
                            "reasoning",
                            "Only one of \"reasoning.effort\" and \"reasoning.max_tokens\" can be"
                                    + " specified"));
        }
        String field = effortField(controls);
        if (isSaid(effort) && !field.isEmpty() && !field.equals(text(effort))) {
            return Optional.of(
                    Fault.invalid(
                            "reasoning_effort",
                            "reasoning_effort and reasoning.effort ask for different levels; send"
                                    + " one of them."));
        }
        return Optional.empty();
    }

    private static Optional<Fault> invalid(String field, String must) {
        return Optional.of(Fault.invalid(field, field + " must be " + must + "."));
    }

    private static boolean isMentioned(Map<String, String> controls) {
        return controls.containsKey("reasoning") || controls.containsKey("reasoning_effort");
    }

    private static JsonNode object(Map<String, String> controls) {
        return SmallJson.tree(controls.getOrDefault("reasoning", "{}"));
    }

    private static String effortField(Map<String, String> controls) {
        return text(SmallJson.tree(controls.getOrDefault("reasoning_effort", "\"\"")));
    }

    private static boolean isSaid(JsonNode node) {
        return !node.isMissingNode() && !node.isNull();
    }

    private static String text(JsonNode node) {
        return node.isString() ? node.asString() : "";
    }
}
