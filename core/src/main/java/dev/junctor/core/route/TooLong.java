package dev.junctor.core.route;

import dev.junctor.core.catalog.Catalog;
import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.dialect.Operation;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.fault.FaultKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tells a request that is too long for everybody from one that nobody may answer: the caller can shorten it, and clients
 * know what to do when a context is exceeded.
 */
final class TooLong {
    /** What takes an endpoint out whatever is asked of it. */
    private static final Set<String> NEVER_USABLE =
            Set.of("lifecycle", "price", "dialect", "operation", "service_tier");

    private TooLong() {}

    /** The fault when length is the only reason against all endpoints that could answer something. */
    static Optional<Fault> fault(RouteRequest request, Catalog catalog, List<Rejected> rejected) {
        long largest = 0;
        String who = "";
        for (Rejected one : rejected) {
            if (!one.field().equals("context")) {
                if (NEVER_USABLE.contains(one.field())) {
                    continue;
                }
                return Optional.empty();
            }
            for (Endpoint endpoint : catalog.endpointsOf(one.model())) {
                long limit = exceeded(endpoint, request.size());
                if (endpoint.tag().equals(one.provider()) && limit > largest) {
                    largest = limit;
                    who = one.model() + " at " + one.provider();
                }
            }
        }
        return largest == 0 ? Optional.empty() : Optional.of(fault(request, largest, who));
    }

    private static Fault fault(RouteRequest request, long largest, String who) {
        Size size = request.size();
        String message =
                "This request is too long: the largest context available is "
                        + largest
                        + " tokens ("
                        + who
                        + "), the prompt has "
                        + size.leastPromptTokens()
                        + " or more"
                        + (size.maxOutputTokens() > 0
                                ? " and max_tokens asks for " + size.maxOutputTokens()
                                : "")
                        + ". Shorten the prompt, lower max_tokens, or choose a larger model";
        String field = request.operation() == Operation.CHAT ? "messages" : "prompt";
        return Fault.caller(FaultKind.CONTEXT_LENGTH_EXCEEDED, field, message);
    }

    /** The limit that a request does not keep. */
    private static long exceeded(Endpoint endpoint, Size size) {
        return endpoint.maxInput() > 0 && size.leastPromptTokens() > endpoint.maxInput()
                ? endpoint.maxInput()
                : endpoint.context();
    }
}
