package dev.junctor.core.record;

import dev.junctor.core.base.Money;
import dev.junctor.core.usage.Usage;
import java.util.List;

/**
 * What is kept of one request. No prompt, no completion, no key.
 *
 * @param id ordered: 41 bits of milliseconds, node, sequence
 * @param publicId {@code gen-<unix seconds>-<20 alphanumerics>}
 * @param upstreamId the provider's id of the answer; empty when it gave none
 * @param createdMillis when the request came, in milliseconds since 1970 in UTC
 * @param keyId SHA-256 of the caller's key in lower-case hex
 * @param requested the model as the caller named it
 * @param model id of the model that answered; empty when none did
 * @param endpoint key of the endpoint that answered; empty when none did
 * @param provider name of the provider that answered, for people; empty when none did
 * @param providerTag tag of the endpoint that answered
 * @param streamed whether server-sent events were asked for
 * @param status HTTP status that the caller got
 * @param fault stable name of the failure; empty for none
 * @param finishReason as the provider wrote it
 * @param cost what is charged
 * @param upstreamCost usage at the provider's prices
 * @param latencyMillis until the first token; 0 when none came
 * @param durationMillis until the end
 * @param userAgent of the caller, cut to 200 characters
 */
public record GenerationRecord(
        long id,
        String publicId,
        String upstreamId,
        long createdMillis,
        String keyId,
        String requested,
        String model,
        String endpoint,
        String provider,
        String providerTag,
        String strategy,
        boolean streamed,
        Outcome outcome,
        int status,
        String fault,
        String finishReason,
        String serviceTier,
        Usage usage,
        Billing billing,
        Money cost,
        Money upstreamCost,
        long latencyMillis,
        long durationMillis,
        String userAgent,
        List<Attempt> attempts) {
    public GenerationRecord {
        attempts = List.copyOf(attempts);
    }
}
