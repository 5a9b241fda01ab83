package dev.junctor.server.store;

/** What became of a posting that somebody wanted to make. */
public sealed interface Posted {
    /** It stands in the books now. */
    record Done(RecordedPosting posting) implements Posted {}

    /** The same request made it earlier; nothing was changed. */
    record Repeated(RecordedPosting posting) implements Posted {}

    /** Another request had the same idempotency key; nothing was changed. */
    record Conflict(RecordedPosting earlier) implements Posted {}

    /** There is no such account; nothing was changed. */
    record UnknownAccount() implements Posted {}
}
