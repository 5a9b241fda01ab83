package dev.junctor.core.dialect.anthropic;

import dev.junctor.core.fault.Fault;
import dev.junctor.core.fault.FaultKind;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Errors in Anthropic's words, whole and inside streams (its API reference, errors). */
final class ErrorBody {
    private static final int OVERLOADED = 529;

    private ErrorBody() {}

    /** Its status for a fault: an overload has one of its own, which its clients wait for. */
    static int status(Fault fault) {
        return fault.kind() == FaultKind.OVERLOADED ? OVERLOADED : fault.kind().status();
    }

    static ObjectNode of(Fault fault) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("type", "error");
        json.putObject("error").put("type", type(fault)).put("message", fault.message());
        return json;
    }

    private static String type(Fault fault) {
        return switch (fault.kind()) {
            case AUTHENTICATION -> "authentication_error";
            case PAYMENT_REQUIRED -> "billing_error";
            case PERMISSION_DENIED, CONTENT_POLICY -> "permission_error";
            case NOT_FOUND -> "not_found_error";
            case PAYLOAD_TOO_LARGE -> "request_too_large";
            case RATE_LIMITED -> "rate_limit_error";
            case TIMEOUT, REQUEST_TIMEOUT -> "timeout_error";
            case OVERLOADED -> "overloaded_error";
            case INTERNAL, NOT_IMPLEMENTED, PROVIDER_UNAVAILABLE -> "api_error";
            case INVALID_REQUEST,
                    CONTEXT_LENGTH_EXCEEDED,
                    CONTENT_FILTERED,
                    METHOD_NOT_ALLOWED,
                    CONFLICT,
                    UNSUPPORTED_MEDIA_TYPE,
                    EXPECTATION_FAILED,
                    UNPROCESSABLE,
                    HEADERS_TOO_LARGE ->
                    "invalid_request_error";
        };
    }
}
