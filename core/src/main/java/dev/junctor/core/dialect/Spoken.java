package dev.junctor.core.dialect;

/**
 * A protocol in its own bytes, and its translation to and from the canonical conversation.
 *
 * @param codec of the same protocol
 */
record Spoken(Dialect dialect, ChatCodec codec) {}
