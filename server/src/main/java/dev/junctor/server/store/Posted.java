package dev.junctor.server.store;

import dev.junctor.core.base.Money;

/** What became of a posting that somebody wanted to make. */
public sealed interface Posted {
    /** It stands in the books now. */
    record Done(RecordedPosting posting) implements Posted {}

    /** The same request made it earlier; nothing was changed. */
    record Repeated(RecordedPosting posting) implements Posted {}

    /** Another request had the same idempotency key; nothing was changed. */
    record Conflict(RecordedPosting earlier) implements Posted {}

    /**
     * Refunds of one request would be more than it was charged; nothing was changed.
     *
     * @param left what may still be refunded
     */
    record TooMuch(Money left) implements Posted {}

    /** There is no such account; nothing was changed. */
    record UnknownAccount() implements Posted {}
}
