package dev.junctor.core.route;

import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Model;
import dev.junctor.core.catalog.Price;
import dev.junctor.core.catalog.Rates;
import dev.junctor.core.health.EndpointHealth;
import dev.junctor.core.usage.Bucket;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** An endpoint while a plan is made; lives for one call of {@link Router#plan} and is never seen outside. */
final class Entry {
    /**
     * The order of a plan, each line weaker than the one before: who is broken or too slow for the caller stands behind
     * all models; then the models as the caller lists them; then who is not known to be fast enough, the caller's own
     * order, the service tier, the band of an objective, a recent outage, the rank; at last the cost and the key, so
     * that nothing depends on the order of the catalog.
     */
    static final Comparator<Entry> ORDER =
            (left, right) -> {
                int result = Integer.compare(left.late, right.late);
                result = result != 0 ? result : Integer.compare(left.group, right.group);
                result = result != 0 ? result : Integer.compare(left.doubt, right.doubt);
                result = result != 0 ? result : Integer.compare(left.place, right.place);
                result = result != 0 ? result : Integer.compare(left.tierless, right.tierless);
                result = result != 0 ? result : Integer.compare(left.outside, right.outside);
                result = result != 0 ? result : Integer.compare(left.unstable, right.unstable);
                result = result != 0 ? result : Double.compare(left.rank, right.rank);
                result = result != 0 ? result : Double.compare(left.secondRank, right.secondRank);
                result = result != 0 ? result : Long.compare(left.cost, right.cost);
                return result != 0 ? result : left.endpoint.key().compareTo(right.endpoint.key());
            };

    final Endpoint endpoint;
    final Model model;
    final int group;
    final EndpointHealth health;

    /** Expected cost of this request, in units of {@link Cost}. */
    final long cost;

    /** Seconds to the whole answer, as far as measured, otherwise presumed. */
    final double seconds;

    private final long promptPrice;
    private final long completionPrice;
    private List<Reason> reasons = List.of();

    /** 0, or 1 behind all others because too slow, or 2 because broken. */
    int late;

    /** 1 when it is not measured whether the caller's cut-offs hold. */
    int doubt;

    /** Place in {@code provider.order}. */
    int place;

    /** 1 when it does not offer the service tier that is preferred. */
    int tierless;

    /** 1 when outside an objective's band. */
    int outside;

    /** 1 after a recent outage, where that matters. */
    int unstable;

    /** Smaller is better. */
    double rank;

    /** Smaller is better, where ranks are equal. */
    double secondRank;

    /** The model's rating in the domain that counts, where it does. */
    double rating = Quality.UNRATED;

    /** See {@link Quality#share}. */
    double share = 1;

    /** See {@link Candidate#score}. */
    double score;

    Entry(Listing listing, int group, Question question) {
        Size size = question.request().size();
        if (listing.promptPrice() == Listing.VARIED) {
            Price price = Cost.known(listing.endpoint().pricing());
            long now = question.snapshot().epochMillis();
            Rates rates = Cost.rates(price, size, now, question.tier());
            this.promptPrice = rates.nanoPerMillion(Bucket.INPUT);
            this.completionPrice = rates.nanoPerMillion(Bucket.OUTPUT);
        } else {
            this.promptPrice = listing.promptPrice();
            this.completionPrice = listing.completionPrice();
        }
        this.endpoint = listing.endpoint();
        this.model = listing.model();
        this.group = group;
        this.health = question.snapshot().healthOf(endpoint);
        this.cost = Cost.expected(size, promptPrice, completionPrice, listing.costPerRequest());
        this.seconds = Speed.seconds(health, size);
    }

    void because(Reason reason) {
        if (reasons.isEmpty()) {
            reasons = new ArrayList<>(4);
            reasons.add(new Reason.Listed(promptPrice, completionPrice));
        }
        reasons.add(reason);
    }

    /** The better rating first, no rating last. */
    double rankByRating() {
        return rating == Quality.UNRATED ? Double.POSITIVE_INFINITY : -rating;
    }

    Candidate candidate() {
        return new Candidate(endpoint, model, score, new Reasons(reasons));
    }
}
