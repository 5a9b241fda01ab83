package dev.junctor.core.route;

import java.util.List;

/**
 * A strict order by one figure, without chance; who has no figure comes last, equal ones by cost.
 *
 * @param sort any but {@link Sort#NONE}, which asks for no order
 */
record Sorting(Sort sort) implements Ranking {
    @Override
    public void rank(List<Entry> group, Question question) {
        switch (sort) {
            case NONE, PRICE -> price(group);
            case THROUGHPUT -> throughput(group);
            case LATENCY -> latency(group);
            case QUALITY -> quality(group, Objectives.domain(question));
            case EXACTO -> exacto(group);
        }
    }

    @Override
    public void explain(Entry entry, Question question) {
        switch (sort) {
            case NONE, PRICE -> entry.because(new Reason.Expected(entry.cost));
            case THROUGHPUT ->
                    measured(entry, "p50 throughput", entry.health.throughput().p50(), "tokens/s");
            case LATENCY -> measured(entry, "p50 latency", entry.health.latency().p50(), "s");
            case QUALITY -> {
                Objectives.explainRating(entry, Objectives.domain(question));
                entry.because(Reliability.reason(entry.health));
            }
            case EXACTO -> {
                entry.because(Reliability.reason(entry.health));
                if (entry.health.samples() > 0) {
                    measured(entry, "p50 throughput", entry.health.throughput().p50(), "tokens/s");
                }
            }
        }
    }

    /** The cost orders by itself, exactly. */
    private static void price(List<Entry> group) {
        long least = Cost.UNKNOWN;
        for (int i = 0; i < group.size(); i++) {
            least = Math.min(least, group.get(i).cost);
        }
        for (int i = 0; i < group.size(); i++) {
            Entry entry = group.get(i);
            entry.score = Math.max(1.0, (double) least) / Math.max(1.0, (double) entry.cost);
        }
    }

    private static void throughput(List<Entry> group) {
        double best = 0;
        for (int i = 0; i < group.size(); i++) {
            best = Math.max(best, group.get(i).health.throughput().p50());
        }
        for (int i = 0; i < group.size(); i++) {
            Entry entry = group.get(i);
            double figure = entry.health.throughput().p50();
            entry.rank = -figure;
            entry.score = figure == 0 ? 0 : figure / best;
        }
    }

    private static void latency(List<Entry> group) {
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < group.size(); i++) {
            double figure = group.get(i).health.latency().p50();
            best = figure == 0 ? best : Math.min(best, figure);
        }
        for (int i = 0; i < group.size(); i++) {
            Entry entry = group.get(i);
            double figure = entry.health.latency().p50();
            entry.rank = figure == 0 ? Double.POSITIVE_INFINITY : figure;
            entry.score = figure == 0 ? 0 : best / figure;
        }
    }

    /** Best rated model first; of one model the endpoint that fails least. */
    private static void quality(List<Entry> group, String domain) {
        Objectives.rate(group, domain);
        for (int i = 0; i < group.size(); i++) {
            Entry entry = group.get(i);
            entry.rank = entry.rankByRating();
            entry.secondRank = Reliability.of(entry.health).ordinal();
            entry.score = entry.share * entry.health.successRatio();
        }
    }

    /** The class of reliability first, in it the throughput. */
    private static void exacto(List<Entry> group) {
        throughput(group);
        for (int i = 0; i < group.size(); i++) {
            Entry entry = group.get(i);
            entry.secondRank = entry.rank;
            entry.rank = Reliability.of(entry.health).ordinal();
            entry.score *= entry.health.successRatio();
        }
    }

    private static void measured(Entry entry, String what, double figure, String unit) {
        entry.because(figure == 0 ? Reason.UNMEASURED : new Reason.Measured(what, figure, unit));
    }
}
