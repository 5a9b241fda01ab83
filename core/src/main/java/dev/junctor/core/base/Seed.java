package dev.junctor.core.base;

/**
 * Where chance comes from: a seed gives the same numbers every time, so that a decision can be replayed.
 *
 * <p>The numbers are those of SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014).
 *
 * @param value any 64 bits
 */
public record Seed(long value) {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    /** The seed that follows this one. */
    public Seed next() {
        return new Seed(value + GOLDEN_GAMMA);
    }

    /** A seed of its own for a named purpose, independent of how often {@link #next} was called for another. */
    public Seed forPurpose(String name) {
        return new Seed(mix(value ^ (name.hashCode() * GOLDEN_GAMMA)));
    }

    /** 64 well-mixed bits. */
    public long bits() {
        return mix(value + GOLDEN_GAMMA);
    }

    /** A number in [0, 1), for weights; never for money. */
    public double unit() {
        return (bits() >>> 11) * 0x1.0p-53;
    }

    /** A whole number in [0, {@code bound}). */
    public int below(int bound) {
        return (int) Long.remainderUnsigned(bits(), bound);
    }

    private static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }
}
