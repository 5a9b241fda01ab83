package dev.junctor.simulator.tell;

import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Pricing;
import dev.junctor.core.catalog.Provider;
import dev.junctor.core.usage.Bucket;
import dev.junctor.simulator.ask.Prompt;
import dev.junctor.simulator.say.Chance;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long it takes: the table of docs/simulator.md. The kind of provider decides how soon it begins, the size of the
 * model how fast it speaks, the seed what is particular to a provider and to a request.
 *
 * @param firstNanos until the first token
 * @param tokenNanos for each further token
 */
public record Latency(long firstNanos, long tokenNanos) {
    /** Nothing takes time. */
    public static final Latency NONE = new Latency(0, 0);

    private static final Pattern BILLIONS =
            Pattern.compile("(?<![\\d.])(\\d{1,4})(?:\\.\\d+)?b\\b");
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MILLIS_PER_NEW_TOKEN = 0.05;
    private static final double MILLIS_PER_CACHED_TOKEN = 0.005;

    /** Sizes of models, by parameters where the id tells them and by price where it does not. */
    enum Size {
        TINY(9, 0.30, 190, 0.5),
        SMALL(34, 1.20, 130, 0.7),
        MEDIUM(80, 5.00, 85, 1.0),
        LARGE(260, 20.00, 55, 1.3),
        GIANT(Integer.MAX_VALUE, Double.MAX_VALUE, 32, 1.8);

        private final int billions;
        private final double usdPerMillion;
        private final int tokensPerSecond;
        private final double wait;

        Size(int billions, double usdPerMillion, int tokensPerSecond, double wait) {
            this.billions = billions;
            this.usdPerMillion = usdPerMillion;
            this.tokensPerSecond = tokensPerSecond;
            this.wait = wait;
        }

        static Size of(Endpoint endpoint) {
            Matcher matcher =
                    BILLIONS.matcher(endpoint.upstreamId().toLowerCase(java.util.Locale.ROOT));
            int billions = matcher.find() ? Integer.parseInt(matcher.group(1)) : -1;
            double usd = price(endpoint);
            for (Size size : values()) {
                if (billions >= 0 ? billions <= size.billions : usd <= size.usdPerMillion) {
                    return size;
                }
            }
            return GIANT;
        }

        private static double price(Endpoint endpoint) {
            return endpoint.pricing() instanceof Pricing.Known known
                    ? known.price().base().nanoPerMillion(Bucket.OUTPUT) / 1e9
                    : MEDIUM.usdPerMillion;
        }
    }

    /**
     * The times of one answer.
     *
     * @param cached tokens of the prompt that need not be read again
     * @param chance of this answer
     * @param seed of the whole fleet; a provider keeps its pace
     * @param speedUp everything is so many times faster; 0 for no time at all
     */
    public static Latency of(
            Endpoint endpoint,
            Prompt prompt,
            long cached,
            Chance chance,
            long seed,
            double speedUp) {
        if (speedUp <= 0) {
            return NONE;
        }
        Size size = Size.of(endpoint);
        Chance own = Chance.of(seed, endpoint.provider().slug());
        double temper = 0.7 + 0.7 * own.unit();
        double haste = 0.75 + 0.6 * own.unit();
        double firstMillis =
                waitMillis(endpoint.provider().kind()) * size.wait * temper * jitter(chance)
                        + (prompt.tokens() - cached) * MILLIS_PER_NEW_TOKEN
                        + cached * MILLIS_PER_CACHED_TOKEN;
        double perSecond = size.tokensPerSecond * haste * jitter(chance);
        return new Latency(
                (long) (firstMillis * NANOS_PER_MILLI / speedUp),
                (long) (NANOS_PER_SECOND / perSecond / speedUp));
    }

    private static double jitter(Chance chance) {
        return 0.85 + 0.3 * chance.unit();
    }

    private static double waitMillis(Provider.Kind kind) {
        return switch (kind) {
            case LAB -> 420;
            case CLOUD -> 520;
            case HOST -> 280;
            case GATEWAY -> 600;
            case SUBSCRIPTION -> 700;
            case LOCAL -> 120;
            case OTHER -> 480;
        };
    }
}
