package dev.junctor.core.route;

import dev.junctor.core.catalog.Catalog;
import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.dialect.Operation;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.fault.FaultKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Tells a request that is too long for everybody from one that nobody may answer: the caller can shorten it, and clients
 * know what to do when a context is exceeded.
 */
final class TooLong {
    /** What takes an endpoint out whatever is asked of it. */
    private static final Set<String> NEVER_USABLE =
            Set.of("lifecycle", "price", "dialect", "operation", "service_tier");

    /** What takes out by name: who is meant to answer, not what for. */
    private static final Set<String> BY_NAME =
            Set.of(
                    "provider.only",
                    "provider.ignore",
                    "policy.provider.only",
                    "policy.provider.ignore",
                    "routing.models.allow",
                    "routing.models.deny",
                    "policy.routing.models.allow",
                    "policy.routing.models.deny");

    private TooLong() {}

    /**
     * The fault when length is the only reason against all endpoints that are meant and could answer something; who is
     * taken out by name is told beside it, because a larger one may be among them.
     */
    static Optional<Fault> fault(RouteRequest request, Catalog catalog, List<Rejected> rejected) {
        long largest = 0;
        String who = "";
        Map<String, Integer> named = new TreeMap<>();
        for (Rejected one : rejected) {
            if (!one.field().equals("context")) {
                if (BY_NAME.contains(one.field())) {
                    named.merge(one.field(), 1, Integer::sum);
                } else if (!NEVER_USABLE.contains(one.field())) {
                    return Optional.empty();
                }
                continue;
            }
            for (Endpoint endpoint : catalog.endpointsOf(one.model())) {
                long limit = exceeded(endpoint, request.size());
                if (endpoint.tag().equals(one.provider()) && limit > largest) {
                    largest = limit;
                    who = one.model() + " at " + one.provider();
                }
            }
        }
        return largest == 0 ? Optional.empty() : Optional.of(fault(request, largest, who, named));
    }

    private static Fault fault(
            RouteRequest request, long largest, String who, Map<String, Integer> named) {
        Size size = request.size();
        String meant = named.isEmpty() ? "" : " for those who may answer it";
        String message =
                "This request is too long"
                        + meant
                        + ": the largest context available is "
                        + largest
                        + " tokens ("
                        + who
                        + "), the prompt has "
                        + size.leastPromptTokens()
                        + " or more"
                        + (size.maxOutputTokens() > 0
                                ? " and max_tokens asks for " + size.maxOutputTokens()
                                : "")
                        + takenOut(named)
                        + (named.keySet().stream().allMatch(TooLong::isOperators)
                                ? ". Shorten the prompt, lower max_tokens, or choose a larger model"
                                : ". Shorten the prompt, lower max_tokens, choose a larger model, or"
                                        + " let others answer");
        String field = request.operation() == Operation.CHAT ? "messages" : "prompt";
        return Fault.caller(FaultKind.CONTEXT_LENGTH_EXCEEDED, field, message);
    }

    private static String takenOut(Map<String, Integer> named) {
        StringBuilder text = new StringBuilder();
        named.forEach((field, count) ->
                text.append(text.isEmpty() ? "; besides, " : ", ")
                        .append(count)
                        .append(text.indexOf("taken out") < 0 ? " taken out by " : " by ")
                        .append(field));
        return text.toString();
    }

    private static boolean isOperators(String field) {
        return field.startsWith("policy.");
    }

    /** The limit that a request does not keep. */
    private static long exceeded(Endpoint endpoint, Size size) {
        return endpoint.maxInput() > 0 && size.leastPromptTokens() > endpoint.maxInput()
                ? endpoint.maxInput()
                : endpoint.context();
    }
}
