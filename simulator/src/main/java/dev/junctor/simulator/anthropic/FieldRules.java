package dev.junctor.simulator.anthropic;

import dev.junctor.core.catalog.Endpoint;
import dev.junctor.simulator.ask.Ask;
import dev.junctor.simulator.ask.Prompt;
import dev.junctor.simulator.protocol.Bodies;
import dev.junctor.simulator.protocol.Incoming;
import dev.junctor.simulator.protocol.Objection;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The fields of a request: known, of their type, in their range, and taken by this model. */
final class FieldRules {
    private static final Set<String> KNOWN =
            Set.of(
                    "model",
                    "max_tokens",
                    "messages",
                    "system",
                    "cache_control",
                    "thinking",
                    "output_config",
                    "output_format",
                    "tools",
                    "tool_choice",
                    "temperature",
                    "top_p",
                    "top_k",
                    "stop_sequences",
                    "stream",
                    "metadata",
                    "service_tier",
                    "speed",
                    "inference_geo",
                    "container",
                    "diagnostics",
                    "mcp_servers",
                    "context_management",
                    "fallbacks",
                    "fallback_credit_token",
                    "betas");

    private FieldRules() {}

    static void check(Incoming.Operation operation, Ask ask, Prompt prompt) {
        JsonNode asked = ask.original();
        String stranger = Bodies.stranger(asked, KNOWN);
        if (!stranger.isEmpty()) {
            throw Objection.invalid(stranger + ": Extra inputs are not permitted");
        }
        if (!asked.path("messages").isArray()) {
            throw Objection.invalid("messages: Field required");
        }
        if (operation == Incoming.Operation.ANSWER) {
            limits(ask, prompt);
        }
        sampling(ask);
        for (JsonNode stop : asked.path("stop_sequences")) {
            if (stop.asString("").isBlank()) {
                throw Objection.invalid(
                        "stop_sequences: each stop sequence must contain non-whitespace");
            }
        }
        JsonNode stream = asked.path("stream");
        if (Bodies.has(asked, "stream") && !stream.isBoolean()) {
            throw Objection.invalid("stream: Input should be a valid boolean");
        }
    }

    private static void limits(Ask ask, Prompt prompt) {
        JsonNode most = ask.original().path("max_tokens");
        if (!Bodies.has(ask.original(), "max_tokens")) {
            throw Objection.invalid("max_tokens: Field required");
        }
        if (!most.isIntegralNumber()) {
            throw Objection.invalid("max_tokens: Input should be a valid integer");
        }
        Endpoint endpoint = ask.endpoint();
        long asked = most.asLong();
        if (asked < 1) {
            throw Objection.invalid("max_tokens: Input should be greater than or equal to 1");
        }
        if (endpoint.maxOutput() > 0 && asked > endpoint.maxOutput()) {
            throw Objection.invalid(
                    "max_tokens: "
                            + asked
                            + " > "
                            + endpoint.maxOutput()
                            + ", which is the maximum allowed number of output tokens for "
                            + endpoint.upstreamId());
        }
        long room = endpoint.maxInput() > 0 ? endpoint.maxInput() : Long.MAX_VALUE;
        long context = endpoint.context() > 0 ? endpoint.context() : Long.MAX_VALUE;
        if (prompt.tokens() > room || prompt.tokens() + 1 > context) {
            throw Objection.invalid(
                    "prompt is too long: "
                            + prompt.tokens()
                            + " tokens > "
                            + Math.min(room, context)
                            + " maximum");
        }
    }

    private static void sampling(Ask ask) {
        JsonNode asked = ask.original();
        for (String name : new String[] {"temperature", "top_p"}) {
            JsonNode value = asked.path(name);
            if (!Bodies.has(asked, name)) {
                continue;
            }
            if (!value.isNumber() || value.asDouble() < 0 || value.asDouble() > 1) {
                throw Objection.invalid(name + ": range: 0..1");
            }
            if (ask.endpoint().refused().contains(name) && value.asDouble() != 1) {
                throw Objection.invalid("`" + name + "` is deprecated for this model.");
            }
        }
    }
}
