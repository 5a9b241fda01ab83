package dev.junctor.lab.sim.fleet;

import dev.junctor.core.catalog.Catalog;
import dev.junctor.lab.sim.world.Dice;
import dev.junctor.lab.sim.world.Timeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How each provider does at which time: spans of one sky after another. */
public final class Weather {
    /** What a time is like. */
    public enum Sky {
        CALM(14, 1),
        SLOW(8, 8),
        BROWN_OUT(2, 3),
        GRAY(2, 5),
        QUOTA(2, 1),
        DOWN(1, 1),
        TORN(2, 1),
        MISCOUNT(2, 1);

        private final int oneIn;
        private final int slowness;

        Sky(int oneIn, int slowness) {
            this.oneIn = oneIn;
            this.slowness = slowness;
        }

        private List<Trouble> troubles() {
            return switch (this) {
                case CALM -> List.of(Trouble.values());
                case SLOW -> List.of(Trouble.DRIP, Trouble.STALL);
                case BROWN_OUT ->
                        List.of(
                                Trouble.SERVER_ERROR,
                                Trouble.STALL,
                                Trouble.CUT,
                                Trouble.BUSY,
                                Trouble.NOT_HTTP);
                case GRAY -> List.of(Trouble.DRIP, Trouble.STALL, Trouble.EARLY_END);
                case QUOTA ->
                        List.of(
                                Trouble.QUOTA,
                                Trouble.QUOTA,
                                Trouble.KEY_REFUSED,
                                Trouble.CALLERS_FAULT);
                case DOWN ->
                        List.of(
                                Trouble.REFUSED,
                                Trouble.NO_HOST,
                                Trouble.CONNECT_TOO_SLOW,
                                Trouble.TLS);
                case TORN ->
                        List.of(
                                Trouble.CUT,
                                Trouble.EARLY_END,
                                Trouble.GARBAGE,
                                Trouble.ERROR_INSIDE,
                                Trouble.OTHER_FORM);
                case MISCOUNT -> List.of(Trouble.NO_USAGE, Trouble.WRONG_USAGE, Trouble.NEVER_ENDS);
            };
        }
    }

    private record Span(long untilNanos, Sky sky) {}

    private final Map<String, List<Span>> byProvider = new LinkedHashMap<>();

    /** The weather of a whole world. */
    public Weather(Dice dice, Catalog catalog, long untilNanos) {
        for (var provider : catalog.providers()) {
            List<Span> spans = new ArrayList<>();
            long at = 0;
            while (at < untilNanos) {
                at += dice.between(2, 20) * Timeline.SECOND;
                Sky sky = dice.oneIn(2) ? Sky.CALM : dice.pick(List.of(Sky.values()));
                spans.add(new Span(at, sky));
            }
            byProvider.put(provider.slug(), spans);
        }
    }

    /** A provider's sky at a moment. */
    Sky over(String provider, long nanos) {
        for (Span span : byProvider.getOrDefault(provider, List.of())) {
            if (nanos < span.untilNanos) {
                return span.sky;
            }
        }
        return Sky.CALM;
    }

    /** What goes wrong with an attempt; empty for nothing. */
    static Optional<Trouble> strikes(Sky sky, Dice dice) {
        return dice.oneIn(sky.oneIn) ? Optional.of(dice.pick(sky.troubles())) : Optional.empty();
    }

    /** How many times slower than usual a provider is. */
    static int slowness(Sky sky) {
        return sky.slowness;
    }
}
