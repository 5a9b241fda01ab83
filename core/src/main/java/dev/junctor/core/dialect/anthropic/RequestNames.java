package dev.junctor.core.dialect.anthropic;

import java.util.Set;

/** Names of request fields, by what is done with them (Anthropic's API reference of July 2026). */
final class RequestNames {
    /** What counts as the prompt. */
    static final Set<String> PROMPT = Set.of("messages", "system", "tools");

    /** What steers Junctor; small, so that it is copied. */
    static final Set<String> CONTROLS =
            Set.of("provider", "routing", "service_tier", "speed", "session_id", "trace", "debug");

    /** What only Junctor understands; no provider gets it. */
    static final Set<String> OURS =
            Set.of("provider", "routing", "models", "session_id", "trace", "debug");

    /** What the plan, the hold, the price or the relay of a request rest on: no option for one provider changes it. */
    static final Set<String> DECIDED =
            Set.of(
                    "model",
                    "messages",
                    "system",
                    "tools",
                    "stream",
                    "max_tokens",
                    "service_tier",
                    "speed");

    /** What a request is made of: no list of refused parameters takes it out. */
    static final Set<String> ESSENTIAL =
            Set.of("model", "messages", "system", "tools", "tool_choice", "stream", "max_tokens");

    /** Names that are met often. */
    static final Set<String> KNOWN =
            Set.of(
                    "model",
                    "models",
                    "messages",
                    "system",
                    "max_tokens",
                    "stream",
                    "temperature",
                    "top_p",
                    "top_k",
                    "stop_sequences",
                    "tools",
                    "tool_choice",
                    "thinking",
                    "output_config",
                    "metadata",
                    "service_tier",
                    "speed",
                    "context_management",
                    "cache_control",
                    "provider",
                    "routing",
                    "session_id");

    private RequestNames() {}
}
