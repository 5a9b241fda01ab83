package dev.junctor.lab.sim.laws;

import dev.junctor.lab.sim.callers.SimCaller;
import dev.junctor.lab.sim.fleet.Attempt;
import dev.junctor.lab.sim.node.Scene;
import dev.junctor.lab.sim.world.Broken;
import dev.junctor.lab.sim.world.Law;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Connections are closed in the end, and only so many are read on from whose callers have left. */
final class Drained {
    /** Until an attempt is over that had said all when its caller left. */
    private static final long SETTLED_AFTER = 4_000_000_000L;

    private record Drain(long fromNanos, long untilNanos) {}

    private Drained() {}

    static void check(Scene scene, List<Attempt> attempts, List<SimCaller> callers) {
        Map<Integer, SimCaller> left = new HashMap<>();
        for (SimCaller caller : callers) {
            if (caller.ending() == SimCaller.End.LEFT) {
                left.put(caller.wish().number(), caller);
            }
        }
        List<Drain> drains = new ArrayList<>();
        for (Attempt attempt : attempts) {
            Broken.unless(
                    !attempt.isOpen() || attempt.isOrphaned(),
                    Law.RESOURCES,
                    attempt.request(),
                    "the connection of attempt a" + attempt.number() + " is still open");
            SimCaller caller = left.get(attempt.request());
            if (caller != null && !attempt.isOpen()) {
                drains.add(new Drain(caller.endedNanos() + SETTLED_AFTER, attempt.closedNanos()));
            }
        }
        int most = scene.drains() * scene.loops() * scene.nodes();
        for (Drain drain : drains) {
            long together =
                    drains.stream()
                            .filter(other ->
                                    other.fromNanos <= drain.fromNanos
                                            && other.untilNanos > drain.fromNanos)
                            .count();
            Broken.unless(
                    together <= most,
                    Law.RESOURCES,
                    -1,
                    together + " answers are read on with for nobody, " + most + " may be");
        }
    }
}
