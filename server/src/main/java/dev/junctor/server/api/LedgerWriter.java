package dev.junctor.server.api;

import dev.junctor.core.money.Posting;

/** Where people move money in the books. May block: not for event loops. */
public interface LedgerWriter {
    /** Makes a posting, or gives the one that was made under the same idempotency key. Any budget of the account grows with it. */
    Posted post(Order order);

    /**
     * A posting to be made.
     *
     * @param account customer account that it belongs to
     * @param atMillis in milliseconds since 1970 in UTC
     * @param idempotencyKey within the account; empty for a posting that is made each time
     * @param requestHash hexadecimal SHA-256 of what was asked, to tell another request under the same idempotency key
     * @param generation public id of the request that it belongs to; empty for none
     * @param note for people; empty for none
     */
    record Order(
            Posting posting,
            String account,
            long atMillis,
            String idempotencyKey,
            String requestHash,
            String generation,
            String note) {}

    /** What became of it. */
    sealed interface Posted {
        /** It was made now. */
        record Done(LedgerReader.Movement movement) implements Posted {}

        /** It was made before: nothing moved now. */
        record Before(LedgerReader.Movement movement) implements Posted {}

        /** Something else was asked under the same idempotency key: nothing moved. */
        record Conflict() implements Posted {}
    }
}
