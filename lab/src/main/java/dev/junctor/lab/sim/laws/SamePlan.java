package dev.junctor.lab.sim.laws;

import dev.junctor.core.base.Seed;
import dev.junctor.core.dialect.Dialect;
import dev.junctor.core.dialect.Envelope;
import dev.junctor.core.dialect.Operation;
import dev.junctor.core.dialect.RequestLine;
import dev.junctor.core.route.Planned;
import dev.junctor.core.route.Policy;
import dev.junctor.core.route.RoutePlan;
import dev.junctor.core.route.RouteRequest;
import dev.junctor.core.route.Router;
import dev.junctor.core.route.Snapshot;
import dev.junctor.lab.sim.callers.Wish;
import dev.junctor.lab.sim.world.Broken;
import dev.junctor.lab.sim.world.Law;
import java.util.Map;

/** The same question has the same answer; and illness puts nobody out of a plan. */
public final class SamePlan {
    private SamePlan() {}

    /** Plans a wish twice, and once in a world where everybody is well. */
    public static void check(
            Wish wish, Dialect dialect, Router router, Policy policy, Snapshot snapshot) {
        byte[] body = wish.bytes();
        if (dialect.peek(RequestLine.of(Operation.CHAT), body, body.length)
                        instanceof Envelope envelope
                && RouteRequest.read(envelope) instanceof RouteRequest request) {
            Seed seed = request.seedOr(new Seed(wish.number()));
            Planned once = router.plan(request, policy, snapshot, seed);
            Planned again = router.plan(request, policy, snapshot, seed);
            Broken.unless(
                    once.equals(again),
                    Law.PURITY,
                    wish.number(),
                    "the same question was planned in two ways");
            Snapshot well =
                    new Snapshot(
                            snapshot.version(),
                            snapshot.market(),
                            Map.of(),
                            snapshot.epochMillis());
            if (router.plan(request, policy, well, seed) instanceof RoutePlan healthy) {
                Broken.unless(
                        once instanceof RoutePlan ill
                                && ill.order().size() == healthy.order().size(),
                        Law.LIVENESS,
                        wish.number(),
                        "an endpoint was taken out of a plan because it is ill");
            }
        }
    }
}
