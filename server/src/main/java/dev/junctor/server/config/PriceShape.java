package dev.junctor.server.config;

import dev.junctor.core.catalog.Price;
import dev.junctor.core.catalog.Rates;
import dev.junctor.core.catalog.UnitPrices;
import dev.junctor.core.usage.Bucket;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A price: US dollars per million tokens by the catalog's names, and prices of long prompts. */
final class PriceShape {
    private static final long ABSENT = -1;
    private static final Set<Bucket> NEEDED = EnumSet.of(Bucket.INPUT, Bucket.OUTPUT);
    private static final Map<Bucket, Key<Long>> TOKENS = tokens(NEEDED);
    private static final Map<Bucket, Key<Long>> CHANGES = tokens(Set.of());

    private static final Key<Long> ABOVE =
            Key.required(
                    "above",
                    Shapes.count(0, 1_000_000_000_000L),
                    "The prices apply to the whole request when its prompt has more tokens than this.",
                    "a number of tokens as 200000");
    private static final Key<List<Price.Tier>> TIERS =
            Key.optional(
                    "tiers",
                    Shapes.listOf(
                            new Group<>(
                                    "a tier",
                                    with(CHANGES, ABOVE),
                                    values ->
                                            new Price.Tier(
                                                    values.get(ABOVE), listed(CHANGES, values)))),
                    List.of(),
                    "Prices for long prompts.");

    static final Shape<Price> SHAPE =
            new Group<>(
                    "a price",
                    with(TOKENS, TIERS),
                    values ->
                            new Price(
                                    Rates.of(listed(TOKENS, values)),
                                    values.get(TIERS),
                                    List.of(),
                                    Map.of(),
                                    UnitPrices.NONE));

    private PriceShape() {}

    private static Map<Bucket, Key<Long>> tokens(Set<Bucket> needed) {
        Map<Bucket, Key<Long>> keys = new LinkedHashMap<>();
        for (Bucket bucket : Bucket.values()) {
            Shape<Long> usd = Shapes.map(Shapes.usd(), amount -> amount.nanoDollars());
            String meaning = "US dollars per million tokens of " + bucket.key() + ".";
            keys.put(
                    bucket,
                    needed.contains(bucket)
                            ? Key.required(bucket.key(), usd, meaning, ProviderShapes.PRICE_EXAMPLE)
                            : Key.optional(bucket.key(), usd, ABSENT, meaning));
        }
        return keys;
    }

    private static List<Key<?>> with(Map<Bucket, Key<Long>> tokens, Key<?> more) {
        List<Key<?>> keys = new ArrayList<>(tokens.values());
        keys.add(more);
        return keys;
    }

    private static Map<Bucket, Long> listed(Map<Bucket, Key<Long>> tokens, Values values) {
        Map<Bucket, Long> listed = new EnumMap<>(Bucket.class);
        tokens.forEach((bucket, key) -> {
            if (values.get(key) != ABSENT) {
                listed.put(bucket, values.get(key));
            }
        });
        return listed;
    }
}
