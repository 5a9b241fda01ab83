package dev.junctor.core.fault;

/** What may be tried after a failure, before the first byte to the caller. */
public enum Retry {
    /** Nothing: another attempt would fail the same way or must not be made. */
    NEVER,
    /** Another model only: this one cannot answer the request, whoever serves it. */
    NEXT_MODEL,
    /** The next endpoint of the plan, of the same model or another. */
    NEXT_ENDPOINT
}
