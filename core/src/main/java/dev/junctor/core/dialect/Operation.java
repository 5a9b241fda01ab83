package dev.junctor.core.dialect;

/** What is asked of a model. */
public enum Operation {
    /** {@code POST /chat/completions}: messages in, a message out. */
    CHAT,
    /** {@code POST /completions}: a prompt in, text out. */
    COMPLETION,
    /** {@code POST /messages/count_tokens} and its like: how many tokens a prompt has; nothing is generated. */
    COUNT
}
