package dev.junctor.core.route;

import dev.junctor.core.health.EndpointHealth.Standing;
import java.util.List;

/**
 * Choice among models: what an {@link Objective} makes of rating, cost and time. No chance is in it.
 *
 * @param band see {@link Objective#band}
 */
record Objectives(Objective objective, double band) implements Ranking {
    /** What a tenth or tenfold of price and time is worth against the share of quality. */
    private static final double SHARE_PER_TENFOLD_PRICE = 0.125;

    private static final double SHARE_PER_TENFOLD_TIME = 0.05;

    private static final Reason OUTSIDE =
            new Reason.Fixed("further below the best than the objective takes first");

    /** The domain in which a request compares quality. */
    static String domain(Question question) {
        String asked = question.request().routing().domain();
        if (!asked.isEmpty()) {
            return asked;
        }
        String operator = question.policy().routing().domain();
        return operator.isEmpty() ? Quality.OVERALL : operator;
    }

    /** Sets rating and share of each; where nobody is rated all count as equal. */
    static void rate(List<Entry> group, String domain) {
        double best = Quality.UNRATED;
        for (int i = 0; i < group.size(); i++) {
            Entry entry = group.get(i);
            boolean same = i > 0 && sameModel(entry, group.get(i - 1));
            entry.rating = same ? group.get(i - 1).rating : Quality.rating(entry.model, domain);
            best = Math.max(best, entry.rating);
        }
        for (int i = 0; i < group.size(); i++) {
            Entry entry = group.get(i);
            boolean same = i > 0 && sameModel(entry, group.get(i - 1));
            if (same) {
                entry.share = group.get(i - 1).share;
            } else {
                entry.share = best == Quality.UNRATED ? 1 : Quality.share(entry.rating, best);
            }
        }
    }

    private static boolean sameModel(Entry left, Entry right) {
        return left.model.id().equals(right.model.id());
    }

    static void explainRating(Entry entry, String domain) {
        entry.because(
                entry.rating == Quality.UNRATED
                        ? new Reason.Unrated(domain)
                        : new Reason.Rated(domain, entry.rating, entry.share));
    }

    @Override
    public void rank(List<Entry> group, Question question) {
        rate(group, domain(question));
        double leastCost = Double.POSITIVE_INFINITY;
        double leastSeconds = Double.POSITIVE_INFINITY;
        for (int i = 0; i < group.size(); i++) {
            Entry entry = group.get(i);
            leastCost = Math.min(leastCost, Math.max(1.0, (double) entry.cost));
            leastSeconds = Math.min(leastSeconds, entry.seconds);
        }
        for (int i = 0; i < group.size(); i++) {
            Entry entry = group.get(i);
            entry.outside = entry.share < 1 - band ? 1 : 0;
            entry.unstable = entry.health.standing() == Standing.UNSTABLE ? 1 : 0;
            double dearer = Math.max(1.0, (double) entry.cost) / leastCost;
            order(entry, dearer, entry.seconds / leastSeconds);
        }
    }

    @Override
    public void explain(Entry entry, Question question) {
        explainRating(entry, domain(question));
        entry.because(new Reason.Expected(entry.cost));
        entry.because(
                new Reason.Measured(
                        entry.health.samples() > 0 ? "about" : "not measured, presumed",
                        entry.seconds,
                        "s to the whole answer"));
        if (entry.unstable == 1) {
            entry.because(Reason.UNSTABLE);
        }
        if (entry.outside == 1) {
            entry.because(OUTSIDE);
        }
    }

    /** Where the rank is the same the cost orders, exactly, which a score is not. */
    private void order(Entry entry, double dearer, double slower) {
        switch (objective) {
            case NONE, COST -> entry.score = 1 / dearer;
            case LATENCY -> {
                entry.score = 1 / slower;
                entry.rank = entry.seconds;
            }
            case QUALITY -> {
                entry.score = entry.share;
                entry.rank = entry.rankByRating();
                entry.secondRank = Reliability.of(entry.health).ordinal();
            }
            case BALANCED -> {
                entry.score =
                        entry.share
                                - SHARE_PER_TENFOLD_PRICE * Logarithm.decadic(dearer)
                                - SHARE_PER_TENFOLD_TIME * Logarithm.decadic(slower);
                entry.rank = -entry.score;
            }
        }
    }
}
