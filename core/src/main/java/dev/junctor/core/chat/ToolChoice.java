package dev.junctor.core.chat;

import java.util.List;

/**
 * Which tools the model may or must call.
 *
 * @param mode what it may do
 * @param names the one tool, or those allowed; empty for all
 * @param parallel whether it may call several at once
 * @param path where the caller said it; empty when it did not
 */
public record ToolChoice(Mode mode, List<String> names, Parallel parallel, String path) {
    /** The caller said nothing. */
    public static final ToolChoice UNSAID =
            new ToolChoice(Mode.UNSAID, List.of(), Parallel.UNSAID, "");

    public ToolChoice {
        names = List.copyOf(names);
    }

    /** What the model may do. OpenAI's word / Anthropic's / Gemini's. */
    public enum Mode {
        UNSAID,
        /** {@code auto / auto / AUTO}; with names: {@code allowed_tools} of mode auto. */
        AUTO,
        /** {@code none / none / NONE}. */
        NONE,
        /**
         * {@code required / any / ANY}; with one name a certain tool, with several {@code allowed_tools} of mode
         * required.
         */
        REQUIRED
    }

    /**
     * Whether calls may be parallel. OpenAI: {@code parallel_tool_calls}. Anthropic: {@code
     * tool_choice.disable_parallel_tool_use}. Gemini cannot say it.
     */
    public enum Parallel {
        UNSAID,
        ALLOWED,
        FORBIDDEN
    }
}
