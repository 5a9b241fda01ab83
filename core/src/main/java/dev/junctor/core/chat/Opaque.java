package dev.junctor.core.chat;

/**
 * State that only the provider that made it can read and that must come back to it unchanged.
 *
 * <p>OpenAI chat: {@code reasoning_details[].data / signature} (OpenRouter's), {@code extra_content}. Responses: {@code
 * reasoning.encrypted_content}. Anthropic: {@code thinking.signature}, {@code redacted_thinking.data}. Gemini: {@code
 * thoughtSignature} of any part.
 *
 * @param dialect the protocol that it was made in; empty for none
 * @param scope whose it is: provider and account, as {@code acme/k1}; empty for whoever the caller always spoke to
 * @param data as the provider wrote it, never decoded
 */
public record Opaque(String dialect, String scope, String data) {
    /** No state. */
    public static final Opaque NONE = new Opaque("", "", "");

    /** Whether there is any. */
    public boolean isPresent() {
        return !data.isEmpty();
    }

    /** Prints no content. */
    @Override
    public String toString() {
        return isPresent() ? dialect + "/" + scope + ": " + data.length() + " characters" : "none";
    }
}
