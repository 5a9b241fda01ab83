package dev.junctor.core.route;

import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Model;
import java.util.List;

/**
 * An endpoint that may answer.
 *
 * @param score what the order rests on, 0 to 1: with load balancing the chance to be drawn first (of its model,
 *     where several are tried in turn), 0 for who stands behind in any case; with a sort or an objective how it compares with the best of the plan; larger is better, comparable within one plan only
 * @param reasons for people, each one clause: {@code price $0.15/M in, $0.6/M out}, {@code unstable in the last 30 s}
 */
public record Candidate(Endpoint endpoint, Model model, double score, List<String> reasons) {
    public Candidate {
        reasons = reasons instanceof Reasons ? reasons : List.copyOf(reasons);
    }
}
