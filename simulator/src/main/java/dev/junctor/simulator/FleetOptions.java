package dev.junctor.simulator;

import java.time.InstantSource;

/**
 * How the fleet behaves.
 *
 * @param seed decides every word, number and delay
 * @param speedUp everything takes so many times less long; 0 for no delays at all
 * @param clock for the time that answers carry; delays follow the event loop's own clock
 */
public record FleetOptions(long seed, double speedUp, InstantSource clock) {
    public FleetOptions {
        if (!(speedUp >= 0)) {
            throw new IllegalArgumentException("speedUp must be 0 or more");
        }
    }

    /** As real providers: seed 1, real time, the clock on the wall. */
    public static FleetOptions usual() {
        return new FleetOptions(1, 1, InstantSource.system());
    }

    /** The same with another speed-up. */
    public FleetOptions withSpeedUp(double other) {
        return new FleetOptions(seed, other, clock);
    }

    /** The same with another seed. */
    public FleetOptions withSeed(long other) {
        return new FleetOptions(other, speedUp, clock);
    }
}
