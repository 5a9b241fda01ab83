package dev.junctor.core.route;

import dev.junctor.core.catalog.Capability;
import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Modality;
import dev.junctor.core.dialect.Delivery;
import dev.junctor.core.dialect.Operation;
import java.util.List;
import java.util.Set;

/** Whether an endpoint can do what the request contains. */
final class FitFilters {
    private static final Verdict REFUSES_TOOLS =
            new Verdict.Reject("tools", "documented as without tool use");
    private static final Verdict REFUSES_STREAMS =
            new Verdict.Reject("stream", "documented as without streaming");

    private FitFilters() {}

    /** An endpoint of the kind that is asked for. */
    static Verdict operation(Listing listing, Question question) {
        return serves(listing, question.request().operation())
                ? Verdict.KEEP
                : new Verdict.Reject("operation", "serves " + listing.type() + " only");
    }

    /** Whether an endpoint's type fits an operation. */
    static boolean serves(Listing listing, Operation operation) {
        return switch (operation) {
            case CHAT, COUNT -> listing.type().equals("chat");
            case COMPLETION -> listing.type().equals("completion") || listing.type().equals("chat");
        };
    }

    /** What goes in and what shall come out; text is never missing. */
    static Verdict modalities(Listing listing, Question question) {
        Endpoint endpoint = listing.endpoint();
        Modality missing = firstMissing(question.request().in(), endpoint.in());
        if (missing != Modality.TEXT) {
            return new Verdict.Reject("modalities", "takes no " + missing.apiName());
        }
        missing = firstMissing(question.request().out(), endpoint.out());
        return missing == Modality.TEXT
                ? Verdict.KEEP
                : new Verdict.Reject("modalities", "gives no " + missing.apiName());
    }

    /** Whether a request has or wants anything but text. */
    static boolean hasMedia(Question question) {
        return !isTextOnly(question.request().in()) || !isTextOnly(question.request().out());
    }

    private static boolean isTextOnly(Set<Modality> modalities) {
        return modalities.isEmpty()
                || (modalities.size() == 1 && modalities.contains(Modality.TEXT));
    }

    /** Whether a request is too long for anybody at all. */
    static boolean isLong(Question question) {
        Size size = question.request().size();
        long needed = size.leastPromptTokens() + size.maxOutputTokens();
        return needed > question.snapshot().market().smallestContext();
    }

    /** A prompt that certainly does not fit. */
    static Verdict context(Listing listing, Question question) {
        Endpoint endpoint = listing.endpoint();
        Size size = question.request().size();
        long least = size.leastPromptTokens();
        if (endpoint.maxInput() > 0 && least > endpoint.maxInput()) {
            return new Verdict.Reject(
                    "context",
                    "takes "
                            + endpoint.maxInput()
                            + " prompt tokens, this has "
                            + least
                            + " or more");
        }
        long needed = least + size.maxOutputTokens();
        return endpoint.context() == 0 || needed <= endpoint.context()
                ? Verdict.KEEP
                : new Verdict.Reject(
                        "context",
                        "holds "
                                + endpoint.context()
                                + " tokens, this needs "
                                + needed
                                + " or more");
    }

    /** A completion longer than the endpoint gives. */
    static Verdict maxTokens(Listing listing, Question question) {
        Endpoint endpoint = listing.endpoint();
        long asked = question.request().size().maxOutputTokens();
        return endpoint.maxOutput() == 0 || asked <= endpoint.maxOutput()
                ? Verdict.KEEP
                : new Verdict.Reject(
                        "max_tokens",
                        "gives " + endpoint.maxOutput() + " tokens, asked are " + asked);
    }

    /** Tools at an endpoint that is documented as without; what nobody documents is a preference only. */
    static Verdict tools(Listing listing, Question question) {
        Endpoint endpoint = listing.endpoint();
        return question.request().capabilities().contains(Capability.TOOLS)
                        && endpoint.refused().contains("tools")
                ? REFUSES_TOOLS
                : Verdict.KEEP;
    }

    /** A stream from an endpoint that is documented as without. */
    static Verdict stream(Listing listing, Question question) {
        Endpoint endpoint = listing.endpoint();
        return question.request().delivery() == Delivery.STREAM
                        && endpoint.refused().contains("streaming")
                ? REFUSES_STREAMS
                : Verdict.KEEP;
    }

    /** {@code provider.require_parameters}: nothing that is sent may have to be dropped. */
    static Verdict parameters(Listing listing, Question question) {
        Endpoint endpoint = listing.endpoint();
        if (question.request().provider().requireParameters() != Choice.YES
                && question.policy().provider().requireParameters() != Choice.YES) {
            return Verdict.KEEP;
        }
        String missing = Parameters.firstUnsupported(question.request(), endpoint);
        return missing.isEmpty()
                ? Verdict.KEEP
                : new Verdict.Reject("provider.require_parameters", "does not support " + missing);
    }

    /** {@code provider.quantizations}. */
    static Verdict quantizations(Listing listing, Question question) {
        Endpoint endpoint = listing.endpoint();
        if (!within(question.request().provider().quantizations(), endpoint.quantization())) {
            return quantization("provider.quantizations", endpoint);
        }
        return within(question.policy().provider().quantizations(), endpoint.quantization())
                ? Verdict.KEEP
                : quantization("policy.provider.quantizations", endpoint);
    }

    private static Verdict quantization(String field, Endpoint endpoint) {
        return new Verdict.Reject(field, "quantization is " + endpoint.quantization());
    }

    /** Whether a quantization is allowed; {@code fp4} and {@code fp8} stand for their variants too. */
    private static boolean within(Set<String> allowed, String quantization) {
        if (allowed.isEmpty() || allowed.contains(quantization)) {
            return true;
        }
        return switch (quantization) {
            case "mxfp4", "nvfp4" -> allowed.contains("fp4");
            case "mxfp8", "fp8-dynamic" -> allowed.contains("fp8");
            default -> false;
        };
    }

    /** The first modality that is needed and not offered; text when there is none. */
    private static Modality firstMissing(Set<Modality> needed, Set<Modality> offered) {
        for (Modality modality : MODALITIES) {
            if (modality != Modality.TEXT
                    && needed.contains(modality)
                    && !offered.contains(modality)) {
                return modality;
            }
        }
        return Modality.TEXT;
    }

    private static final List<Modality> MODALITIES = List.of(Modality.values());
}
