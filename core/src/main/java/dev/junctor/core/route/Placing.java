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
            entry.late = late(entry, question);
            if (prefersSpeed) {
                entry.doubt = isMeasured(entry.health) ? 0 : 1;
                if (isTooSlow(entry.health, wishes)) {
                    entry.late = Math.max(entry.late, TOO_SLOW);
                }
            }
            entry.place = ProviderName.placeIn(wishes.order(), entry.endpoint);
            if (prefersTier) {
                entry.tierless = ServiceTier.offers(entry.endpoint, ServiceTier.PRIORITY) ? 0 : 1;
            }
        }
    }

    /** Adds the reasons for what {@link #place} has set. */
    static void explain(Entry entry, Wishes wishes) {
        switch (entry.health.standing()) {
            case STABLE, UNSTABLE -> {}
            case BROKEN -> entry.because(BROKEN);
            case PROBING -> entry.because(entry.late == LAST ? PROBING : PROBED);
        }
        if (entry.doubt == 1) {
            entry.because(SPEED_UNKNOWN);
        } else if (isTooSlow(entry.health, wishes)) {
            entry.because(SLOW);
        }
        if (entry.place < wishes.order().size()) {
            entry.because(new Reason.Named("provider.order", entry.place));
        }
    }

    private static int late(Entry entry, Question question) {
        return switch (entry.health.standing()) {
            case STABLE, UNSTABLE -> 0;
            case BROKEN -> LAST;
            case PROBING -> {
                Seed seed = question.seed().forPurpose("probe").forPurpose(entry.endpoint.key());
                yield seed.below(PROBED_ONE_IN) == 0 ? 0 : LAST;
            }
        };
    }

    private static boolean isMeasured(EndpointHealth health) {
        return !health.latency().equals(EndpointHealth.Quantiles.NONE);
    }

    private static boolean isTooSlow(EndpointHealth health, Wishes wishes) {
        return isMeasured(health)
                && !(wishes.minThroughput().allowsAtLeast(health.throughput())
                        && wishes.maxLatency().allowsAtMost(health.latency()));
    }
}
