package dev.junctor.core.dialect;

import dev.junctor.core.chat.Conversation;

/**
 * The request that an answer answers, as its decoder must know it: what was emulated is undone.
 *
 * @param conversation what was asked
 * @param target whom; state in the answer is its
 */
public record Sent(Conversation conversation, Target target) {}
