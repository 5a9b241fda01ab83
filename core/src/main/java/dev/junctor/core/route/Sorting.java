package dev.junctor.core.route;

import dev.junctor.core.health.EndpointHealth;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** A strict order by one figure, without chance; who has no figure comes last, equal ones by cost. */
final class Sorting {
    private static final Reason UNMEASURED = new Reason.Fixed("not measured yet");

    private Sorting() {}

    /** The ranking for a sort that somebody asked for. */
    static Ranking by(Sort sort) {
        return switch (sort) {
            case NONE -> new Balancing();
            case PRICE -> Sorting::price;
            case THROUGHPUT -> Sorting::throughput;
            case LATENCY -> Sorting::latency;
            case QUALITY, EXACTO -> Sorting::quality;
        };
    }

    /** Least expected cost first; the cost itself orders, exactly. */
    static void price(List<Entry> group, Question question) {
        long least = Cost.UNKNOWN;
        for (int i = 0; i < group.size(); i++) {
            least = Math.min(least, group.get(i).cost);
        }
        for (int i = 0; i < group.size(); i++) {
            Entry entry = group.get(i);
            entry.score = Math.max(1.0, (double) least) / Math.max(1.0, (double) entry.cost);
            entry.because(new Reason.Expected(entry.cost));
        }
    }

    private static void throughput(List<Entry> group, Question question) {
        double best = largest(group, entry -> entry.health.throughput().p50());
        for (int i = 0; i < group.size(); i++) {
            Entry entry = group.get(i);
            double figure = entry.health.throughput().p50();
            entry.rank = -figure;
            entry.score = best == 0 ? 0 : figure / best;
            entry.because(
                    figure == 0
                            ? UNMEASURED
                            : new Reason.Measured("p50 throughput", figure, "tokens/s"));
        }
    }

    private static void latency(List<Entry> group, Question question) {
        double best = largest(group, entry -> inverse(entry.health));
        for (int i = 0; i < group.size(); i++) {
            Entry entry = group.get(i);
            double figure = entry.health.latency().p50();
            entry.rank = figure == 0 ? Double.POSITIVE_INFINITY : figure;
            entry.score = best == 0 ? 0 : inverse(entry.health) / best;
            entry.because(
                    figure == 0 ? UNMEASURED : new Reason.Measured("p50 latency", figure, "s"));
        }
    }

    /** Best rated model first; of one model the endpoint that serves it most faithfully and fails least. */
    static void quality(List<Entry> group, Question question) {
        String domain = Objectives.domain(question);
        double best = largest(group, entry -> Quality.rating(entry.model, domain));
        for (int i = 0; i < group.size(); i++) {
            Entry entry = group.get(i);
            double rating = Quality.rating(entry.model, domain);
            double faithful = Quality.fidelity(entry.endpoint) * entry.health.successRatio();
            double share = best == Quality.UNRATED ? 1 : Quality.share(rating, best);
            entry.rank = rating == Quality.UNRATED ? Double.POSITIVE_INFINITY : -rating;
            entry.secondRank = -faithful;
            entry.score = share * faithful;
            Objectives.explainRating(entry, domain, rating, share);
            entry.because(new Reason.Measured("faithful to the model by", faithful, "of 1"));
        }
    }

    private static double inverse(EndpointHealth health) {
        return health.latency().p50() == 0 ? 0 : 1 / health.latency().p50();
    }

    private static double largest(List<Entry> group, ToDoubleFunction<Entry> figure) {
        double best = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < group.size(); i++) {
            best = Math.max(best, figure.applyAsDouble(group.get(i)));
        }
        return best;
    }
}
