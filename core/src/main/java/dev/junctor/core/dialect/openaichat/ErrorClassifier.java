package dev.junctor.core.dialect.openaichat;

import dev.junctor.core.fault.Blame;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.fault.Fault.Upstream;
import dev.junctor.core.fault.FaultKind;
import dev.junctor.core.fault.Retry;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * What a provider's refusal means: whose fault it is, what may be tried next, what the caller gets.
 *
 * <p>The caller sees the provider's own words, but for refusals of the gateway's key: those can quote it.
 */
public final class ErrorClassifier {
    private static final List<String> CONTEXT =
            List.of(
                    "context_length",
                    "context length",
                    "context window",
                    "maximum context",
                    "max context",
                    "too_many_prompt_tokens",
                    "prompt is too long",
                    "prompt too long",
                    "input is too long",
                    "total length of all messages is too long",
                    "exceeds the maximum number of tokens",
                    "reduce the length of");

    private static final List<String> CONTENT =
            List.of(
                    "content_policy",
                    "content_filter",
                    "responsibleaipolicyviolation",
                    "content policy",
                    "content management policy",
                    "violates usage guidelines",
                    "usage policies",
                    "safety_check",
                    "safety system",
                    "flagged by");

    private static final List<String> UNKNOWN_MODEL =
            List.of(
                    "model_not_found",
                    "model_decommissioned",
                    "deploymentnotfound",
                    "invalid_model",
                    "unknown_model",
                    "model not found",
                    "no endpoints found",
                    "decommissioned",
                    "no longer accessible",
                    "model does not exist",
                    "unknown model",
                    "not a valid model",
                    "invalid model");

    private static final List<String> UNSUPPORTED =
            List.of(
                    "unsupported",
                    "not supported",
                    "does not support",
                    "doesn't support",
                    "not enabled for this model",
                    "unknown variant",
                    "unrecognized request argument",
                    "tool_use_failed");

    private static final List<String> QUOTA =
            List.of("insufficient_quota", "exceeded your current quota", "billing");

    /** What a 404 is about, when it is not about the address. */
    private static final List<String> NAMED =
            List.of("model", "deployment", "no endpoints", "entity");

    private static final List<String> BAD_KEY =
            List.of("api key not valid", "api_key_invalid", "invalid_api_key", "incorrect api key");

    private ErrorClassifier() {}

    /** The fault of an answer whose status is not 2xx. */
    public static Fault classify(
            int status, UnaryOperator<String> headers, byte[] body, int from, int to) {
        ErrorBody said = ErrorBody.of(body, from, to);
        long hinted = RetryHints.seconds(headers);
        return decide(status, status, said, hinted > 0 ? hinted : said.retryAfterSeconds());
    }

    /** The fault of an error that came with status 200, whole or inside a stream. */
    public static Fault inside(byte[] body, int from, int to) {
        ErrorBody said = ErrorBody.of(body, from, to);
        return decide(200, meant(said), said, said.retryAfterSeconds());
    }

    /** The fault of an answer that is none. */
    public static Fault garbage(byte[] body, int from, int to, String what) {
        ErrorBody said = ErrorBody.of(body, from, to);
        return new Fault(
                FaultKind.PROVIDER_UNAVAILABLE,
                Blame.ENDPOINT,
                Retry.NEXT_ENDPOINT,
                what,
                "",
                0,
                new Upstream(200, said.code(), said.raw()));
    }

    /** The status that an error without one of its own would have had. */
    private static int meant(ErrorBody said) {
        if (said.status() != 0) {
            return said.status();
        }
        String name = (said.code() + " " + said.type()).toLowerCase(Locale.ROOT);
        if (hasAny(name, List.of("rate_limit", "insufficient_quota", "too_many_requests"))) {
            return 429;
        }
        if (hasAny(name, List.of("overloaded", "capacity", "unavailable"))) {
            return 503;
        }
        if (hasAny(name, List.of("authentication", "invalid_api_key", "unauthorized"))) {
            return 401;
        }
        if (hasAny(name, List.of("permission"))) {
            return 403;
        }
        if (hasAny(name, List.of("timeout", "deadline"))) {
            return 504;
        }
        if (hasAny(name, List.of("not_found"))) {
            return 404;
        }
        boolean invalid =
                hasAny(name, List.of("invalid", "unsupported", "context_length", "content_"));
        return invalid ? 400 : 500;
    }

    /**
     * @param answered the status that came
     * @param status the status that is meant
     */
    private static Fault decide(int answered, int status, ErrorBody said, long retryAfter) {
        String told =
                said.message().isEmpty() ? said.raw() : said.message(); // raw may quote the prompt
        String words = (said.code() + " " + said.type() + " " + told).toLowerCase(Locale.ROOT);
        Verdict verdict = verdict(status, words);
        boolean secret = verdict.blame == Blame.KEY;
        String message = secret || said.message().isEmpty() ? own(verdict, status) : said.message();
        String code = said.code().isEmpty() ? said.type() : said.code();
        return new Fault(
                verdict.kind,
                verdict.blame,
                verdict.retry,
                message,
                "",
                retryAfter,
                new Upstream(answered, code, secret ? "" : said.raw()));
    }

    private record Verdict(FaultKind kind, Blame blame, Retry retry) {}

    private static Verdict verdict(int status, String words) {
        return switch (status) {
            case 400, 422 -> invalid(status, words);
            case 401, 402 -> key();
            case 403 ->
                    hasAny(words, CONTENT)
                            ? new Verdict(
                                    FaultKind.CONTENT_POLICY, Blame.CALLER, Retry.NEXT_ENDPOINT)
                            : key();
            case 404, 410 ->
                    new Verdict(
                            FaultKind.NOT_FOUND,
                            hasAny(words, NAMED) ? Blame.MODEL : Blame.ENDPOINT,
                            Retry.NEXT_ENDPOINT);
            case 413 -> new Verdict(FaultKind.PAYLOAD_TOO_LARGE, Blame.CALLER, Retry.NEXT_ENDPOINT);
            case 429 ->
                    new Verdict(
                            FaultKind.RATE_LIMITED,
                            hasAny(words, QUOTA) ? Blame.KEY : Blame.ENDPOINT,
                            Retry.NEXT_ENDPOINT);
            case 408, 504, 522, 524 ->
                    new Verdict(FaultKind.TIMEOUT, Blame.ENDPOINT, Retry.NEXT_ENDPOINT);
            case 498, 503, 529 ->
                    new Verdict(FaultKind.OVERLOADED, Blame.ENDPOINT, Retry.NEXT_ENDPOINT);
            case 520, 521, 523, 525, 526, 530 ->
                    new Verdict(
                            FaultKind.PROVIDER_UNAVAILABLE, Blame.PROVIDER, Retry.NEXT_ENDPOINT);
            default ->
                    new Verdict(
                            FaultKind.PROVIDER_UNAVAILABLE, Blame.ENDPOINT, Retry.NEXT_ENDPOINT);
        };
    }

    private static Verdict key() {
        return new Verdict(FaultKind.PROVIDER_UNAVAILABLE, Blame.KEY, Retry.NEXT_ENDPOINT);
    }

    private static Verdict invalid(int status, String words) {
        if (hasAny(words, BAD_KEY)) {
            return key();
        }
        boolean context = hasAny(words, CONTEXT);
        boolean content = hasAny(words, CONTENT);
        if (status == 400 && context) {
            return new Verdict(
                    FaultKind.CONTEXT_LENGTH_EXCEEDED, Blame.CALLER, Retry.NEXT_ENDPOINT);
        }
        if (status == 400 && content) {
            return new Verdict(FaultKind.CONTENT_FILTERED, Blame.CALLER, Retry.NEXT_ENDPOINT);
        }
        FaultKind kind = status == 422 ? FaultKind.UNPROCESSABLE : FaultKind.INVALID_REQUEST;
        if (isAboutModel(words)) {
            return new Verdict(kind, Blame.MODEL, Retry.NEXT_ENDPOINT);
        }
        boolean elsewhere = context || content || hasAny(words, UNSUPPORTED);
        return new Verdict(kind, Blame.CALLER, elsewhere ? Retry.NEXT_ENDPOINT : Retry.NEVER);
    }

    private static boolean isAboutModel(String words) {
        return hasAny(words, UNKNOWN_MODEL)
                || (words.contains("model") && words.contains("does not exist"));
    }

    /** What is said where the provider said nothing, or what must not be repeated. */
    private static String own(Verdict verdict, int status) {
        return switch (verdict.blame) {
            case KEY ->
                    "The provider refused the gateway's key (status "
                            + status
                            + "); its operator must look at it.";
            case MODEL -> "The provider does not know the model (status " + status + ").";
            case CALLER -> "The provider refused the request (status " + status + ").";
            case GATEWAY, ENDPOINT, PROVIDER ->
                    "The provider failed with status " + status + " and no explanation.";
        };
    }

    private static boolean hasAny(String text, List<String> words) {
        for (String word : words) {
            if (text.contains(word)) {
                return true;
            }
        }
        return false;
    }
}
