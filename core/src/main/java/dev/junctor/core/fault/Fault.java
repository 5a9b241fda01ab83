package dev.junctor.core.fault;

/**
 * A failure as a value. Decided once; retry, health, billing and the writers of errors read the same verdict.
 *
 * @param kind what the caller sees
 * @param blame whose fault it is
 * @param retry what may be tried next
 * @param message one sentence for people: what is wrong and what to do
 * @param field the field of the request that is meant, as {@code provider.sort}; empty for none
 * @param retryAfterSeconds when to come again; 0 for unknown
 * @param upstream what the provider answered
 */
public record Fault(
        FaultKind kind,
        Blame blame,
        Retry retry,
        String message,
        String field,
        long retryAfterSeconds,
        Upstream upstream) {

    /**
     * What a provider answered.
     *
     * @param status its HTTP status; 0 when it did not answer
     * @param code its own code or type of error; empty when it named none
     * @param raw its body, cut to 4 KB, for the caller only and never for a log; empty when it sent none
     */
    public record Upstream(int status, String code, String raw) {
        /** No provider was asked, or it did not answer. */
        public static final Upstream NONE = new Upstream(0, "", "");
    }

    /** A request that the caller must change: {@code field} is meant, the message says how. */
    public static Fault invalid(String field, String message) {
        return caller(FaultKind.INVALID_REQUEST, field, message);
    }

    /** A failure of the caller's making. */
    public static Fault caller(FaultKind kind, String field, String message) {
        return new Fault(kind, Blame.CALLER, Retry.NEVER, message, field, 0, Upstream.NONE);
    }

    /** A failure of Junctor's own. */
    public static Fault gateway(FaultKind kind, String message) {
        return new Fault(kind, Blame.GATEWAY, Retry.NEVER, message, "", 0, Upstream.NONE);
    }

    /** A failure of an endpoint that never answered. */
    public static Fault silent(FaultKind kind, Blame blame, String message) {
        return new Fault(kind, blame, Retry.NEXT_ENDPOINT, message, "", 0, Upstream.NONE);
    }

    /** The same, to be tried again after so many seconds. */
    public Fault retryAfter(long seconds) {
        return new Fault(kind, blame, retry, message, field, seconds, upstream);
    }
}
