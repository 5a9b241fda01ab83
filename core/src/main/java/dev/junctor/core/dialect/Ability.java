package dev.junctor.core.dialect;

/** What a model behind a protocol takes, where models of one protocol differ. What is missing is mapped or left out. */
public enum Ability {
    /** Temperature, top-p, top-k, penalties: newer reasoning models refuse them. */
    SAMPLING,
    /** A limit of thought in tokens (Anthropic {@code thinking.budget_tokens}, Gemini {@code thinkingBudget}). */
    REASONING_BUDGET,
    /** A level of thought (OpenAI {@code effort}, Anthropic {@code output_config.effort}, Gemini {@code thinkingLevel}). */
    REASONING_EFFORT,
    /** Thought as much as the model finds right (Anthropic {@code adaptive}). */
    REASONING_ADAPTIVE,
    /** Thoughts must come back with the calls they led to ({@code reasoning_content} of a tool loop). */
    REASONING_ECHO,
    /** A schema for the answer; otherwise a made-up tool that must be called stands for it. */
    STRUCTURED_OUTPUT,
    /** A conversation whose last turn is the beginning of the answer. */
    PREFILL,
    /** Turns of the operator's between others. */
    SYSTEM_BETWEEN,
    /** The role {@code developer}. */
    DEVELOPER_ROLE,
    /** Pictures by address, which the provider fetches. */
    IMAGE_BY_URL,
    /** Documents by address, which the provider fetches. */
    DOCUMENT_BY_URL,
    /** Pictures and documents among the results of tools. */
    MEDIA_IN_RESULTS,
    /** Breakpoints of the prompt cache. */
    CACHE_MARKS,
    /** Breakpoints are set by Junctor when the caller sets none. */
    CACHE_MARKS_WANTED,
    /** Call ids of exactly nine letters and digits. */
    SHORT_CALL_IDS,
    /** {@code max_completion_tokens}; otherwise {@code max_tokens}. */
    MAX_COMPLETION_TOKENS
}
