package dev.junctor.core.chat;

/**
 * How much the model shall think, and how much of it is shown.
 *
 * <p>OpenAI chat: {@code reasoning_effort}, OpenRouter's {@code reasoning}. Responses: {@code reasoning}. Anthropic:
 * {@code thinking} and {@code output_config.effort}. Gemini: {@code thinkingConfig}.
 *
 * @param mode whether it shall think
 * @param effort {@code none, minimal, low, medium, high, xhigh, max}; empty when it was not said
 * @param budgetTokens most tokens of thought; −1 when it was not said
 * @param display what is shown of it
 * @param path where the caller said it; empty when it did not
 */
public record ReasoningAsk(
        Mode mode, String effort, long budgetTokens, Display display, String path) {
    /** The caller said nothing. */
    public static final ReasoningAsk UNSAID =
            new ReasoningAsk(Mode.UNSAID, "", -1, Display.UNSAID, "");

    /** Whether the model shall think. */
    public enum Mode {
        UNSAID,
        OFF,
        ON,
        /** As much as the model finds right. Anthropic: {@code adaptive}. Gemini: a budget of −1. */
        ADAPTIVE
    }

    /** What is shown of the thoughts. */
    public enum Display {
        UNSAID,
        SHOWN,
        SUMMARY,
        HIDDEN
    }
}
