package dev.junctor.core.route;

/** {@code routing.within_best}: takes out the models that are too far below the best one that may answer. */
final class Bands {
    /** Shares are computed in binary fractions; what is equal in decimals must not fall out. */
    private static final double ROUNDING = 1e-9;

    private Bands() {}

    static void narrow(Shortlist shortlist, Question question, Wishes wishes) {
        if (wishes.withinBest() == RoutingRules.UNSAID) {
            return;
        }
        String domain = Objectives.domain(question);
        Objectives.rate(shortlist.entries(), domain);
        double least = 1 - wishes.withinBest() - ROUNDING;
        shortlist.keepIf(
                entry -> entry.share >= least,
                wishes.withinBestField(),
                "rated too far below the best in " + domain);
    }
}
