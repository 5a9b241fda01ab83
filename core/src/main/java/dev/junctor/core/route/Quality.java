package dev.junctor.core.route;

import dev.junctor.core.catalog.Model;

/** How good answers are to be expected of a model, by its ratings. */
public final class Quality {
    /** The domain that is compared in when a request names none. */
    public static final String OVERALL = "overall";

    /** The model has no rating in the domain. */
    static final double UNRATED = Double.NEGATIVE_INFINITY;

    private static final double ELO_SCALE = 400;

    private Quality() {}

    /** A model's rating in a domain, or {@link #UNRATED}. */
    static double rating(Model model, String domain) {
        return model.quality().getOrDefault(domain, UNRATED);
    }

    /**
     * How a rating compares with the best one, 0 to 1: twice the share of comparisons that it is expected to win, so 1
     * for equal ratings, 0.9 for 35 points less, 0.5 for 191 less. Elo's formula.
     */
    public static double share(double rating, double best) {
        return rating == UNRATED ? 0 : 2 / (1 + StrictMath.pow(10, (best - rating) / ELO_SCALE));
    }
}
