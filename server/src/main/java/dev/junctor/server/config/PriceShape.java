package dev.junctor.server.config;

import dev.junctor.core.catalog.CatalogException;
import dev.junctor.core.catalog.Price;
import dev.junctor.core.catalog.PriceReader;
import dev.junctor.core.usage.Bucket;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A price, as the catalog's files write it and by the same reader. */
final class PriceShape implements Shape<Price> {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String PLACE = "price";
    private static final List<String> UNITS =
            List.of(
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

    @Override
    public Optional<Price> read(Node node, Place place) {
        if (isLost(node)) {
            return Optional.empty(); // noted already
        }
        try {
            return Optional.of(
                    PriceReader.read(json(node), dev.junctor.core.catalog.Place.of(PLACE)));
        } catch (CatalogException e) {
            complain(String.valueOf(e.getMessage()), node, place);
            return Optional.empty();
        }
    }

    private static boolean isLost(Node node) {
        return switch (node) {
            case Node.Lost lost -> true;
            case Node.Items items -> items.items().stream().anyMatch(PriceShape::isLost);
            case Node.Fields fields ->
                    fields.fields().values().stream().anyMatch(PriceShape::isLost);
            case Node.Scalar scalar -> false;
            case Node.Nothing nothing -> false;
        };
    }

    /** {@code price is no object} is about the price, {@code price: input is negative} about a value in it. */
    private static void complain(String message, Node node, Place place) {
        String rest = message.substring(PLACE.length());
        if (!rest.startsWith(": ")) {
            place.problem(node.line(), rest.strip());
            return;
        }
        int end = rest.indexOf(' ', 2);
        place.at(rest.substring(2, end)).problem(node.line(), rest.substring(end + 1));
    }

    /** The tree that the catalog's reader takes; decimals stay exact. */
    private static JsonNode json(Node node) {
        return switch (node) {
            case Node.Scalar scalar -> scalar(scalar);
            case Node.Nothing nothing -> NODES.nullNode();
            case Node.Lost lost -> NODES.nullNode();
            case Node.Items items -> {
                ArrayNode array = NODES.arrayNode();
                items.items().forEach(item -> array.add(json(item)));
                yield array;
            }
            case Node.Fields fields -> {
                ObjectNode object = NODES.objectNode();
                fields.fields().forEach((key, value) -> object.set(key, json(value)));
                yield object;
            }
        };
    }

    private static JsonNode scalar(Node.Scalar scalar) {
        return switch (scalar.type()) {
            case TEXT -> NODES.stringNode(scalar.text());
            case FLAG -> NODES.booleanNode(scalar.text().equals("true"));
            case NUMBER, VARIABLE -> number(scalar.text());
        };
    }

    private static JsonNode number(String text) {
        try {
            BigDecimal value = Shapes.decimal(text);
            return value.scale() <= 0
                    ? NODES.numberNode(value.toBigIntegerExact())
                    : NODES.numberNode(value);
        } catch (IllegalArgumentException e) {
            return NODES.stringNode("no number"); // what a variable holds is not repeated
        }
    }

    @Override
    public ObjectNode schema() {
        ObjectNode price = NODES.objectNode();
        tokens(price);
        ObjectNode properties = (ObjectNode) price.get("properties");
        properties.set("tiers", list(PriceShape::tier));
        properties.set("windows", list(PriceShape::window));
        ObjectNode variants = properties.putObject("variants").put("type", "object");
        ObjectNode variant = variants.putObject("additionalProperties");
        tokens(variant);
        ((ObjectNode) variant.get("properties")).set("tiers", list(PriceShape::tier));
        ObjectNode unit = properties.putObject("unit").put("type", "object");
        ObjectNode units = unit.putObject("properties");
        UNITS.forEach(name -> usd(units.putObject(name), "US dollars for each " + name + "."));
        unit.put("additionalProperties", false);
        return price;
    }

    private static ObjectNode list(Consumer<ObjectNode> item) {
        ObjectNode list = NODES.objectNode().put("type", "array");
        item.accept(list.putObject("items"));
        return list;
    }

    private static void tier(ObjectNode tier) {
        tokens(tier);
        ((ObjectNode) tier.get("properties"))
                .putObject("above")
                .put("type", "integer")
                .put("minimum", 0)
                .put("description", "They apply when a prompt has more tokens than this.");
        tier.putArray("required").add("above");
    }

    private static void window(ObjectNode window) {
        tokens(window);
        ObjectNode properties = (ObjectNode) window.get("properties");
        properties
                .putObject("hours")
                .put("type", "array")
                .put("description", "Hours in UTC as 16:30-00:30.")
                .putObject("items")
                .put("type", "string");
        properties
                .putObject("days")
                .put("type", "array")
                .put("description", "Days on which they begin, 1 for Monday; all when left out.")
                .putObject("items")
                .put("type", "integer")
                .put("minimum", 1)
                .put("maximum", 7);
        window.putArray("required").add("hours");
    }

    private static void tokens(ObjectNode object) {
        object.put("type", "object");
        ObjectNode properties = object.putObject("properties");
        for (Bucket bucket : Bucket.values()) {
            String meaning = "US dollars per million tokens of " + bucket.key() + ".";
            usd(properties.putObject(bucket.key()), meaning);
        }
        object.put("additionalProperties", false);
    }

    private static void usd(ObjectNode target, String meaning) {
        target.setAll(MoneyShapes.usd().schema());
        target.put("description", meaning);
    }
}
