package dev.junctor.lab.sim.laws;

import dev.junctor.lab.sim.fleet.Fleet;
import dev.junctor.lab.sim.world.Broken;
import dev.junctor.lab.sim.world.Law;
import java.util.Collection;
import java.util.List;

/** No key, no prompt and no completion where it does not belong. */
public final class Privacy {
    private final List<String> secrets;

    Privacy(Collection<String> secrets) {
        this.secrets = List.copyOf(secrets);
    }

    /** Looks through something that is kept or shown. */
    public void check(int request, String where, String text) {
        Broken.unless(!text.contains(Fleet.MARK), Law.PRIVACY, request, "a prompt in " + where);
        for (String secret : secrets) {
            Broken.unless(!text.contains(secret), Law.PRIVACY, request, "a key in " + where);
        }
    }
}
