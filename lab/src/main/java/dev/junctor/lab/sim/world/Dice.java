package dev.junctor.lab.sim.world;

import dev.junctor.core.base.Seed;
import java.util.List;

/** Chance that a seed decides; each purpose has dice of its own, so that one more throw here changes nothing there. */
public final class Dice {
    private Seed seed;

    /** Dice for a purpose. */
    public Dice(Seed seed, String purpose) {
        this.seed = seed.forPurpose(purpose);
    }

    /** 64 bits. */
    public long bits() {
        seed = seed.next();
        return seed.bits();
    }

    /** A whole number in [0, {@code bound}). */
    public int below(int bound) {
        seed = seed.next();
        return seed.below(bound);
    }

    /** A whole number in [{@code from}, {@code to}]. */
    public long between(long from, long to) {
        return from + Long.remainderUnsigned(bits(), to - from + 1);
    }

    /** True once in so many times. */
    public boolean oneIn(int times) {
        return below(times) == 0;
    }

    /** One of them. */
    public <T> T pick(List<T> all) {
        return all.get(below(all.size()));
    }
}
