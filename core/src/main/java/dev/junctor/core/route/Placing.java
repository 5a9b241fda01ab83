package dev.junctor.core.route;

import dev.junctor.core.base.Seed;
import dev.junctor.core.health.EndpointHealth;
import java.util.List;

/** Where endpoints stand whatever their rank: the broken, the slow, those that the caller names. */
final class Placing {
    /** A broken endpoint that may work again is tried first by one plan in so many. */
    private static final int PROBED_ONE_IN = 16;

    private static final int TOO_SLOW = 1;
    private static final int LAST = 2;

    private static final Reason BROKEN = new Reason.Fixed("broken, so last");
    private static final Reason PROBING = new Reason.Fixed("was broken, may work again");
    private static final Reason PROBED = new Reason.Fixed("was broken, tried again now");
    private static final Reason SLOW =
            new Reason.Fixed("slower than the request prefers, so after the others");
    private static final Reason SPEED_UNKNOWN =
            new Reason.Fixed("not known to be as fast as the request prefers");

    private Placing() {}

    static void place(List<Entry> entries, Question question, Wishes wishes) {
        boolean prefersSpeed =
                !wishes.minThroughput().equals(Cutoffs.NONE)
                        || !wishes.maxLatency().equals(Cutoffs.NONE);
        boolean prefersTier = question.tier().equals(ServiceTier.PRIORITY);
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            stand(entry, question);
            if (prefersSpeed) {
                speed(entry, wishes);
            }
            if (!wishes.order().isEmpty()) {
                name(entry, wishes.order());
            }
            if (prefersTier) {
                entry.tierless = ServiceTier.offers(entry.endpoint, ServiceTier.PRIORITY) ? 0 : 1;
            }
        }
    }

    private static void stand(Entry entry, Question question) {
        switch (entry.health.standing()) {
            case STABLE, UNSTABLE -> {}
            case BROKEN -> {
                entry.late = LAST;
                entry.because(BROKEN);
            }
            case PROBING -> {
                Seed seed = question.seed().forPurpose("probe").forPurpose(entry.endpoint.key());
                boolean probed = seed.below(PROBED_ONE_IN) == 0;
                entry.late = probed ? 0 : LAST;
                entry.because(probed ? PROBED : PROBING);
            }
        }
    }

    private static void speed(Entry entry, Wishes wishes) {
        EndpointHealth health = entry.health;
        if (health.latency().equals(EndpointHealth.Quantiles.NONE)) {
            entry.doubt = 1;
            entry.because(SPEED_UNKNOWN);
        } else if (!wishes.minThroughput().allowsAtLeast(health.throughput())
                || !wishes.maxLatency().allowsAtMost(health.latency())) {
            entry.late = Math.max(entry.late, TOO_SLOW);
            entry.because(SLOW);
        }
    }

    private static void name(Entry entry, List<String> order) {
        entry.place = ProviderName.placeIn(order, entry.endpoint);
        if (entry.place < order.size()) {
            entry.because(new Reason.Named("provider.order", entry.place));
        }
    }
}
