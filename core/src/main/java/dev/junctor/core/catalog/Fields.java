package dev.junctor.core.catalog;

import dev.junctor.core.base.Nearest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;

/** An object of a file: its values by type, and a refusal of what does not belong there. */
final class Fields {
    private final JsonNode object;
    private final Place place;

    private Fields(JsonNode object, Place place) {
        this.object = object;
        this.place = place;
    }

    /** The fields of an object whose keys must be among the known ones. */
    static Fields of(JsonNode node, Place place, Set<String> known) {
        Fields fields = any(node, place);
        for (String key : node.propertyNames()) {
            if (!known.contains(key)) {
                throw unknown(place.at(key), key, known);
            }
        }
        return fields;
    }

    /** The fields of an object that may have any keys. */
    static Fields any(JsonNode node, Place place) {
        if (!node.isObject()) {
            throw new CatalogException(place, "is not an object", "Write { … }.");
        }
        return new Fields(node, place);
    }

    static CatalogException unknown(Place place, String word, Set<String> known) {
        String remedy =
                Nearest.to(word, new TreeSet<>(known))
                        .map(nearest -> "Did you mean " + nearest + "?")
                        .orElseGet(
                                () -> "Known are " + String.join(", ", new TreeSet<>(known)) + ".");
        return new CatalogException(place, "is not known", remedy);
    }

    Place place() {
        return place;
    }

    Place placeOf(String key) {
        return place.at(key);
    }

    Set<String> keys() {
        return new LinkedHashSet<>(object.propertyNames());
    }

    boolean has(String key) {
        return object.has(key);
    }

    Optional<JsonNode> node(String key) {
        return Optional.ofNullable(object.get(key));
    }

    JsonNode required(String key) {
        JsonNode node = object.get(key);
        if (node == null) {
            throw new CatalogException(placeOf(key), "is missing", "Add it.");
        }
        return node;
    }

    String text(String key) {
        return text(required(key), placeOf(key));
    }

    String text(String key, String otherwise) {
        JsonNode node = object.get(key);
        return node == null ? otherwise : text(node, placeOf(key));
    }

    long count(String key, long otherwise) {
        JsonNode node = object.get(key);
        return node == null ? otherwise : count(node, placeOf(key));
    }

    boolean flag(String key) {
        JsonNode node = object.get(key);
        if (node != null && !node.isBoolean()) {
            throw new CatalogException(placeOf(key), "is not true or false", "Write one of them.");
        }
        return node != null && node.booleanValue();
    }

    List<String> texts(String key) {
        return list(key, (node, where) -> text(node, where));
    }

    <T> List<T> list(String key, BiFunction<JsonNode, Place, T> read) {
        JsonNode node = object.get(key);
        if (node == null) {
            return List.of();
        }
        if (!node.isArray()) {
            throw new CatalogException(placeOf(key), "is not a list", "Write [ … ].");
        }
        List<T> values = new ArrayList<>(node.size());
        for (int i = 0; i < node.size(); i++) {
            values.add(read.apply(node.get(i), placeOf(key).at(i)));
        }
        return values;
    }

    Map<String, String> textsByKey(String key) {
        JsonNode node = object.get(key);
        if (node == null) {
            return Map.of();
        }
        Fields fields = any(node, placeOf(key));
        Map<String, String> values = new LinkedHashMap<>();
        fields.keys().forEach(name -> values.put(name, fields.text(name)));
        return values;
    }

    /** The constant that a key names in lower case, with {@code -} for {@code _}. */
    <E extends Enum<E>> E constant(String key, E otherwise) {
        JsonNode node = object.get(key);
        if (node == null) {
            return otherwise;
        }
        String word = text(node, placeOf(key));
        Set<String> known = new LinkedHashSet<>();
        for (E constant : otherwise.getDeclaringClass().getEnumConstants()) {
            String name = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (name.equals(word)) {
                return constant;
            }
            known.add(name);
        }
        throw new CatalogException(
                placeOf(key), "is not " + String.join(", ", known), "Write one of them.");
    }

    static String text(JsonNode node, Place place) {
        if (!node.isString()) {
            throw new CatalogException(place, "is not a text", "Write it in quotes.");
        }
        return node.stringValue();
    }

    static long count(JsonNode node, Place place) {
        if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < 0) {
            throw new CatalogException(place, "is not a whole number", "Write one, 0 or more.");
        }
        return node.longValue();
    }

    static Set<String> keysOf(String... keys) {
        return new LinkedHashSet<>(Arrays.asList(keys));
    }
}
