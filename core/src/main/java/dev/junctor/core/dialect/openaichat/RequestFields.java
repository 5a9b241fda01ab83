package dev.junctor.core.dialect.openaichat;

import java.util.Set;

/** Names of request fields, by what is done with them. */
final class RequestFields {
    /** What counts as the prompt. */
    static final Set<String> PROMPT =
            Set.of("messages", "prompt", "suffix", "tools", "functions", "response_format");

    /** What only Junctor and OpenRouter understand; no provider gets it. */
    static final Set<String> OURS =
            Set.of(
                    "provider",
                    "routing",
                    "models",
                    "route",
                    "plugins",
                    "transforms",
                    "preset",
                    "session_id",
                    "usage",
                    "trace",
                    "include_reasoning",
                    "debug",
                    "structured_outputs",
                    "speed",
                    "max_tool_calls",
                    "stop_server_tools_when",
                    "deferred_tools",
                    "x_search_filter");

    /**
     * What the plan, the hold, the price or the relay of a request rest on: no option for a single provider may change
     * it behind their backs.
     */
    static final Set<String> DECIDED =
            Set.of(
                    "model",
                    "messages",
                    "prompt",
                    "suffix",
                    "tools",
                    "functions",
                    "response_format",
                    "stream",
                    "stream_options",
                    "max_tokens",
                    "max_completion_tokens",
                    "n",
                    "best_of",
                    "modalities",
                    "audio",
                    "service_tier");

    /** What a request is made of: taking it out would change what is asked, so that no list of refusals can. */
    static final Set<String> ESSENTIAL =
            Set.of(
                    "model",
                    "messages",
                    "prompt",
                    "stream",
                    "tools",
                    "functions",
                    "tool_choice",
                    "function_call",
                    "response_format",
                    "modalities",
                    "audio");

    /** Names that are met often. */
    static final Set<String> KNOWN =
            Set.of(
                    "model",
                    "models",
                    "messages",
                    "prompt",
                    "stream",
                    "stream_options",
                    "max_tokens",
                    "max_completion_tokens",
                    "temperature",
                    "top_p",
                    "top_k",
                    "min_p",
                    "n",
                    "stop",
                    "seed",
                    "user",
                    "tools",
                    "tool_choice",
                    "parallel_tool_calls",
                    "response_format",
                    "reasoning",
                    "reasoning_effort",
                    "frequency_penalty",
                    "presence_penalty",
                    "repetition_penalty",
                    "logprobs",
                    "top_logprobs",
                    "logit_bias",
                    "service_tier",
                    "store",
                    "metadata",
                    "modalities",
                    "audio",
                    "provider",
                    "routing",
                    "plugins",
                    "session_id",
                    "usage",
                    "prompt_cache_key",
                    "simulator");

    private RequestFields() {}
}
