package dev.junctor.core.route;

import dev.junctor.core.health.EndpointHealth.Standing;
import java.util.List;

/** Choice among models: what each {@link Objective} makes of rating, cost and time. No chance is in it. */
final class Objectives {
    /** What a tenth or tenfold of price and time is worth against the share of quality. */
    private static final double SHARE_PER_TENFOLD_PRICE = 0.125;

    private static final double SHARE_PER_TENFOLD_TIME = 0.05;

    private static final Reason UNSTABLE = new Reason.Fixed("unstable in the last 30 s");
    private static final Reason OUTSIDE =
            new Reason.Fixed("further below the best than the objective takes first");

    private Objectives() {}

    /** The ranking for an objective with a band, see {@link Objective#band}. */
    static Ranking by(Objective objective, double band) {
        return (group, question) -> rank(objective, band, group, question);
    }

    /** The domain in which a request compares quality. */
    static String domain(Question question) {
        String asked = question.request().routing().domain();
        if (!asked.isEmpty()) {
            return asked;
        }
        String operator = question.policy().routing().domain();
        return operator.isEmpty() ? Quality.OVERALL : operator;
    }

    private static void rank(
            Objective objective, double band, List<Entry> group, Question question) {
        String domain = domain(question);
        Best best = Best.of(group, domain);
        for (int i = 0; i < group.size(); i++) {
            Entry entry = group.get(i);
            double rating = Quality.rating(entry.model, domain);
            double share =
                    best.rating() == Quality.UNRATED ? 1 : Quality.share(rating, best.rating());
            entry.outside = share < 1 - band ? 1 : 0;
            entry.unstable = entry.health.standing() == Standing.UNSTABLE ? 1 : 0;
            entry.score = score(objective, entry, share, best);
            order(objective, entry, rating);
            explain(entry, domain, rating, share);
        }
    }

    private static double score(Objective objective, Entry entry, double share, Best best) {
        double cost = Math.max(1.0, (double) entry.cost);
        return switch (objective) {
            case NONE, COST -> best.cost() / cost;
            case LATENCY -> best.seconds() / entry.seconds;
            case QUALITY -> share;
            case BALANCED ->
                    share
                            - SHARE_PER_TENFOLD_PRICE * StrictMath.log10(cost / best.cost())
                            - SHARE_PER_TENFOLD_TIME
                                    * StrictMath.log10(entry.seconds / best.seconds());
        };
    }

    /** The cost orders by itself where the rank does not; exactly, which the score is not. */
    private static void order(Objective objective, Entry entry, double rating) {
        switch (objective) {
            case NONE, COST -> entry.rank = 0;
            case LATENCY -> entry.rank = entry.seconds;
            case BALANCED -> entry.rank = -entry.score;
            case QUALITY -> {
                entry.rank = rating == Quality.UNRATED ? Double.POSITIVE_INFINITY : -rating;
                entry.secondRank = -Quality.fidelity(entry.endpoint) * entry.health.successRatio();
            }
        }
    }

    private static void explain(Entry entry, String domain, double rating, double share) {
        explainRating(entry, domain, rating, share);
        entry.because(new Reason.Expected(entry.cost));
        entry.because(
                new Reason.Measured(
                        entry.health.samples() > 0 ? "about" : "not measured, presumed",
                        entry.seconds,
                        "s to the whole answer"));
        if (entry.unstable == 1) {
            entry.because(UNSTABLE);
        }
        if (entry.outside == 1) {
            entry.because(OUTSIDE);
        }
    }

    static void explainRating(Entry entry, String domain, double rating, double share) {
        entry.because(
                rating == Quality.UNRATED
                        ? new Reason.Fixed("not rated in " + domain)
                        : new Reason.Rated(domain, rating, share));
    }

    /** The best figures of a group. */
    private record Best(double rating, double cost, double seconds) {
        static Best of(List<Entry> group, String domain) {
            double rating = Quality.UNRATED;
            double cost = Double.POSITIVE_INFINITY;
            double seconds = Double.POSITIVE_INFINITY;
            for (int i = 0; i < group.size(); i++) {
                Entry entry = group.get(i);
                rating = Math.max(rating, Quality.rating(entry.model, domain));
                cost = Math.min(cost, Math.max(1.0, (double) entry.cost));
                seconds = Math.min(seconds, entry.seconds);
            }
            return new Best(rating, cost, seconds);
        }
    }
}
