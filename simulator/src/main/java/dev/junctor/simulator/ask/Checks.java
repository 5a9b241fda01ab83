package dev.junctor.simulator.ask;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** All that a request must pass before it is answered; the first complaint counts. */
public final class Checks {
    private static final List<Function<Ask, Optional<Complaint>>> IN_ORDER =
            List.of(
                    ShapeChecks::first,
                    ParameterChecks::first,
                    MessageChecks::first,
                    ToolChecks::first);

    private Checks() {}

    /** What the provider complains of; empty when it answers. */
    public static Optional<Complaint> of(Ask ask, Prompt prompt) {
        return IN_ORDER.stream()
                .map(check -> check.apply(ask))
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> LimitChecks.first(ask, prompt));
    }

    /** The first complaint of several. */
    @SafeVarargs
    static Optional<Complaint> firstOf(Optional<Complaint>... complaints) {
        for (Optional<Complaint> complaint : complaints) {
            if (complaint.isPresent()) {
                return complaint;
            }
        }
        return Optional.empty();
    }
}
