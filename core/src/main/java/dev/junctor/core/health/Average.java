package dev.junctor.core.health;

/**
 * A mean in which what is older weighs less: after each half-life half as much. Exact from the first value on, which a
 * plain exponentially weighted average is not.
 *
 * @param sum of the values, each times its weight
 * @param weight sum of the weights
 * @param atMillis the instant to which the weights refer
 */
public record Average(double sum, double weight, long atMillis) {
    /** No values yet. */
    public static final Average EMPTY = new Average(0, 0, 0);

    /** The average with one more value; time that runs backwards counts as standing still. */
    public Average with(double value, long nowMillis, long halfLifeMillis) {
        double kept = kept(nowMillis, halfLifeMillis);
        return new Average(sum * kept + value, weight * kept + 1, Math.max(atMillis, nowMillis));
    }

    /** The mean, or {@code otherwise} when there are no values. */
    public double meanOr(double otherwise) {
        return weight == 0 ? otherwise : sum / weight;
    }

    private double kept(long nowMillis, long halfLifeMillis) {
        long elapsed = Math.max(0, nowMillis - atMillis);
        return weight == 0 ? 0 : StrictMath.pow(0.5, (double) elapsed / halfLifeMillis);
    }
}
