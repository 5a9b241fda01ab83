package dev.junctor.lab.soak;

import dev.junctor.lab.soak.Sample.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is wrong with a run: a trend, too many errors, or records that take more and more room. */
final class Verdict {
    /** One request in so many without a fault of its own may fail: its endpoint may be down for another's fault. */
    private static final double MOST_ERRORS = 0.005;

    /** What one request may add to the database, in bytes. */
    private static final double MOST_BYTES = 2_048;

    private Verdict() {}

    private static Trend.Bound bound(Measure measure) {
        return switch (measure) {
            case HEAP -> new Trend.Bound(0.10, 6);
            case RSS -> new Trend.Bound(0.10, 80); // the database's page cache fills to 64 MB
            case HANDLES -> new Trend.Bound(0.10, 16);
            case THREADS -> new Trend.Bound(0.10, 4);
            case P50 -> new Trend.Bound(0.50, 5);
            case P99 -> new Trend.Bound(1.00, 100);
            case BACKLOG -> new Trend.Bound(0.50, 4_096);
            case SEGMENTS -> new Trend.Bound(0.25, 2);
        };
    }

    /** One sentence for everything that is wrong; none when all is right. */
    static List<String> of(List<Sample> samples) {
        List<String> wrong = new ArrayList<>();
        List<Double> seconds = samples.stream().map(Sample::seconds).toList();
        for (Measure measure : Measure.values()) {
            Trend trend = Trend.of(seconds, samples.stream().map(measure::of).toList());
            if (trend.grows(bound(measure))) {
                wrong.add(sentence(measure, trend));
            }
        }
        long requests = samples.stream().mapToLong(Sample::requests).sum();
        long errors = samples.stream().mapToLong(Sample::errors).sum();
        if (errors > MOST_ERRORS * requests) {
            wrong.add("%,d of %,d requests failed without a fault".formatted(errors, requests));
        }
        long grown = samples.getLast().databaseBytes() - samples.getFirst().databaseBytes();
        if (grown > MOST_BYTES * requests) {
            wrong.add("the database grew by %,d bytes a request".formatted(grown / requests));
        }
        return wrong;
    }

    /** How each measure moved, whether that is wrong or not. */
    static List<String> trends(List<Sample> samples) {
        List<String> lines = new ArrayList<>();
        List<Double> seconds = samples.stream().map(Sample::seconds).toList();
        for (Measure measure : Measure.values()) {
            Trend trend = Trend.of(seconds, samples.stream().map(measure::of).toList());
            lines.add(
                    (trend.grows(bound(measure)) ? "GROWS  " : "steady ")
                            + sentence(measure, trend));
        }
        return lines;
    }

    private static String sentence(Measure measure, Trend trend) {
        return String.format(
                Locale.ROOT,
                "%s: %.1f %s, %+.1f in the last two thirds, direction %+.2f",
                measure.title(),
                trend.level(),
                measure.unit(),
                trend.growth(),
                trend.rising());
    }
}
