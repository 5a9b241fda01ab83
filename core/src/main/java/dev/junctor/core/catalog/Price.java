package dev.junctor.core.catalog;

import dev.junctor.core.usage.Bucket;
import java.util.List;
import java.util.Map;

/**
 * What an endpoint charges.
 *
 * @param base the prices that apply when nothing below does
 * @param tiers prices for the whole request when its prompt is long, ordered by {@link Tier#above}
 * @param windows prices by time of day
 * @param variants prices of other ways to be served, by name: {@code batch, flex, priority, fast, …}
 * @param units what is charged beside tokens
 */
public record Price(
        Rates base,
        List<Tier> tiers,
        List<Window> windows,
        Map<String, Variant> variants,
        UnitPrices units) {

    private static final long STEP_MILLIS = 20 * 60_000L;
    private static final long LONGEST_REQUEST_MILLIS = 60 * 60_000L;

    public Price {
        tiers = List.copyOf(tiers);
        windows = List.copyOf(windows);
        variants = Map.copyOf(variants);
    }

    /**
     * Prices of a whole request with a long prompt.
     *
     * @param above applies when the prompt has more tokens than this
     */
    public record Tier(long above, Map<Bucket, Long> changed) {
        public Tier {
            changed = Map.copyOf(changed);
        }
    }

    /**
     * Prices at certain hours.
     *
     * @param fromMinute minute of the day in UTC, inclusive
     * @param toMinute minute of the day in UTC, exclusive; smaller than {@code fromMinute} when it passes midnight
     * @param days bits 0 (Monday) to 6 (Sunday) on which it starts
     */
    public record Window(int fromMinute, int toMinute, int days, Map<Bucket, Long> changed) {
        public Window {
            changed = Map.copyOf(changed);
        }

        /** Whether it applies at an instant, given in milliseconds since 1970 in UTC. */
        public boolean covers(long epochMillis) {
            long minutes = Math.floorDiv(epochMillis, 60_000);
            int minute = (int) Math.floorMod(minutes, 1_440L);
            int day =
                    (int)
                            Math.floorMod(
                                    Math.floorDiv(minutes, 1_440L) + 3,
                                    7L); // 1970-01-01 was a Thursday
            if (fromMinute <= toMinute) {
                return minute >= fromMinute && minute < toMinute && starts(day);
            }
            return (minute >= fromMinute && starts(day))
                    || (minute < toMinute && starts(Math.floorMod(day - 1, 7)));
        }

        private boolean starts(int day) {
            return (days & (1 << day)) != 0;
        }
    }

    /** Another way to be served, with prices and tiers of its own. */
    public record Variant(Map<Bucket, Long> changed, List<Tier> tiers) {
        public Variant {
            changed = Map.copyOf(changed);
            tiers = List.copyOf(tiers);
        }
    }

    /**
     * Names this price among all that ever were: 12 hexadecimal digits that depend on nothing but its content. Not for
     * every request: it is reckoned anew each time.
     */
    public String version() {
        return PriceVersion.of(this);
    }

    /** A price without tiers, windows, variants or units. */
    public static Price flat(Rates rates) {
        return new Price(rates, List.of(), List.of(), Map.of(), UnitPrices.NONE);
    }

    /**
     * The prices that apply to one request.
     *
     * @param promptTokens decides the tier
     * @param epochMillis when the answer was complete, decides the window
     * @param serviceTier {@code flex, priority, …} as it was really served; empty for the usual one
     */
    public Rates ratesFor(long promptTokens, long epochMillis, String serviceTier) {
        Variant variant = serviceTier.isEmpty() ? null : variants.get(serviceTier);
        if (variant != null) {
            return tiered(base.overriddenBy(variant.changed()), variant.tiers(), promptTokens);
        }
        Rates rates = tiered(base, tiers, promptTokens);
        for (Window window : windows) {
            if (window.covers(epochMillis)) {
                rates = rates.overriddenBy(window.changed());
            }
        }
        return rates;
    }

    /**
     * The highest prices that may apply to a request: a shorter prompt may be dearer, and a price by time of day may
     * change while the request runs.
     *
     * @param mostPromptTokens how long its prompt may be
     * @param fromMillis when it came
     * @param serviceTier as in {@link #ratesFor}
     */
    public Rates dearest(long mostPromptTokens, long fromMillis, String serviceTier) {
        Rates dearest = dearestAt(mostPromptTokens, fromMillis, serviceTier);
        if (!windows.isEmpty()) {
            for (long later = STEP_MILLIS; later <= LONGEST_REQUEST_MILLIS; later += STEP_MILLIS) {
                dearest =
                        dearest.orDearer(
                                dearestAt(mostPromptTokens, fromMillis + later, serviceTier));
            }
        }
        return dearest;
    }

    private Rates dearestAt(long mostPromptTokens, long epochMillis, String serviceTier) {
        Rates dearest = ratesFor(mostPromptTokens, epochMillis, serviceTier);
        Variant variant = serviceTier.isEmpty() ? null : variants.get(serviceTier);
        List<Tier> steps = variant == null ? tiers : variant.tiers();
        for (Tier step : steps) {
            if (step.above() < mostPromptTokens) { // a prompt may end just below it
                dearest = dearest.orDearer(ratesFor(step.above(), epochMillis, serviceTier));
            }
        }
        return dearest;
    }

    private static Rates tiered(Rates rates, List<Tier> tiers, long promptTokens) {
        Rates result = rates;
        for (Tier tier : tiers) {
            if (promptTokens > tier.above()) {
                result = rates.overriddenBy(tier.changed());
            }
        }
        return result;
    }
}
