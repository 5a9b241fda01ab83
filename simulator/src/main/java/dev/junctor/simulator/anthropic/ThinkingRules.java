package dev.junctor.simulator.anthropic;

import dev.junctor.core.catalog.Capability;
import dev.junctor.simulator.ask.Ask;
import dev.junctor.simulator.protocol.Objection;
import dev.junctor.simulator.say.Seal;
import tools.jackson.databind.JsonNode;

/** Thinking: what may be asked for, and that what comes back is what was thought here. */
final class ThinkingRules {
    private static final int LEAST_BUDGET = 1_024;

    private final Ask ask;
    private final Seal seal;
    private final JsonNode asked;

    ThinkingRules(Ask ask, Seal seal) {
        this.ask = ask;
        this.seal = seal;
        this.asked = ask.original();
    }

    void check() {
        JsonNode thinking = asked.path("thinking");
        String type = thinking.path("type").asString("");
        switch (type) {
            case "enabled" -> budget(thinking.path("budget_tokens"));
            case "", "disabled", "adaptive", "between_tools" -> {}
            default ->
                    throw Objection.invalid(
                            "thinking: Input tag '"
                                    + type
                                    + "' found using 'type' does not match any of the expected"
                                    + " tags");
        }
        boolean thinks = !type.isEmpty() && !type.equals("disabled");
        if (thinks) {
            allowed();
        }
        blocks(asked.path("messages"));
        if (type.equals("enabled")) {
            begun(asked.path("messages"));
        }
    }

    private void budget(JsonNode budget) {
        if (!budget.isIntegralNumber()) {
            throw Objection.invalid("thinking.enabled.budget_tokens: Field required");
        }
        if (budget.asLong() < LEAST_BUDGET) {
            throw Objection.invalid(
                    "thinking.enabled.budget_tokens: Input should be greater than or equal to "
                            + LEAST_BUDGET);
        }
        boolean limited = asked.path("max_tokens").isNumber();
        if (limited && budget.asLong() >= asked.path("max_tokens").asLong()) {
            throw Objection.invalid("`max_tokens` must be greater than `thinking.budget_tokens`.");
        }
    }

    private void allowed() {
        if (!ask.endpoint().can(Capability.REASONING)) {
            throw Objection.invalid(
                    "'" + ask.endpoint().upstreamId() + "' does not support thinking.");
        }
        JsonNode temperature = asked.path("temperature");
        if (temperature.isNumber() && temperature.asDouble() != 1) {
            throw Objection.invalid("`temperature` may only be set to 1 when thinking is enabled.");
        }
        String choice = asked.path("tool_choice").path("type").asString("");
        if (choice.equals("any") || choice.equals("tool")) {
            throw Objection.invalid(
                    "Thinking may not be enabled when tool_choice forces tool use.");
        }
    }

    private void blocks(JsonNode messages) {
        for (int i = 0; i < messages.size(); i++) {
            JsonNode content = messages.path(i).path("content");
            for (int j = 0; j < content.size(); j++) {
                JsonNode block = content.path(j);
                String at = "messages." + i + ".content." + j;
                switch (block.path("type").asString("")) {
                    case "thinking" -> thought(block, at);
                    case "redacted_thinking" -> {
                        if (!seal.made(block.path("data").asString(""), Anthropic.scope(ask))) {
                            throw Objection.invalid(
                                    at + ": Invalid `data` in `redacted_thinking` block");
                        }
                    }
                    default -> {}
                }
            }
        }
    }

    /** Thoughts that were not shown come back as an empty text. */
    private void thought(JsonNode block, String at) {
        if (!block.path("signature").isString()) {
            throw Objection.invalid(at + ".thinking.signature: Field required");
        }
        if (!block.path("thinking").isString()) {
            throw Objection.invalid(at + ".thinking.thinking: Field required");
        }
        String signature = block.path("signature").stringValue();
        String text = block.path("thinking").stringValue();
        String scope = Anthropic.scope(ask);
        boolean own =
                text.isEmpty()
                        ? seal.made(signature, scope)
                        : seal.of(scope, text).equals(signature);
        if (!own) {
            throw Objection.invalid(at + ": Invalid `signature` in `thinking` block");
        }
    }

    /** While tools are being used, the turn that called them begins with what was thought. */
    private void begun(JsonNode messages) {
        int last = messages.size() - 1;
        JsonNode content = messages.path(last).path("content");
        boolean answers = content.path(0).path("type").asString("").equals("tool_result");
        String first = messages.path(last - 1).path("content").path(0).path("type").asString("");
        if (answers && !first.equals("thinking") && !first.equals("redacted_thinking")) {
            throw Objection.invalid(
                    "messages."
                            + (last - 1)
                            + ".content.0.type: Expected `thinking` or `redacted_thinking`, but"
                            + " found `"
                            + first
                            + "`. When `thinking` is enabled, a final `assistant` message must"
                            + " start with a thinking block.");
        }
    }
}
