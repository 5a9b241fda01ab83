package dev.junctor.lab.catalog;

import dev.junctor.core.usage.Bucket;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Turns collected nano-dollar prices into the catalog's plain decimals. */
final class PriceText {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Input and output first, as people look for them. */
    private static final List<Bucket> ORDER =
            Stream.concat(Stream.of(Bucket.INPUT, Bucket.OUTPUT), Stream.of(Bucket.values()))
                    .distinct()
                    .toList();

    private PriceText() {}

    /** The price of an endpoint's row; empty when no source knows one. */
    static Optional<ObjectNode> of(JsonNode row) {
        ObjectNode price = NODES.objectNode();
        ObjectNode units = units(row.path("unit"));
        if (Rows.flag(row, "price_zero") || !row.has("price")) {
            return hasBasis(units) && !Rows.text(row, "type").equals("chat")
                    ? Optional.of(price.set("unit", units))
                    : Optional.empty();
        }
        tokens(price, row.path("price"));
        if (!row.path("tiers").isEmpty()) {
            price.set("tiers", tiers(row.path("tiers")));
        }
        if (!row.path("windows").isEmpty()) {
            price.set("windows", windows(row.path("windows")));
        }
        if (!row.path("variants").isEmpty()) {
            price.set("variants", variants(row.path("variants")));
        }
        if (!units.isEmpty()) {
            price.set("unit", units);
        }
        return Optional.of(price);
    }

    private static boolean hasBasis(ObjectNode units) {
        return units.propertyNames().stream().anyMatch(unit -> !unit.equals("web_search"));
    }

    private static void tokens(ObjectNode into, JsonNode nanos) {
        for (Bucket bucket : ORDER) {
            if (nanos.has(bucket.key())) {
                into.set(bucket.key(), usd(nanos.path(bucket.key())));
            }
        }
    }

    private static JsonNode usd(JsonNode nanos) {
        BigDecimal usd = BigDecimal.valueOf(nanos.longValue(), 9).stripTrailingZeros();
        return NODES.numberNode(usd.scale() < 0 ? usd.setScale(0) : usd);
    }

    private static ArrayNode tiers(JsonNode rows) {
        ArrayNode tiers = NODES.arrayNode();
        for (JsonNode row : rows) {
            ObjectNode tier = NODES.objectNode().put("above", row.path("above").longValue());
            tokens(tier, row);
            tiers.add(tier);
        }
        return tiers;
    }

    private static ObjectNode variants(JsonNode byName) {
        ObjectNode variants = NODES.objectNode();
        byName.properties()
                .forEach(entry -> {
                    ObjectNode variant = NODES.objectNode();
                    tokens(variant, entry.getValue());
                    if (!entry.getValue().path("tiers").isEmpty()) {
                        variant.set("tiers", tiers(entry.getValue().path("tiers")));
                    }
                    variants.set(entry.getKey(), variant);
                });
        return variants;
    }

    private static ArrayNode windows(JsonNode rows) {
        ArrayNode windows = NODES.arrayNode();
        for (JsonNode row : rows) {
            for (JsonNode time : row.path("utc")) {
                ObjectNode window = NODES.objectNode();
                JsonNode hours = time.path("hours_utc");
                window.set("hours", hours.isArray() ? hours : NODES.arrayNode().add(hours));
                if (time.has("weekdays") && time.path("weekdays").size() < 7) {
                    window.set("days", time.path("weekdays"));
                }
                tokens(window, row.path("price"));
                windows.add(window);
            }
        }
        return windows;
    }

    private static ObjectNode units(JsonNode nanos) {
        ObjectNode units = NODES.objectNode();
        nanos.properties().forEach(entry -> units.set(entry.getKey(), usd(entry.getValue())));
        return units;
    }
}
