package dev.junctor.simulator.responses;

import dev.junctor.core.catalog.Capability;
import dev.junctor.core.catalog.Endpoint;
import dev.junctor.simulator.ask.Ask;
import dev.junctor.simulator.ask.Complaint;
import dev.junctor.simulator.ask.Prompt;
import dev.junctor.simulator.protocol.Bodies;
import dev.junctor.simulator.protocol.Objection;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The parameters of a request: known, of their type, in their range, and taken by this model. */
final class ParameterRules {
    private static final Set<String> KNOWN =
            Set.of(
                    "input",
                    "instructions",
                    "model",
                    "previous_response_id",
                    "conversation",
                    "store",
                    "background",
                    "background_options",
                    "include",
                    "max_output_tokens",
                    "max_tool_calls",
                    "parallel_tool_calls",
                    "tools",
                    "tool_choice",
                    "text",
                    "reasoning",
                    "temperature",
                    "top_p",
                    "top_logprobs",
                    "truncation",
                    "context_management",
                    "prompt",
                    "prompt_cache_key",
                    "prompt_cache_retention",
                    "prompt_cache_options",
                    "service_tier",
                    "safety_identifier",
                    "user",
                    "metadata",
                    "moderation",
                    "stream",
                    "stream_options",
                    "access_programs",
                    "image");

    private static final Set<String> EFFORTS =
            Set.of("none", "minimal", "low", "medium", "high", "xhigh", "max");

    private static final int LEAST_OUTPUT = 16;

    private ParameterRules() {}

    static void check(Ask ask, Prompt prompt) {
        JsonNode asked = ask.original();
        String stranger = Bodies.stranger(asked, KNOWN);
        if (!stranger.isEmpty()) {
            throw new Objection(
                    Complaint.invalid(
                            stranger,
                            "unknown_parameter",
                            "Unknown parameter: '" + stranger + "'."));
        }
        if (!Bodies.has(asked, "input")) {
            throw Objections.missing("input");
        }
        stateless(asked);
        number(ask, "temperature", 0, 2);
        number(ask, "top_p", 0, 1);
        flag(asked, "stream");
        flag(asked, "store");
        flag(asked, "parallel_tool_calls");
        reasoning(ask);
        limits(ask.endpoint(), asked.path("max_output_tokens"), prompt);
    }

    /** Nothing is kept here, so that nothing can be gone on with. */
    private static void stateless(JsonNode asked) {
        if (Bodies.has(asked, "previous_response_id")) {
            String id = asked.path("previous_response_id").asString("");
            throw new Objection(
                    Complaint.invalid(
                            "previous_response_id",
                            "previous_response_not_found",
                            "Previous response with id '" + id + "' not found."));
        }
        if (Bodies.has(asked, "conversation")) {
            throw new Objection(
                    new Complaint(
                            404,
                            "invalid_request_error",
                            "",
                            "Conversation not found.",
                            "conversation"));
        }
        if (asked.path("background").asBoolean(false)) {
            throw new Objection(Complaint.unsupported("background"));
        }
    }

    private static void number(Ask ask, String name, double from, double to) {
        JsonNode asked = ask.original();
        JsonNode value = asked.path(name);
        if (!Bodies.has(asked, name)) {
            return;
        }
        if (!value.isNumber()) {
            throw new Objection(Complaint.type(name, "a decimal"));
        }
        if (value.asDouble() < from || value.asDouble() > to) {
            throw new Objection(
                    Complaint.value(name, "a number from " + (int) from + " to " + (int) to));
        }
        if (ask.endpoint().refused().contains(name) && value.asDouble() != 1) {
            throw new Objection(Complaint.unsupported(name));
        }
    }

    private static void flag(JsonNode asked, String name) {
        if (Bodies.has(asked, name) && !asked.path(name).isBoolean()) {
            throw new Objection(Complaint.type(name, "a boolean"));
        }
    }

    private static void reasoning(Ask ask) {
        String effort = ask.original().path("reasoning").path("effort").asString("");
        if (effort.isEmpty()) {
            return;
        }
        if (!EFFORTS.contains(effort)) {
            throw Objections.value(
                    "reasoning.effort", "Invalid value: '" + effort + "' for reasoning.effort.");
        }
        if (!ask.endpoint().can(Capability.REASONING) && !effort.equals("none")) {
            throw new Objection(Complaint.unsupported("reasoning.effort"));
        }
    }

    private static void limits(Endpoint endpoint, JsonNode most, Prompt prompt) {
        if (most.isNumber() && most.asLong() < LEAST_OUTPUT) {
            throw new Objection(
                    Complaint.invalid(
                            "max_output_tokens",
                            "integer_below_min_value",
                            "Invalid 'max_output_tokens': integer below minimum value. Expected a"
                                    + " value >= "
                                    + LEAST_OUTPUT
                                    + ", but got "
                                    + most.asLong()
                                    + " instead."));
        }
        if (endpoint.maxOutput() > 0 && most.asLong(0) > endpoint.maxOutput()) {
            throw Objections.value(
                    "max_output_tokens",
                    "max_output_tokens is too large: "
                            + most.asLong()
                            + ". This model supports at most "
                            + endpoint.maxOutput()
                            + " completion tokens.");
        }
        long room = endpoint.maxInput() > 0 ? endpoint.maxInput() : Long.MAX_VALUE;
        long context = endpoint.context() > 0 ? endpoint.context() : Long.MAX_VALUE;
        if (prompt.tokens() > Math.min(room, context - 1)) {
            throw new Objection(
                    Complaint.invalid(
                            "input",
                            "context_length_exceeded",
                            "Your input exceeds the context window of this model. Please adjust"
                                    + " your input and try again."));
        }
    }
}
