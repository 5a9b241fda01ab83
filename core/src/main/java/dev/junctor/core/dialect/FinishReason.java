package dev.junctor.core.dialect;

import java.util.Locale;
import java.util.Optional;

/** Why an answer ended, in OpenAI's words for it and OpenRouter's {@code error}. */
public enum FinishReason {
    STOP,
    LENGTH,
    TOOL_CALLS,
    CONTENT_FILTER,
    ERROR;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** Its word in an answer. */
    public String text() {
        return text;
    }

    /** What a provider's word means, in capitals or not; empty when it is not known. */
    public static Optional<FinishReason> of(String word) {
        return Optional.ofNullable(
                switch (word.toLowerCase(Locale.ROOT)) {
                    case "stop",
                            "reason_stop",
                            "stop_sequence",
                            "eos",
                            "eos_token",
                            "end_turn",
                            "pause_turn",
                            "complete",
                            "completed",
                            "done" ->
                            STOP;
                    case "length",
                            "max_tokens",
                            "max_output_tokens",
                            "model_length",
                            "model_context_window_exceeded" ->
                            LENGTH;
                    case "tool_calls", "tool_call", "tool_use", "function_call" -> TOOL_CALLS;
                    case "content_filter",
                            "content_filtered",
                            "guardrail_intervened",
                            "refusal",
                            "sensitive",
                            "safety",
                            "recitation",
                            "blocklist",
                            "prohibited_content",
                            "spii",
                            "image_safety",
                            "image_prohibited_content",
                            "image_recitation",
                            "language",
                            "model_armor" ->
                            CONTENT_FILTER;
                    case "error",
                            "timeout",
                            "network_error",
                            "insufficient_system_resource",
                            "malformed_function_call",
                            "unexpected_tool_call",
                            "missing_thought_signature",
                            "too_many_tool_calls",
                            "malformed_response",
                            "malformed_tool_use",
                            "malformed_model_output" ->
                            ERROR;
                    default -> null;
                });
    }
}
