package dev.junctor.core.route;

import dev.junctor.core.base.Seed;
import dev.junctor.core.health.EndpointHealth.Standing;
import java.util.List;

/**
 * The default: who had no outage in the last 30 seconds first; among equals a draw without replacement in which an
 * endpoint's weight is 1/price², so that a third of the price is taken nine times as often.
 *
 * <p>The price is the expected cost of this very request, see {@link Cost#expected}. Each endpoint draws its own number
 * from the seed and its key (Efraimidis and Spirakis: Weighted random sampling with a reservoir, 2006), so that the draw
 * does not depend on the order of the catalog, and another endpoint more or less changes nothing between the others.
 *
 * @param range with whom an endpoint competes
 */
record Balancing(Range range) implements Ranking {
    private static final Reason BEHIND = new Reason.Fixed("drawn by 1/price² behind the others");
    private static final int CLASSES = 12;

    /** Who takes part in a draw. */
    enum Range {
        /** All models named. */
        REQUEST,
        /** The endpoints of one model. */
        MODEL
    }

    @Override
    public void rank(List<Entry> group, Question question) {
        Seed seed = question.seed().forPurpose("balance");
        double[] weights = new double[CLASSES];
        int foremost = CLASSES;
        for (int i = 0; i < group.size(); i++) {
            Entry entry = group.get(i);
            double price = Math.max(1.0, (double) entry.cost);
            double weight = 1 / (price * price);
            double unit = seed.forPurpose(entry.endpoint.key()).unit();
            entry.rank = -Logarithm.natural(1 - unit) / weight;
            entry.score = weight;
            entry.unstable = entry.health.standing() == Standing.UNSTABLE ? 1 : 0;
            weights[classOf(entry)] += weight;
            foremost = Math.min(foremost, classOf(entry));
        }
        for (int i = 0; i < group.size(); i++) {
            Entry entry = group.get(i);
            int its = classOf(entry);
            entry.score = its == foremost ? entry.score / weights[its] : 0;
        }
    }

    /** Only equals draw against one another: what {@link Entry#ORDER} puts before the rank, smaller is better. */
    private static int classOf(Entry entry) {
        return (entry.late * 2 + entry.doubt) * 2 + entry.unstable;
    }

    @Override
    public void explain(Entry entry, Question question) {
        if (entry.unstable == 1) {
            entry.because(Reason.UNSTABLE);
        }
        boolean alone = range == Range.REQUEST || question.request().names().size() == 1;
        entry.because(
                entry.score > 0
                        ? new Reason.Drawn(entry.score, alone ? "first" : "first of its model")
                        : BEHIND);
    }
}
