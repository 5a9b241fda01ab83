package dev.junctor.core.dialect;

import dev.junctor.core.base.Money;

/**
 * What an answer cost, as the caller sees it.
 *
 * @param total what is charged
 * @param upstreamPrompt the part for the prompt at the provider's prices
 * @param upstreamCompletion the part for the completion at the provider's prices
 */
public record Cost(Money total, Money upstreamPrompt, Money upstreamCompletion) {}
