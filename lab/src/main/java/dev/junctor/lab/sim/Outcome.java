package dev.junctor.lab.sim;

import dev.junctor.lab.sim.fleet.Coverage;
import dev.junctor.lab.sim.world.Broken;
import dev.junctor.lab.sim.world.Law;
import java.util.List;
import java.util.Optional;

/**
 * What came of a seed.
 *
 * @param requests that were asked
 * @param broken the law that was broken; empty for none
 * @param history of the request that it was broken for, in lines; empty where no law was broken
 */
public record Outcome(
        long seed,
        String digest,
        long requests,
        Coverage coverage,
        Optional<Broken> broken,
        List<String> history) {
    public Outcome {
        history = List.copyOf(history);
    }

    /** The same seed gave another world before. */
    Outcome notTheSame() {
        Broken law = new Broken(Law.PURITY, "the same seed gave two worlds");
        return new Outcome(
                seed, digest, requests, coverage, Optional.of(broken.orElse(law)), history);
    }
}
