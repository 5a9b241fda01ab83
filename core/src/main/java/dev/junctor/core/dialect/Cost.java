package dev.junctor.core.dialect;

import dev.junctor.core.base.Money;

/**
 * What an answer cost, as the caller sees it.
 *
 * @param total what is charged
 * @param upstreamPrompt the part for the prompt at the provider's prices
 * @param upstreamCompletion the part for the completion at the provider's prices
 * @param payer whose key at the provider was used
 */
public record Cost(Money total, Money upstreamPrompt, Money upstreamCompletion, Payer payer) {
    /** Who pays the provider. */
    public enum Payer {
        /** The host, which charges the caller. */
        HOST,
        /** The customer, with a key of its own. */
        CUSTOMER
    }

    /** Where the host pays. */
    public Cost(Money total, Money upstreamPrompt, Money upstreamCompletion) {
        this(total, upstreamPrompt, upstreamCompletion, Payer.HOST);
    }
}
