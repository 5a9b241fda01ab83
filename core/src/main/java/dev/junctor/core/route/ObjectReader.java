package dev.junctor.core.route;

import dev.junctor.core.base.Nearest;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Reads an object of controls strictly: what is unknown or of the wrong kind is a fault that names the field and the
 * remedy. {@code null} counts as not given.
 */
final class ObjectReader {
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build();

    private static final int MONEY_DECIMALS = 9;

    /** A billion dollars: more than any price, and small enough for 64 bits of nano-dollars. */
    private static final int MONEY_DIGITS = 9;

    private final String path;
    private final JsonNode node;
    private final FirstFault faults;

    private ObjectReader(String path, JsonNode node, FirstFault faults) {
        this.path = path;
        this.node = node;
        this.faults = faults;
    }

    /** Reads JSON text that should be an object with no other keys than these. */
    static ObjectReader of(String path, String json, List<String> keys, FirstFault faults) {
        try {
            return of(path, JSON.readTree(json), keys, faults);
        } catch (JacksonException wrong) {
            faults.invalid(path, path + ": not a JSON object with each key once");
            return new ObjectReader(path, JsonNodeFactory.instance.objectNode(), faults);
        }
    }

    private static ObjectReader of(
            String path, JsonNode node, List<String> keys, FirstFault faults) {
        if (!node.isObject()) {
            if (!node.isNull()) {
                faults.invalid(path, path + " must be an object");
            }
            return new ObjectReader(path, JsonNodeFactory.instance.objectNode(), faults);
        }
        for (String key : node.propertyNames()) {
            if (!keys.contains(key)) {
                String name = path + "." + key;
                String remedy =
                        Nearest.to(key, keys)
                                .map(nearest -> "did you mean " + path + "." + nearest + "?")
                                .orElse("known are " + String.join(", ", keys));
                faults.invalid(name, name + ": unknown; " + remedy);
            }
        }
        return new ObjectReader(path, node, faults);
    }

    /** Whether the key is there with a value. */
    boolean has(String key) {
        return !at(key).isNull();
    }

    /** Whether the value is an object. */
    boolean isObject(String key) {
        return at(key).isObject();
    }

    /** An object inside this one; an empty one when it is not given. */
    ObjectReader object(String key, List<String> keys) {
        return of(name(key), at(key), keys, faults);
    }

    /** An object inside this one whose keys are the caller's own. */
    ObjectReader anyObject(String key) {
        return new ObjectReader(name(key), at(key), faults);
    }

    /** A list of non-empty strings in lower case; empty when it is not given. */
    List<String> names(String key) {
        JsonNode value = at(key);
        if (value.isNull()) {
            return List.of();
        }
        if (!value.isArray()) {
            wrong(key, "must be a list of strings");
            return List.of();
        }
        List<String> result = new ArrayList<>(value.size());
        for (JsonNode item : value) {
            if (item.isString() && !item.stringValue().isEmpty()) {
                result.add(item.stringValue().toLowerCase(Locale.ROOT));
            } else {
                wrong(key, "must be a list of strings");
            }
        }
        return result;
    }

    /** A list of which each item must be one of some words. */
    List<String> words(String key, List<String> known) {
        List<String> words = names(key);
        words.forEach(word -> mustBeKnown(key, word, known));
        return words;
    }

    /** A string; empty when it is not given. */
    String string(String key) {
        JsonNode value = at(key);
        if (value.isString()) {
            return value.stringValue();
        }
        if (!value.isNull()) {
            wrong(key, "must be a string");
        }
        return "";
    }

    /** One of some values by its key. */
    <T> T oneOf(String key, List<T> values, Function<T, String> keyOf, T otherwise) {
        JsonNode value = at(key);
        if (value.isNull()) {
            return otherwise;
        }
        List<String> known = values.stream().map(keyOf).toList();
        if (!value.isString()) {
            wrong(key, "must be one of " + String.join(", ", known));
            return otherwise;
        }
        int at = known.indexOf(value.stringValue());
        if (at < 0) {
            mustBeKnown(key, value.stringValue(), known);
            return otherwise;
        }
        return values.get(at);
    }

    /** True or false. */
    Choice choice(String key) {
        JsonNode value = at(key);
        if (value.isBoolean()) {
            return value.booleanValue() ? Choice.YES : Choice.NO;
        }
        if (!value.isNull()) {
            wrong(key, "must be true or false");
        }
        return Choice.UNSAID;
    }

    /** A number from 0 to {@code most}. */
    double number(String key, double most, double otherwise) {
        JsonNode value = at(key);
        if (value.isNull()) {
            return otherwise;
        }
        double number = value.isNumber() ? value.doubleValue() : Double.NaN;
        if (number >= 0 && number <= most) {
            return number;
        }
        wrong(
                key,
                most == Double.MAX_VALUE
                        ? "must be a number, 0 or more"
                        : "must be a number from 0 to " + most);
        return otherwise;
    }

    /** An amount of US dollars as a number or a string, in nano-dollars rounded down. */
    long nanoDollars(String key, long otherwise) {
        JsonNode value = at(key);
        if (value.isNull()) {
            return otherwise;
        }
        if (value.isNumber() || value.isString()) {
            try {
                BigDecimal usd =
                        value.isNumber()
                                ? value.decimalValue()
                                : new BigDecimal(value.stringValue());
                long digits = (long) usd.precision() - usd.scale();
                if (usd.signum() == 0 || (usd.signum() > 0 && digits < -MONEY_DECIMALS)) {
                    return 0;
                }
                if (usd.signum() > 0 && digits <= MONEY_DIGITS) {
                    return usd.movePointRight(MONEY_DECIMALS)
                            .setScale(0, RoundingMode.FLOOR)
                            .longValueExact();
                }
            } catch (NumberFormatException notANumber) {
                wrong(key, "must be an amount of US dollars, as 0.5 or \"0.5\"");
                return otherwise;
            }
        }
        wrong(key, "must be an amount of US dollars from 0 to 999999999, as 0.5 or \"0.5\"");
        return otherwise;
    }

    /** The names of this object's fields. */
    List<String> keys() {
        return List.copyOf(node.propertyNames());
    }

    /** A value as JSON text. */
    String json(String key) {
        return at(key).toString();
    }

    /** Whether the value is a number. */
    boolean isNumber(String key) {
        return at(key).isNumber();
    }

    /** Notes what is wrong with a field. */
    void wrong(String key, String what) {
        faults.invalid(name(key), name(key) + " " + what);
    }

    private void mustBeKnown(String key, String word, List<String> known) {
        if (!known.contains(word)) {
            wrong(
                    key,
                    "has no value \""
                            + (word.length() > 64 ? word.substring(0, 64) + "…" : word)
                            + "\"; "
                            + Nearest.to(word, known)
                                    .map(nearest -> "did you mean \"" + nearest + "\"? ")
                                    .orElse("")
                            + "known are "
                            + String.join(", ", known));
        }
    }

    private String name(String key) {
        return path + "." + key;
    }

    private JsonNode at(String key) {
        JsonNode value = node.get(key);
        return value == null ? JsonNodeFactory.instance.nullNode() : value;
    }
}
