package dev.junctor.core.catalog;

import dev.junctor.core.catalog.Price.Tier;
import dev.junctor.core.catalog.Price.Variant;
import dev.junctor.core.usage.Bucket;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Reads a {@code price} object, the same in the catalog's files and in an operator's configuration.
 *
 * <p>Prices of tokens are plain decimals in US dollars per million tokens, by the names of {@link Bucket}; {@code unit}
 * holds prices of single units in US dollars. They are read exactly, to the nano-dollar. An explicit 0 is a price.
 */
public final class PriceReader {
    private static final int NANO_DECIMALS = 9;
    private static final long NANOS = 1_000_000_000;
    private static final Map<String, Bucket> BUCKETS = buckets();
    private static final Set<String> UNITS =
            Fields.keysOf(
                    "request",
                    "query",
                    "web_search",
                    "in_image_each",
                    "out_image_each",
                    "in_second",
                    "out_second",
                    "page",
                    "in_char",
                    "out_char");
    private static final Set<String> KEYS = with("tiers", "windows", "variants", "unit");
    private static final Set<String> VARIANT_KEYS = with("tiers");
    private static final Set<String> TIER_KEYS = with("above");

    private PriceReader() {}

    /**
     * Reads a price from a tree whose decimals were kept exact: numbers that a parser already turned into binary
     * fractions are a mistake of the caller.
     *
     * @param place names the price in errors
     * @throws CatalogException that says what is wrong, where, and what to write
     */
    public static Price read(JsonNode price, Place place) {
        Fields fields = Fields.of(price, place, KEYS);
        UnitPrices units = units(fields);
        return new Price(
                base(fields, units),
                tiers(fields),
                WindowReader.read(fields),
                variants(fields),
                units);
    }

    /**
     * Nano-dollars for a plain decimal in US dollars.
     *
     * @throws CatalogException when it is no number, negative, or has more than nine decimals
     */
    public static long nanos(JsonNode usd, Place place) {
        if (usd.isDouble() || usd.isFloat()) {
            throw new IllegalArgumentException(
                    place + " was read as a binary fraction; keep decimals exact");
        }
        if (!usd.isNumber()) {
            throw new CatalogException(
                    place, "is not a number", "Write US dollars as a plain decimal, as 0.15.");
        }
        try {
            long nanos =
                    usd.isIntegralNumber() && usd.canConvertToLong()
                            ? Math.multiplyExact(usd.longValue(), NANOS)
                            : nanos(usd.decimalValue());
            if (nanos < 0) {
                throw new CatalogException(place, "is negative", "Write 0 or more.");
            }
            return nanos;
        } catch (ArithmeticException unfit) {
            throw new CatalogException(
                    place,
                    "has more than nine decimals or is too large",
                    "Round it to billionths of a dollar.",
                    unfit);
        }
    }

    /** The prices of tokens among the fields of an object. */
    static Map<Bucket, Long> tokens(Fields fields) {
        Map<Bucket, Long> nanoPerMillion = new EnumMap<>(Bucket.class);
        BUCKETS.forEach((key, bucket) ->
                fields.node(key)
                        .ifPresent(usd ->
                                nanoPerMillion.put(bucket, nanos(usd, fields.placeOf(key)))));
        return nanoPerMillion;
    }

    /** The keys of token prices and some more. */
    static Set<String> with(String... more) {
        Set<String> keys = new LinkedHashSet<>(BUCKETS.keySet());
        keys.addAll(List.of(more));
        return keys;
    }

    private static long nanos(BigDecimal usd) {
        return usd.movePointRight(NANO_DECIMALS).longValueExact();
    }

    private static Rates base(Fields fields, UnitPrices units) {
        Map<Bucket, Long> tokens = tokens(fields);
        boolean byUnit = units.nanoPerUnit().keySet().stream().anyMatch(unit -> !isSurcharge(unit));
        if (tokens.isEmpty() && byUnit) {
            return Rates.of(Map.of(Bucket.INPUT, 0L, Bucket.OUTPUT, 0L));
        }
        for (Bucket needed : List.of(Bucket.INPUT, Bucket.OUTPUT)) {
            if (!tokens.containsKey(needed)) {
                throw new CatalogException(
                        fields.placeOf(needed.key()),
                        "is missing",
                        "A price needs input and output, in US dollars per million tokens.");
            }
        }
        return Rates.of(tokens);
    }

    private static boolean isSurcharge(String unit) {
        return unit.equals("web_search");
    }

    private static List<Tier> tiers(Fields fields) {
        List<Tier> tiers = new ArrayList<>(fields.list("tiers", PriceReader::tier));
        tiers.sort(Comparator.comparingLong(Tier::above));
        for (int i = 1; i < tiers.size(); i++) {
            if (tiers.get(i).above() == tiers.get(i - 1).above()) {
                throw new CatalogException(
                        fields.placeOf("tiers"),
                        "has two tiers above " + tiers.get(i).above(),
                        "Leave one of them.");
            }
        }
        return tiers;
    }

    private static Tier tier(JsonNode node, Place place) {
        Fields fields = Fields.of(node, place, TIER_KEYS);
        return new Tier(Fields.count(fields.required("above"), place.at("above")), tokens(fields));
    }

    private static Map<String, Variant> variants(Fields fields) {
        Map<String, Variant> variants = new LinkedHashMap<>();
        fields.node("variants")
                .ifPresent(node -> {
                    Fields byName = Fields.any(node, fields.placeOf("variants"));
                    byName.keys()
                            .forEach(name ->
                                    variants.put(
                                            name,
                                            variant(byName.required(name), byName.placeOf(name))));
                });
        return variants;
    }

    private static Variant variant(JsonNode node, Place place) {
        Fields fields = Fields.of(node, place, VARIANT_KEYS);
        return new Variant(tokens(fields), tiers(fields));
    }

    private static UnitPrices units(Fields fields) {
        if (!fields.has("unit")) {
            return UnitPrices.NONE;
        }
        Fields units = Fields.of(fields.required("unit"), fields.placeOf("unit"), UNITS);
        Map<String, Long> nanoPerUnit = new LinkedHashMap<>();
        units.keys()
                .forEach(key ->
                        nanoPerUnit.put(key, nanos(units.required(key), units.placeOf(key))));
        return new UnitPrices(nanoPerUnit);
    }

    private static Map<String, Bucket> buckets() {
        Map<String, Bucket> byKey = new LinkedHashMap<>();
        for (Bucket bucket : Bucket.values()) {
            byKey.put(bucket.key(), bucket);
        }
        return byKey;
    }
}
