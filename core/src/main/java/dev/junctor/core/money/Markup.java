package dev.junctor.core.money;

/**
 * The terms on which a customer gets an answer.
 *
 * @param book name of the price book they come from; empty for none
 * @param marginPpm added to the provider's price, in millionths of it; negative for a discount, at least −1,000,000
 * @param marginNanosPerMillion added for each million tokens, prompt and completion alike; may be negative
 * @param feePpm taken in millionths of the provider's price when the key at the provider is the customer's own
 * @param keyOwner whose key at the provider is used
 */
public record Markup(
        String book, long marginPpm, long marginNanosPerMillion, long feePpm, KeyOwner keyOwner) {
    /** The provider's price as it is. */
    public static final Markup NONE = new Markup("", 0, 0, 0, KeyOwner.HOST);

    /** Whose key at the provider is used, so who pays the provider. */
    public enum KeyOwner {
        /** The host pays the provider and charges the customer. */
        HOST,
        /** The customer pays the provider; the host charges its fee at most. */
        CUSTOMER
    }
}
