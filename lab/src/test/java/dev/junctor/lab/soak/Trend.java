package dev.junctor.lab.soak;

import java.util.Arrays;
import java.util.List;

/**
 * Whether a series grows, judged so that single outliers say nothing: by the median of the slopes between all pairs of
 * points (Theil and Sen), over the last two thirds, since a process that has just begun still warms up.
 *
 * @param level the median of the points
 * @param growth by how much the series rises over those two thirds, as the slope says
 * @param rising which share of all pairs rises, less the share that falls: 1 when each point is above the one before, 0
 *     without a direction (Kendall's tau)
 */
record Trend(double level, double growth, double rising) {
    private static final int LEAST_POINTS = 6;
    private static final double CLEARLY_RISING = 0.4;

    /**
     * How much growth is none.
     *
     * @param share of the level
     * @param amount in the unit of the series; growth must exceed both
     */
    record Bound(double share, double amount) {}

    /**
     * Looks at a series.
     *
     * @param seconds when each point was taken, in order
     */
    static Trend of(List<Double> seconds, List<Double> values) {
        int from = values.size() / 3;
        int count = values.size() - from;
        if (count < LEAST_POINTS) {
            throw new IllegalArgumentException("too few points for a trend: " + values.size());
        }
        double[] slopes = new double[count * (count - 1) / 2];
        int pairs = 0;
        int direction = 0;
        for (int i = from; i < values.size(); i++) {
            for (int j = i + 1; j < values.size(); j++) {
                double rise = values.get(j) - values.get(i);
                slopes[pairs++] = rise / (seconds.get(j) - seconds.get(i));
                direction += (int) Math.signum(rise);
            }
        }
        double span = seconds.getLast() - seconds.get(from);
        double[] points =
                values.subList(from, values.size()).stream().mapToDouble(value -> value).toArray();
        return new Trend(median(points), median(slopes) * span, (double) direction / pairs);
    }

    /** Whether it rises by more than a bound, and steadily: noise does one of these, a leak both. */
    boolean grows(Bound bound) {
        return growth > bound.amount() && growth > bound.share() * level && rising > CLEARLY_RISING;
    }

    private static double median(double[] numbers) {
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
