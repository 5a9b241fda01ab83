package dev.junctor.lab.sim;

import java.util.function.LongFunction;

/** Runs a seed's world among classes of which one has a planted bug; made by name, in a class loader of its own. */
public final class Probe implements LongFunction<String> {
    /** What the seed's world found; empty when no law was broken. */
    @Override
    public String apply(long seed) {
        return World.run(seed)
                .broken()
                .map(broken -> broken.law() + ": " + broken.getMessage())
                .orElse("");
    }
}
