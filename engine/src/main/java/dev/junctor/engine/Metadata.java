package dev.junctor.engine;

import dev.junctor.core.money.Markup;
import dev.junctor.core.record.Attempt;
import dev.junctor.core.route.PlanReport;
import dev.junctor.core.route.RoutePlan;
import dev.junctor.engine.port.UpstreamClient;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Tells a caller who asked for it by a header how its request was routed. */
final class Metadata {
    private Metadata() {}

    /**
     * From the attempts made so far to the metadata as JSON; empty text when it was not asked for.
     *
     * @param customerKeys slugs of the providers where the customer's own key is used
     */
    static Function<List<Attempt>, String> of(
            UpstreamClient.Headers headers, RoutePlan plan, Set<String> customerKeys) {
        return asked(headers)
                ? attempts -> PlanReport.metadata(plan, tried(attempts, customerKeys))
                : attempts -> "";
    }

    private static List<PlanReport.Tried> tried(List<Attempt> attempts, Set<String> customerKeys) {
        return attempts.stream()
                .map(attempt ->
                        new PlanReport.Tried(
                                attempt.provider(),
                                attempt.model(),
                                attempt.status(),
                                customerKeys.contains(providerOf(attempt))
                                        ? Markup.KeyOwner.CUSTOMER
                                        : Markup.KeyOwner.HOST))
                .toList();
    }

    /** The slug that an endpoint's key begins with. */
    private static String providerOf(Attempt attempt) {
        int colon = attempt.endpoint().indexOf(':');
        return colon < 0 ? attempt.endpoint() : attempt.endpoint().substring(0, colon);
    }

    private static boolean asked(UpstreamClient.Headers headers) {
        return "enabled".equalsIgnoreCase(headers.value("x-junctor-metadata"))
                || "enabled".equalsIgnoreCase(headers.value("x-openrouter-metadata"));
    }
}
