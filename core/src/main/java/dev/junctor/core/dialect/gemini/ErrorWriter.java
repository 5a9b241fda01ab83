package dev.junctor.core.dialect.gemini;

import dev.junctor.core.dialect.ErrorAnswer;
import dev.junctor.core.dialect.RoutingMetadata;
import dev.junctor.core.dialect.SmallJson;
import dev.junctor.core.fault.Fault;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Errors in Gemini's shape, whole and inside streams (google.rpc.Status and its error details). */
final class ErrorWriter {
    private static final String TYPE = "type.googleapis.com/google.rpc.";

    private ErrorWriter() {}

    /**
     * A whole answer.
     *
     * @param details more about it as a JSON object; empty for none
     * @param metadata the routing metadata as a JSON object; empty for none
     */
    static ErrorAnswer answer(Fault fault, String details, String metadata) {
        ObjectNode json = body(fault);
        if (!details.isEmpty()) {
            ((ObjectNode) json.path("error")).set("metadata", SmallJson.tree(details));
        }
        if (!metadata.isEmpty()) {
            json.set(RoutingMetadata.FIELD, SmallJson.tree(metadata));
        }
        return new ErrorAnswer(
                fault.kind().status(), json.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The last event of a stream that has begun. */
    static byte[] event(Fault fault) {
        return ("data: " + body(fault) + "\r\n\r\n").getBytes(StandardCharsets.UTF_8);
    }

    static ObjectNode body(Fault fault) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ObjectNode error = json.putObject("error");
        error.put("code", fault.kind().status());
        error.put("message", fault.message());
        error.put("status", status(fault));
        ArrayNode details = error.putArray("details");
        details.addObject()
                .put("@type", TYPE + "ErrorInfo")
                .put("reason", fault.kind().code().toUpperCase(Locale.ROOT))
                .put("domain", "junctor");
        if (!fault.field().isEmpty()) {
            details.addObject()
                    .put("@type", TYPE + "BadRequest")
                    .putArray("fieldViolations")
                    .addObject()
                    .put("field", fault.field())
                    .put("description", fault.message());
        }
        if (fault.retryAfterSeconds() > 0) {
            details.addObject()
                    .put("@type", TYPE + "RetryInfo")
                    .put("retryDelay", fault.retryAfterSeconds() + "s");
        }
        return json;
    }

    private static String status(Fault fault) {
        return switch (fault.kind()) {
            case INVALID_REQUEST,
                    CONTEXT_LENGTH_EXCEEDED,
                    CONTENT_FILTERED,
                    METHOD_NOT_ALLOWED,
                    PAYLOAD_TOO_LARGE,
                    UNSUPPORTED_MEDIA_TYPE,
                    EXPECTATION_FAILED,
                    UNPROCESSABLE,
                    HEADERS_TOO_LARGE ->
                    "INVALID_ARGUMENT";
            case AUTHENTICATION -> "UNAUTHENTICATED";
            case PAYMENT_REQUIRED, RATE_LIMITED -> "RESOURCE_EXHAUSTED";
            case PERMISSION_DENIED, CONTENT_POLICY -> "PERMISSION_DENIED";
            case NOT_FOUND -> "NOT_FOUND";
            case CONFLICT -> "ABORTED";
            case REQUEST_TIMEOUT, TIMEOUT -> "DEADLINE_EXCEEDED";
            case OVERLOADED, PROVIDER_UNAVAILABLE -> "UNAVAILABLE";
            case INTERNAL -> "INTERNAL";
            case NOT_IMPLEMENTED -> "UNIMPLEMENTED";
        };
    }
}
