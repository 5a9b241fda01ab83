package dev.junctor.core.dialect;

import dev.junctor.core.chat.Conversation;

/**
 * The request whose answer is written for its caller.
 *
 * @param identity what the answer says it is
 * @param asked what the caller asked: some protocols echo it
 * @param promptTokens how many tokens the prompt has, counted or estimated; some protocols say it before the provider
 *     does
 * @param carrier seals the provider's state
 */
public record Reply(Identity identity, Conversation asked, long promptTokens, Carrier carrier) {
    /** The second in which an answer was made: the provider's word, or ours where its protocol has none. */
    public long created(long told) {
        return told > 0 ? told : identity.created();
    }
}
