package dev.junctor.core.route;

import dev.junctor.core.base.Seed;
import dev.junctor.core.health.EndpointHealth.Standing;
import java.util.List;

/**
 * The default: who had no outage in the last 30 seconds first; among those a draw without replacement in which an
 * endpoint's weight is 1/price², so that a third of the price is taken nine times as often.
 *
 * <p>The price is the expected cost of this very request. Each endpoint draws its own number from the seed and its key
 * (Efraimidis and Spirakis: Weighted random sampling with a reservoir, 2006), so that the draw does not depend on the
 * order of the catalog, and another endpoint more or less changes nothing between the others.
 */
final class Balancing implements Ranking {
    private static final Reason UNSTABLE = new Reason.Fixed("unstable in the last 30 s");

    @Override
    public void rank(List<Entry> group, Question question) {
        double[] weights = new double[2];
        for (int i = 0; i < group.size(); i++) {
            Entry entry = group.get(i);
            if (entry.health.standing() == Standing.UNSTABLE) {
                entry.unstable = 1;
                entry.because(UNSTABLE);
            }
            weights[entry.unstable] += weight(entry);
        }
        Seed seed = question.seed().forPurpose("balance");
        for (int i = 0; i < group.size(); i++) {
            Entry entry = group.get(i);
            double unit = seed.forPurpose(entry.endpoint.key()).unit();
            entry.rank = -StrictMath.log1p(-unit) / weight(entry);
            entry.score = weight(entry) / weights[entry.unstable];
            entry.because(new Reason.Drawn(entry.score));
        }
    }

    /** 1/price²; what is free weighs like the smallest price there is. */
    private static double weight(Entry entry) {
        double price = Math.max(1.0, (double) entry.cost);
        return 1 / (price * price);
    }
}
