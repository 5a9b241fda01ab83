package dev.junctor.simulator.say;

import dev.junctor.core.catalog.Capability;
import dev.junctor.core.catalog.Reasoning;
import dev.junctor.simulator.ask.Ask;
import java.util.Map;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;

/** Whether an endpoint reasons before it answers, and how long. */
final class Reasoner {
    private static final int USUAL_TOKENS = 96;

    private static final Map<String, Integer> TOKENS =
            Map.of(
                    "none",
                    0,
                    "minimal",
                    12,
                    "low",
                    32,
                    "medium",
                    USUAL_TOKENS,
                    "high",
                    224,
                    "xhigh",
                    448,
                    "max",
                    640);

    private static final String USUAL = "medium";

    private Reasoner() {}

    /** How many tokens of reasoning; empty when there are none. */
    static OptionalInt tokens(Ask ask) {
        if (!ask.endpoint().can(Capability.REASONING)) {
            return OptionalInt.empty();
        }
        String effort = effort(ask);
        int tokens = TOKENS.getOrDefault(effort, USUAL_TOKENS);
        int budget = budget(ask.body());
        int capped = budget > 0 ? Math.min(budget, tokens) : tokens;
        return capped > 0 ? OptionalInt.of(capped) : OptionalInt.empty();
    }

    /** Asked for in any of the forms that providers know; otherwise what the model does by itself. */
    private static String effort(Ask ask) {
        JsonNode body = ask.body();
        JsonNode object = body.path("reasoning");
        JsonNode template = body.path("chat_template_kwargs");
        for (JsonNode effort :
                new JsonNode[] {body.path("reasoning_effort"), object.path("effort")}) {
            if (effort.isString()) {
                return effort.stringValue();
            }
        }
        for (JsonNode flag :
                new JsonNode[] {
                    object.path("enabled"),
                    body.path("enable_thinking"),
                    template.path("enable_thinking"),
                    template.path("thinking")
                }) {
            if (flag.isBoolean()) {
                return flag.booleanValue() ? USUAL : "none";
            }
        }
        String thinking = body.path("thinking").path("type").asString("");
        if (!thinking.isEmpty()) {
            return thinking.equals("disabled") ? "none" : USUAL;
        }
        if (budget(body) > 0) {
            return USUAL;
        }
        boolean always = ask.endpoint().reasoning().toggle() == Reasoning.Support.NO;
        return always ? USUAL : "none";
    }

    private static int budget(JsonNode body) {
        return Math.max(
                Math.max(
                        body.path("reasoning").path("max_tokens").asInt(0),
                        body.path("thinking").path("budget_tokens").asInt(0)),
                body.path("thinking_budget").asInt(0));
    }
}
