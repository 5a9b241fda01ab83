package dev.junctor.core.dialect.openairesponses;

import dev.junctor.core.fault.Fault;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Errors in OpenAI's words (its API reference, error codes). */
final class ErrorBody {
    private ErrorBody() {}

    /** {@code {"error": {"message", "type", "param", "code"}}}. */
    static ObjectNode of(Fault fault) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ObjectNode error = json.putObject("error");
        error.put("message", fault.message()).put("type", type(fault));
        param(fault, error);
        error.put("code", code(fault));
        return json;
    }

    /** Names the field that is meant; null for none. */
    static void param(Fault fault, ObjectNode json) {
        if (fault.field().isEmpty()) {
            json.putNull("param");
        } else {
            json.put("param", fault.field());
        }
    }

    private static String type(Fault fault) {
        return switch (fault.kind().status()) {
            case 401 -> "authentication_error";
            case 402 -> "insufficient_quota";
            case 403 -> "permission_error";
            case 429 -> "rate_limit_error";
            default -> fault.kind().status() < 500 ? "invalid_request_error" : "server_error";
        };
    }

    /** The name of the error that its clients look at. */
    static String code(Fault fault) {
        return switch (fault.kind()) {
            case AUTHENTICATION -> "invalid_api_key";
            case PAYMENT_REQUIRED -> "insufficient_quota";
            case CONTEXT_LENGTH_EXCEEDED -> "context_length_exceeded";
            case CONTENT_FILTERED, CONTENT_POLICY -> "content_filter";
            case RATE_LIMITED -> "rate_limit_exceeded";
            case NOT_FOUND -> fault.field().equals("model") ? "model_not_found" : "not_found";
            case OVERLOADED -> "server_is_overloaded";
            case INVALID_REQUEST,
                    PERMISSION_DENIED,
                    METHOD_NOT_ALLOWED,
                    REQUEST_TIMEOUT,
                    CONFLICT,
                    PAYLOAD_TOO_LARGE,
                    UNSUPPORTED_MEDIA_TYPE,
                    EXPECTATION_FAILED,
                    UNPROCESSABLE,
                    HEADERS_TOO_LARGE,
                    INTERNAL,
                    NOT_IMPLEMENTED,
                    PROVIDER_UNAVAILABLE,
                    TIMEOUT ->
                    fault.kind().code();
        };
    }

    /** The name inside a response that has failed, where only few are known. */
    static String codeInside(Fault fault) {
        return switch (fault.kind().status()) {
            case 402, 429 -> code(fault);
            case 400 -> {
                String code = code(fault);
                yield code.equals("context_length_exceeded") ? code : "invalid_prompt";
            }
            default -> "server_error";
        };
    }
}
