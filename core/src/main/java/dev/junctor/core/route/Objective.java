package dev.junctor.core.route;

/**
 * What a choice among models aims at.
 *
 * <p>Quality is compared by {@link Quality#share}: how often a model's answer is preferred to the best model's, where 1
 * is equally often. Models inside the band of an objective come first, in its order; the others follow in the same
 * order. A request's own {@code routing.within_best} replaces the band and takes out who is outside.
 */
public enum Objective {
    /** Nothing asked. */
    NONE("none", 1),
    /** The least expected cost among models of at least half the best one's share. */
    COST("cost", 0.5),
    /** The least expected time to the whole answer among models within 0.3 of the best. */
    LATENCY("latency", 0.3),
    /** The best rated first. */
    QUALITY("quality", 1),
    /** Quality against price and time: ten times the price outweighs an eighth of the share, ten times the time a
     * twentieth. */
    BALANCED("balanced", 1);

    private final String key;
    private final double band;

    Objective(String key, double band) {
        this.key = key;
        this.band = band;
    }

    /** Its name in requests. */
    public String key() {
        return key;
    }

    /** How far below the best a model's share may be to come first, 0 to 1; 1 is no band. */
    double band() {
        return band;
    }
}
