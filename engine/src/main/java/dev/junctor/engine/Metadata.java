package dev.junctor.engine;

import dev.junctor.core.record.Attempt;
import dev.junctor.core.route.PlanReport;
import dev.junctor.core.route.RoutePlan;
import dev.junctor.engine.port.UpstreamClient;
import java.util.List;
import java.util.function.Function;

/** Tells a caller who asked for it by a header how its request was routed. */
final class Metadata {
    private Metadata() {}

    /** From the attempts made so far to the metadata as JSON; empty text when it was not asked for. */
    static Function<List<Attempt>, String> of(UpstreamClient.Headers headers, RoutePlan plan) {
        return asked(headers)
                ? attempts -> PlanReport.metadata(plan, tried(attempts))
                : attempts -> "";
    }

    private static List<PlanReport.Tried> tried(List<Attempt> attempts) {
        return attempts.stream()
                .map(attempt ->
                        new PlanReport.Tried(attempt.provider(), attempt.model(), attempt.status()))
                .toList();
    }

    private static boolean asked(UpstreamClient.Headers headers) {
        return "enabled".equalsIgnoreCase(headers.value("x-junctor-metadata"))
                || "enabled".equalsIgnoreCase(headers.value("x-openrouter-metadata"));
    }
}
