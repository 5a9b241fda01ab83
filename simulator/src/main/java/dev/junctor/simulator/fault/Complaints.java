package dev.junctor.simulator.fault;

import dev.junctor.simulator.ask.Complaint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What providers say with each status, and under a few names of their own. */
public final class Complaints {
    private static final Map<String, Complaint> NAMED =
            Map.of(
                    "context_length_exceeded",
                    Complaint.invalid(
                            "messages",
                            "context_length_exceeded",
                            "This model's maximum context length is 8192 tokens. However, your"
                                    + " messages resulted in 9001 tokens. Please reduce the length"
                                    + " of the messages."),
                    "content_policy",
                    Complaint.invalid(
                            "prompt",
                            "content_policy_violation",
                            "Your request was rejected as a result of our safety system."),
                    "insufficient_quota",
                    new Complaint(
                            429,
                            "insufficient_quota",
                            "insufficient_quota",
                            "You exceeded your current quota, please check your plan and billing"
                                    + " details.",
                            ""),
                    "model_not_found",
                    new Complaint(
                            404,
                            "invalid_request_error",
                            "model_not_found",
                            "The model does not exist or you do not have access to it.",
                            "model"),
                    "tool_use_failed",
                    Complaint.invalid(
                            "tools",
                            "tool_use_failed",
                            "Failed to call a function. Please adjust your prompt."));

    private static final Map<Integer, Complaint> BY_STATUS = byStatus();
    private static final List<Integer> PAGES = List.of(403, 404, 413, 429, 500, 502, 503, 504, 524);

    private Complaints() {}

    /** Statuses that can be asked for. */
    public static List<Integer> statuses() {
        return List.copyOf(BY_STATUS.keySet());
    }

    /** Statuses that come as pages of HTML too. */
    public static List<Integer> pages() {
        return PAGES;
    }

    static List<String> names() {
        return NAMED.keySet().stream().sorted().toList();
    }

    static Optional<Complaint> named(String name) {
        Complaint named = NAMED.get(name);
        if (named != null) {
            return Optional.of(named);
        }
        return name.matches("\\d{3}") ? ofStatus(Integer.parseInt(name)) : Optional.empty();
    }

    /** What is said with a status; empty for a status that no provider sends. */
    public static Optional<Complaint> ofStatus(int status) {
        return Optional.ofNullable(BY_STATUS.get(status));
    }

    /** What is said about a missing or wrong key. */
    public static Complaint key() {
        return entry(
                401, "invalid_request_error", "invalid_api_key", "Incorrect API key provided.");
    }

    private static Map<Integer, Complaint> byStatus() {
        Map<Integer, Complaint> all = new TreeMap<>();
        for (Complaint each :
                List.of(
                        entry(
                                400,
                                "invalid_request_error",
                                "invalid_request",
                                "The request is not valid."),
                        key(),
                        entry(
                                402,
                                "insufficient_quota",
                                "insufficient_balance",
                                "Insufficient balance. Please add credits to your account."),
                        entry(
                                403,
                                "permission_error",
                                "permission_denied",
                                "Your key has no permission to use this model."),
                        entry(404, "invalid_request_error", "not_found", "Not found."),
                        entry(408, "timeout_error", "request_timeout", "Request timed out."),
                        entry(
                                413,
                                "invalid_request_error",
                                "request_too_large",
                                "Request exceeds the maximum allowed number of bytes."),
                        entry(
                                422,
                                "invalid_request_error",
                                "unprocessable_entity",
                                "The request could not be processed."),
                        entry(
                                429,
                                "rate_limit_error",
                                "rate_limit_exceeded",
                                "Rate limit reached for requests. Please try again later."),
                        entry(
                                499,
                                "invalid_request_error",
                                "client_closed_request",
                                "The client closed the request."),
                        entry(
                                500,
                                "server_error",
                                "internal_error",
                                "The server had an error while processing your request. Sorry"
                                        + " about that!"),
                        entry(502, "server_error", "bad_gateway", "Bad gateway."),
                        entry(
                                503,
                                "server_error",
                                "service_unavailable",
                                "The engine is currently overloaded, please try again later."),
                        entry(
                                504,
                                "timeout_error",
                                "gateway_timeout",
                                "The model did not answer in time."),
                        entry(524, "timeout_error", "origin_timeout", "A timeout occurred."),
                        entry(529, "overloaded_error", "overloaded", "Overloaded"))) {
            all.put(each.status(), each);
        }
        return all;
    }

    private static Complaint entry(int status, String type, String code, String message) {
        return new Complaint(status, type, code, message, "");
    }
}
