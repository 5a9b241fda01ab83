package dev.junctor.core.chat;

/**
 * Why an answer ended.
 *
 * @param nativeWord the provider's own word; empty when it gave none
 * @param stopSequence the sequence that it met; empty when it met none or the provider does not say
 */
public record Ending(Finish finish, String nativeWord, String stopSequence) {
    /** It has not ended: it was cut, or the provider did not say. */
    public static final Ending NONE = new Ending(Finish.UNSAID, "", "");

    /** A reason without more to say. */
    public static Ending of(Finish finish) {
        return new Ending(finish, "", "");
    }

    /** OpenAI's word · Responses' status · Anthropic's word · Gemini's. */
    public enum Finish {
        /** It was not said. */
        UNSAID,
        /** {@code stop · completed · end_turn · STOP}. */
        STOP,
        /** {@code stop · completed · stop_sequence · STOP}. */
        STOP_SEQUENCE,
        /** {@code tool_calls · completed with a call · tool_use · STOP with a call}. */
        TOOL_CALLS,
        /** {@code length · incomplete: max_output_tokens · max_tokens · MAX_TOKENS}. */
        LENGTH,
        /** {@code length · incomplete · model_context_window_exceeded · MAX_TOKENS}. */
        CONTEXT_FULL,
        /** {@code content_filter · incomplete: content_filter · refusal · SAFETY and its like}. */
        FILTERED,
        /** {@code stop with refusal · refusal part · refusal · STOP}. */
        REFUSED,
        /** The provider's own tools pause: {@code stop · completed · pause_turn · –}. */
        PAUSED,
        /** The model wrote a call that is none: {@code stop · failed · end_turn · MALFORMED_FUNCTION_CALL}. */
        BROKEN_CALL,
        /** The provider failed: OpenRouter's {@code error · failed · – · OTHER}. */
        ERROR
    }
}
