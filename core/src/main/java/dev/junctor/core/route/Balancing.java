package dev.junctor.core.route;

import dev.junctor.core.base.Seed;
import dev.junctor.core.health.EndpointHealth.Standing;
import java.util.List;

/**
 * The default: who had no outage in the last 30 seconds first; among those a draw without replacement in which an
 * endpoint's weight is 1/price², so that a third of the price is taken nine times as often.
 *
 * <p>The price is the expected cost of this very request, see {@link Cost#expected}. Each endpoint draws its own number
 * from the seed and its key (Efraimidis and Spirakis: Weighted random sampling with a reservoir, 2006), so that the draw
 * does not depend on the order of the catalog, and another endpoint more or less changes nothing between the others.
 */
record Balancing() implements Ranking {
    @Override
    public void rank(List<Entry> group, Question question) {
        Seed seed = question.seed().forPurpose("balance");
        double stable = 0;
        double unstable = 0;
        for (int i = 0; i < group.size(); i++) {
            Entry entry = group.get(i);
            double price = Math.max(1.0, (double) entry.cost);
            double weight = 1 / (price * price);
            double unit = seed.forPurpose(entry.endpoint.key()).unit();
            entry.rank = -Logarithm.natural(1 - unit) / weight;
            entry.score = weight;
            if (entry.health.standing() == Standing.UNSTABLE) {
                entry.unstable = 1;
                unstable += weight;
            } else {
                stable += weight;
            }
        }
        for (int i = 0; i < group.size(); i++) {
            Entry entry = group.get(i);
            entry.score /= entry.unstable == 1 ? unstable : stable;
        }
    }

    @Override
    public void explain(Entry entry, Question question) {
        if (entry.unstable == 1) {
            entry.because(Reason.UNSTABLE);
        }
        entry.because(new Reason.Drawn(entry.score));
    }
}
