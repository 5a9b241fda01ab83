package dev.junctor.core.route;

/** What a filter says of an endpoint. */
public sealed interface Verdict {
    /** Nothing against it. */
    Verdict KEEP = new Keep();

    /** Nothing against it. */
    record Keep() implements Verdict {}

    /**
     * It may not answer.
     *
     * @param field of the request or the policy that takes it out
     * @param reason one clause for people
     */
    record Reject(String field, String reason) implements Verdict {}
}
