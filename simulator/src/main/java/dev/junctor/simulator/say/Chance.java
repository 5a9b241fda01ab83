package dev.junctor.simulator.say;

import dev.junctor.core.base.Seed;
import java.util.List;

/** Numbers drawn one after the other from a seed; the same seed draws the same numbers. */
public final class Chance {
    private Seed seed;

    /** Begins at a seed. */
    public Chance(Seed seed) {
        this.seed = seed;
    }

    /** Begins at what a seed and some texts make together. */
    public static Chance of(long seed, String... texts) {
        long mixed = seed;
        for (String text : texts) {
            for (int i = 0; i < text.length(); i++) {
                mixed = mixed * 0x5851F42D4C957F2DL + text.charAt(i) + 1;
            }
            mixed = new Seed(mixed).bits();
        }
        return new Chance(new Seed(mixed));
    }

    /** Another row of numbers, whatever is drawn from this one. */
    public static Chance apart(Seed seed, String purpose) {
        return new Chance(seed.forPurpose(purpose));
    }

    /** Where the row stands; draws nothing. */
    public Seed seed() {
        return seed;
    }

    /** A whole number in [0, {@code bound}). */
    public int below(int bound) {
        seed = seed.next();
        return seed.below(bound);
    }

    /** A whole number from {@code least} to {@code most}, both included. */
    public int between(int least, int most) {
        return least + below(most - least + 1);
    }

    /** A number in [0, 1). */
    public double unit() {
        seed = seed.next();
        return seed.unit();
    }

    /** One of several. */
    public <T> T pick(List<T> some) {
        return some.get(below(some.size()));
    }

    /** So many letters and digits. */
    public String letters(int count) {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        StringBuilder text = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            text.append(alphabet.charAt(below(alphabet.length())));
        }
        return text.toString();
    }
}
