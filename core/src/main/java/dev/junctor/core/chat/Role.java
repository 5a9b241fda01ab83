package dev.junctor.core.chat;

/** Who speaks in a turn. */
public enum Role {
    /**
     * The operator. OpenAI: {@code system}. Responses: {@code instructions} or an item. Anthropic: {@code system} at the
     * start, role {@code system} later. Gemini: {@code systemInstruction}.
     */
    SYSTEM,
    /** The operator, in OpenAI's newer word; others know only {@link #SYSTEM}. */
    DEVELOPER,
    /** The user; in Anthropic and Gemini also the results of tools. */
    USER,
    /** The model. Gemini: {@code model}. */
    ASSISTANT,
    /** A tool: only {@link Part.ToolResult}. OpenAI chat: {@code tool}. */
    TOOL
}
