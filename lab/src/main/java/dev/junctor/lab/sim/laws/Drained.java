package dev.junctor.lab.sim.laws;

import dev.junctor.lab.sim.fleet.Attempt;
import dev.junctor.lab.sim.node.Scene;
import dev.junctor.lab.sim.world.Broken;
import dev.junctor.lab.sim.world.Law;
import java.util.List;

/** Every connection to a provider is closed in the end. */
final class Drained {
    private Drained() {}

    static void check(Scene scene, List<Attempt> attempts) {
        for (Attempt attempt : attempts) {
            Broken.unless(
                    !attempt.isOpen() || attempt.isOrphaned(),
                    Law.RESOURCES,
                    attempt.request(),
                    "the connection of attempt a" + attempt.number() + " is still open");
        }
    }
}
