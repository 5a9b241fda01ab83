package dev.junctor.server.store;

import dev.junctor.core.base.Money;
import dev.junctor.core.money.Posting;

/**
 * A posting of a customer account as it stands in the books.
 *
 * @param createdMillis milliseconds since 1970 in UTC
 * @param account customer account
 * @param amount by which the customer's credit moved; negative where it went down
 * @param generationId the record it is about; 0 for none
 */
public record RecordedPosting(
        long id,
        Posting.Kind kind,
        long createdMillis,
        String account,
        Money amount,
        long generationId,
        String note) {}
