package dev.junctor.simulator.fault;

import dev.junctor.simulator.ask.Complaint;
import dev.junctor.simulator.habit.ErrorShape;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Errors in each provider's own form. */
public final class ErrorBodies {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final Map<Integer, String> STATUS_NAMES =
            Map.ofEntries(
                    Map.entry(400, "INVALID_ARGUMENT"),
                    Map.entry(401, "UNAUTHENTICATED"),
                    Map.entry(403, "PERMISSION_DENIED"),
                    Map.entry(404, "NOT_FOUND"),
                    Map.entry(408, "DEADLINE_EXCEEDED"),
                    Map.entry(429, "RESOURCE_EXHAUSTED"),
                    Map.entry(499, "CANCELLED"),
                    Map.entry(500, "INTERNAL"),
                    Map.entry(503, "UNAVAILABLE"),
                    Map.entry(504, "DEADLINE_EXCEEDED"));

    private static final Map<Integer, String> TYPE_NAMES =
            Map.ofEntries(
                    Map.entry(401, "authentication_error"),
                    Map.entry(402, "billing_error"),
                    Map.entry(403, "permission_error"),
                    Map.entry(404, "not_found_error"),
                    Map.entry(413, "request_too_large"),
                    Map.entry(429, "rate_limit_error"),
                    Map.entry(500, "api_error"),
                    Map.entry(502, "api_error"),
                    Map.entry(503, "overloaded_error"),
                    Map.entry(504, "timeout_error"),
                    Map.entry(529, "overloaded_error"));

    private ErrorBodies() {}

    /** The JSON of an error. */
    public static String json(Complaint complaint, ErrorShape shape) {
        return switch (shape) {
            case NESTED -> nested(complaint).toString();
            case NUMBERED ->
                    error(
                            JSON.objectNode()
                                    .put("message", complaint.message())
                                    .put("type", name(complaint))
                                    .put("code", complaint.status()));
            case METADATA ->
                    JSON.objectNode()
                            .set(
                                    "error",
                                    JSON.objectNode()
                                            .put("code", complaint.status())
                                            .put("message", complaint.message())
                                            .set("metadata", metadata(complaint)))
                            .put("user_id", "user_simulated")
                            .toString();
            case CODED ->
                    error(
                            JSON.objectNode()
                                    .put("code", code(complaint))
                                    .put("message", complaint.message()));
            case FLAT -> flat(complaint);
            case WORDS ->
                    JSON.objectNode()
                            .put("code", words(complaint))
                            .put("error", complaint.message())
                            .toString();
            case TEXT -> JSON.objectNode().put("error", complaint.message()).toString();
            case DETAIL -> JSON.objectNode().put("detail", complaint.message()).toString();
            case STATUS -> status(complaint);
            case STATUS_LIST -> "[" + status(complaint) + "]";
            case MESSAGE ->
                    JSON.objectNode()
                            .put("id", "00000000-0000-4000-8000-000000000000")
                            .put("message", complaint.message())
                            .toString();
            case TYPED ->
                    JSON.objectNode()
                            .put("type", "error")
                            .set(
                                    "error",
                                    JSON.objectNode()
                                            .put(
                                                    "type",
                                                    TYPE_NAMES.getOrDefault(
                                                            complaint.status(),
                                                            "invalid_request_error"))
                                            .put("message", complaint.message()))
                            .put("request_id", "req_simulated")
                            .toString();
        };
    }

    /** A page of HTML, as a proxy sends it. */
    public static String page(int status) {
        String reason = Complaints.ofStatus(status).map(Complaint::message).orElse("Error");
        return "<html>\r\n<head><title>"
                + status
                + "</title></head>\r\n<body>\r\n<center><h1>"
                + status
                + " "
                + reason
                + "</h1></center>\r\n<hr><center>simulated</center>\r\n"
                + "</body>\r\n</html>\r\n";
    }

    /** The header fields beside an error: what to do and when to come again. */
    public static String[] fields(Complaint complaint, ErrorShape shape, long retryAfterSeconds) {
        long seconds = isStatus(shape) ? 0 : patience(complaint, retryAfterSeconds);
        String idField = shape == ErrorShape.TYPED ? "request-id" : "X-Request-Id";
        if (seconds == 0) {
            return new String[] {"Content-Type", "application/json", idField, "req_simulated"};
        }
        return new String[] {
            "Content-Type",
            "application/json",
            idField,
            "req_simulated",
            "Retry-After",
            String.valueOf(seconds),
            "X-RateLimit-Limit-Requests",
            "60",
            "X-RateLimit-Remaining-Requests",
            "0",
            "X-RateLimit-Reset-Requests",
            seconds + "s"
        };
    }

    private static long patience(Complaint complaint, long ordered) {
        long usual =
                switch (complaint.status()) {
                    case 429 -> 2;
                    case 503 -> 5;
                    case 529 -> 8;
                    default -> 0;
                };
        return ordered > 0 ? ordered : usual;
    }

    private static boolean isStatus(ErrorShape shape) {
        return shape == ErrorShape.STATUS || shape == ErrorShape.STATUS_LIST;
    }

    /** The JSON of an error as bytes. */
    public static byte[] bytes(Complaint complaint, ErrorShape shape) {
        return json(complaint, shape).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The JSON of an error as bytes, with when to come again where the form says that in the body.
     *
     * @param retryAfterSeconds 0 for what is usual with its status
     */
    public static byte[] bytes(Complaint complaint, ErrorShape shape, long retryAfterSeconds) {
        long seconds = patience(complaint, retryAfterSeconds);
        if (!isStatus(shape) || seconds == 0) {
            return bytes(complaint, shape);
        }
        ObjectNode error = statusError(complaint);
        error.putArray("details")
                .addObject()
                .put("@type", "type.googleapis.com/google.rpc.RetryInfo")
                .put("retryDelay", seconds + "s");
        String body = error(error);
        return (shape == ErrorShape.STATUS_LIST ? "[" + body + "]" : body)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String status(Complaint complaint) {
        return error(statusError(complaint));
    }

    private static ObjectNode statusError(Complaint complaint) {
        return JSON.objectNode()
                .put("code", complaint.status())
                .put("message", complaint.message())
                .put("status", STATUS_NAMES.getOrDefault(complaint.status(), "UNKNOWN"));
    }

    private static ObjectNode nested(Complaint complaint) {
        ObjectNode error =
                JSON.objectNode().put("message", complaint.message()).put("type", complaint.type());
        putOrNull(error, "param", complaint.param());
        putOrNull(error, "code", complaint.code());
        return JSON.objectNode().set("error", error);
    }

    private static ObjectNode metadata(Complaint complaint) {
        return JSON.objectNode().put("raw", nested(complaint).toString());
    }

    private static String flat(Complaint complaint) {
        if (complaint.status() == 401 || complaint.status() == 422) {
            return JSON.objectNode().put("detail", complaint.message()).toString();
        }
        ObjectNode body =
                JSON.objectNode()
                        .put("object", "error")
                        .put("message", complaint.message())
                        .put("type", complaint.type());
        putOrNull(body, "param", complaint.param());
        return body.put("code", String.valueOf(complaint.status() * 10))
                .put("raw_status_code", complaint.status())
                .toString();
    }

    private static String words(Complaint complaint) {
        return switch (complaint.status()) {
            case 400, 422 -> "Client specified an invalid argument";
            case 401 -> "Unauthenticated";
            case 403 -> "The caller does not have permission to execute the specified operation";
            case 404 -> "Some requested entity was not found";
            case 429 -> "Some resource has been exhausted";
            case 503, 529 -> "The service is currently unavailable";
            default -> "Internal error";
        };
    }

    private static String error(ObjectNode inside) {
        return JSON.objectNode().set("error", inside).toString();
    }

    private static String code(Complaint complaint) {
        return complaint.code().isEmpty() ? String.valueOf(complaint.status()) : complaint.code();
    }

    private static String name(Complaint complaint) {
        return complaint.code().isEmpty() ? complaint.type() : complaint.code();
    }

    private static void putOrNull(ObjectNode node, String field, String value) {
        if (value.isEmpty()) {
            node.putNull(field);
        } else {
            node.put(field, value);
        }
    }
}
