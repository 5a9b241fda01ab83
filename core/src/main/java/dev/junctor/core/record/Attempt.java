package dev.junctor.core.record;

import dev.junctor.core.base.Money;

/**
 * One try at one endpoint.
 *
 * @param endpoint {@link dev.junctor.core.catalog.Endpoint#key}
 * @param provider tag of the endpoint
 * @param model id of the model
 * @param status the provider's HTTP status; 0 when it did not answer
 * @param fault stable name of the failure; empty when it answered
 * @param cost what it costs the host beside the invoice, since its answer was not the one: usage at the provider's prices;
 *     zero for the attempt that the invoice bills and where nothing is known
 * @param latencyMillis until its answer began or it failed
 */
public record Attempt(
        String endpoint,
        String provider,
        String model,
        int status,
        String fault,
        Money cost,
        long latencyMillis) {}
