package dev.junctor.core.route;

import dev.junctor.core.base.Seed;

/** Where the chance of a plan comes from. */
public sealed interface Seeding {
    /** The caller does not care. */
    record Any() implements Seeding {}

    /** The caller names the seed, so that the plan can be had again. */
    record Fixed(Seed seed) implements Seeding {}

    /** The caller's seed, or the one drawn for this request. */
    default Seed or(Seed drawn) {
        return switch (this) {
            case Any any -> drawn;
            case Fixed fixed -> fixed.seed();
        };
    }
}
