package dev.junctor.server.api;

import dev.junctor.core.base.Money;
import dev.junctor.core.money.Posting;
import java.util.Optional;

/** Where people move money in the books. May block: not for event loops. */
public interface LedgerWriter {
    /**
     * Makes a posting, once for each idempotency key of an account; what the account may spend moves with it.
     *
     * @param nowMillis milliseconds since 1970 in UTC
     */
    Posted post(Order order, long nowMillis);

    /**
     * What was posted under an idempotency key before: {@link Posted.Repeated} or {@link Posted.Conflict}; empty when
     * nothing was.
     *
     * @param requestHash as in {@link Order}
     */
    Optional<Posted> earlier(String account, String idempotencyKey, String requestHash);

    /**
     * A posting to be made.
     *
     * @param kind deposit, promotion, refund or correction
     * @param account customer account
     * @param amount by which its credit moves: more than zero, for a correction anything but zero
     * @param idempotencyKey the same one makes the posting once only; empty for none
     * @param requestHash hexadecimal SHA-256 of what was asked, to tell a repetition from another request
     * @param generationId {@link dev.junctor.core.record.GenerationRecord#id} of the request it is about; 0 for none
     * @param refundable what the request was charged: refunds of it are never more than this in all
     * @param note for people; empty for none
     */
    record Order(
            Posting.Kind kind,
            String account,
            Money amount,
            String idempotencyKey,
            String requestHash,
            long generationId,
            Money refundable,
            String note) {}

    /** What became of it. */
    sealed interface Posted {
        /** It stands in the books now. */
        record Done(Made made) implements Posted {}

        /** The same request made it earlier; nothing moved now. */
        record Repeated(Made made) implements Posted {}

        /** Another request had the same idempotency key; nothing moved. */
        record Conflict() implements Posted {}

        /**
         * The request was refunded before, so that not all of this is left to be; nothing moved.
         *
         * @param left what may still be refunded
         */
        record TooMuch(Money left) implements Posted {}

        /** There is no such account any more; nothing moved. */
        record UnknownAccount() implements Posted {}
    }

    /**
     * A posting that people made, as it stands in the books.
     *
     * @param id names it for ever
     * @param atMillis when it was made, in milliseconds since 1970 in UTC
     * @param amount by which the customer's credit moved
     * @param generationId as it was ordered; 0 for none
     */
    record Made(
            String id,
            Posting.Kind kind,
            long atMillis,
            String account,
            Money amount,
            long generationId,
            String note) {}
}
