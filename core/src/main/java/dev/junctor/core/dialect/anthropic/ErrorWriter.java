package dev.junctor.core.dialect.anthropic;

import dev.junctor.core.fault.Fault;
import dev.junctor.core.fault.FaultKind;
import dev.junctor.core.json.Quoted;
import java.nio.charset.StandardCharsets;

/** Errors in Anthropic's shape; what Junctor adds stands beside the message. */
final class ErrorWriter {
    private ErrorWriter() {}

    /**
     * A whole body.
     *
     * @param details more about it as a JSON object; empty for none
     * @param metadata the routing metadata as a JSON object; empty for none
     */
    static byte[] body(Fault fault, String details, String metadata) {
        StringBuilder json = new StringBuilder(256).append(object(fault, details));
        if (!metadata.isEmpty()) {
            json.insert(json.length() - 1, ",\"openrouter_metadata\":" + metadata);
        }
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The last event of a stream that has begun. */
    static byte[] event(Fault fault) {
        return ("event: error\ndata: " + object(fault, "") + "\n\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String object(Fault fault, String details) {
        return "{\"type\":\"error\",\"error\":{\"type\":\""
                + type(fault)
                + "\",\"message\":"
                + Quoted.string(fault.message())
                + ",\"code\":"
                + Quoted.string(fault.kind().code())
                + (fault.field().isEmpty() ? "" : ",\"param\":" + Quoted.string(fault.field()))
                + (details.isEmpty() ? "" : ",\"metadata\":" + details)
                + "}}";
    }

    /** Anthropic's names of kinds of errors, by its status (API reference, "Errors"). */
    private static String type(Fault fault) {
        return switch (status(fault)) {
            case 401 -> "authentication_error";
            case 402 -> "billing_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 413 -> "request_too_large";
            case 429 -> "rate_limit_error";
            case 504 -> "timeout_error";
            case 529 -> "overloaded_error";
            default -> fault.kind().status() < 500 ? "invalid_request_error" : "api_error";
        };
    }

    /** Its clients know 529 for a service that has too much to do. */
    static int status(Fault fault) {
        return fault.kind() == FaultKind.OVERLOADED ? 529 : fault.kind().status();
    }
}
