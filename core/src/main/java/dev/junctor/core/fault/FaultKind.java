package dev.junctor.core.fault;

/**
 * The kinds of failure that a caller can meet; each has one status and one stable name.
 *
 * <p>The names are the {@code error_type} values of OpenRouter's error metadata where it has one.
 */
public enum FaultKind {
    INVALID_REQUEST(400, "invalid_request"),
    CONTEXT_LENGTH_EXCEEDED(400, "context_length_exceeded"),
    /** A provider refused the content with status 400; one that says 403 is {@link #CONTENT_POLICY}. */
    CONTENT_FILTERED(400, "content_policy_violation"),
    AUTHENTICATION(401, "authentication"),
    PAYMENT_REQUIRED(402, "payment_required"),
    PERMISSION_DENIED(403, "permission_denied"),
    CONTENT_POLICY(403, "content_policy_violation"),
    NOT_FOUND(404, "not_found"),
    METHOD_NOT_ALLOWED(405, "method_not_allowed"),
    REQUEST_TIMEOUT(408, "request_timeout"),
    /** It would contradict what stands: a name that is taken, a request that was made with another body. */
    CONFLICT(409, "conflict"),
    PAYLOAD_TOO_LARGE(413, "payload_too_large"),
    UNSUPPORTED_MEDIA_TYPE(415, "unsupported_media_type"),
    EXPECTATION_FAILED(417, "expectation_failed"),
    UNPROCESSABLE(422, "unprocessable"),
    RATE_LIMITED(429, "rate_limit_exceeded"),
    HEADERS_TOO_LARGE(431, "headers_too_large"),
    INTERNAL(500, "server"),
    NOT_IMPLEMENTED(501, "not_implemented"),
    PROVIDER_UNAVAILABLE(502, "provider_unavailable"),
    OVERLOADED(503, "provider_overloaded"),
    TIMEOUT(504, "timeout");

    private final int status;
    private final String code;

    FaultKind(int status, String code) {
        this.status = status;
        this.code = code;
    }

    /** The HTTP status that the caller gets. */
    public int status() {
        return status;
    }

    /** The stable name, in snake case. */
    public String code() {
        return code;
    }
}
