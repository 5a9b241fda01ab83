package dev.junctor.core.record;

import dev.junctor.core.base.Money;
import dev.junctor.core.money.Invoice;
import dev.junctor.core.money.Posting;
import dev.junctor.core.usage.Usage;
import java.util.ArrayList;
import java.util.List;

/**
 * What is kept of one request. No prompt, no completion, no key.
 *
 * @param id ordered: 41 bits of milliseconds, node, sequence
 * @param publicId {@code gen-<unix seconds>-<20 alphanumerics>}
 * @param upstreamId the provider's id of the answer; empty when it gave none
 * @param createdMillis when the request came, in milliseconds since 1970 in UTC
 * @param keyId SHA-256 of the caller's key in lower-case hex
 * @param account customer account that the key belongs to
 * @param requested the model as the caller named it
 * @param model id of the model that answered; empty when none did
 * @param endpoint key of the endpoint that answered; empty when none did
 * @param provider name of the provider that answered, for people; empty when none did
 * @param providerTag tag of the endpoint that answered
 * @param streamed whether server-sent events were asked for
 * @param status HTTP status that the caller got
 * @param fault stable name of the failure; empty for none
 * @param finishReason as the provider wrote it
 * @param invoice what is charged, line by line, and where it goes
 * @param priceVersion {@link dev.junctor.core.catalog.Price#version} of the prices in it; empty when none was used
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
        String account,
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
        Invoice invoice,
        String priceVersion,
        long latencyMillis,
        long durationMillis,
        String userAgent,
        List<Attempt> attempts) {
    public GenerationRecord {
        attempts = List.copyOf(attempts);
    }

    /** What is charged. */
    public Money cost() {
        return invoice.amount();
    }

    /** Usage at the provider's prices, also where nobody is charged. */
    public Money upstreamCost() {
        return invoice.bill().total();
    }

    /**
     * What it moves in the books: the charge, and for every other attempt that a provider bills what the host bears.
     */
    public List<Posting> postings() {
        List<Posting> postings =
                new ArrayList<>(Posting.charge(invoice, account, providerOf(endpoint)));
        for (Attempt attempt : attempts) {
            if (!attempt.cost().equals(Money.ZERO)) {
                postings.add(Posting.absorbed(providerOf(attempt.endpoint()), attempt.cost()));
            }
        }
        return postings;
    }

    /** The slug of the provider that an endpoint's key begins with. */
    private static String providerOf(String endpoint) {
        int colon = endpoint.indexOf(':');
        return colon < 0 ? endpoint : endpoint.substring(0, colon);
    }
}
