package dev.junctor.core.dialect.openairesponses;

import java.util.Set;

/** Names of request fields, by what is done with them (OpenAI's API reference of August 2026). */
final class RequestNames {
    /** What counts as the prompt. */
    static final Set<String> PROMPT = Set.of("input", "instructions", "tools", "text");

    /** What steers Junctor; small, so that it is copied. */
    static final Set<String> CONTROLS =
            Set.of(
                    "provider",
                    "routing",
                    "reasoning",
                    "service_tier",
                    "session_id",
                    "trace",
                    "debug");

    /** What only Junctor and OpenRouter understand; no provider gets it. */
    static final Set<String> OURS =
            Set.of(
                    "provider",
                    "routing",
                    "models",
                    "route",
                    "plugins",
                    "session_id",
                    "trace",
                    "debug");

    /** What the plan, the hold, the price or the relay of a request rest on: no option for one provider changes it. */
    static final Set<String> DECIDED =
            Set.of(
                    "model",
                    "input",
                    "instructions",
                    "tools",
                    "text",
                    "stream",
                    "store",
                    "background",
                    "previous_response_id",
                    "conversation",
                    "max_output_tokens",
                    "service_tier");

    /** What a request is made of: no list of refused parameters takes it out. */
    static final Set<String> ESSENTIAL =
            Set.of(
                    "model",
                    "input",
                    "instructions",
                    "tools",
                    "tool_choice",
                    "stream",
                    "max_output_tokens");

    /** Names that are met often. */
    static final Set<String> KNOWN =
            Set.of(
                    "model",
                    "models",
                    "input",
                    "instructions",
                    "max_output_tokens",
                    "stream",
                    "store",
                    "temperature",
                    "top_p",
                    "tools",
                    "tool_choice",
                    "parallel_tool_calls",
                    "reasoning",
                    "text",
                    "include",
                    "metadata",
                    "service_tier",
                    "prompt_cache_key",
                    "previous_response_id",
                    "background",
                    "truncation",
                    "user",
                    "provider",
                    "routing",
                    "session_id");

    private RequestNames() {}
}
