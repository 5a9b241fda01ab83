package dev.junctor.server.api;

import dev.junctor.core.fault.Fault;
import dev.junctor.server.http.Refused;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Values of a query's parameters.
 *
 * @param values the first value of each parameter
 */
record QueryText(Map<String, String> values) {
    QueryText {
        values = Map.copyOf(values);
    }

    /** A value; empty when it is not given. */
    String text(String name) {
        return values.getOrDefault(name, "").strip();
    }

    /** Whether a parameter is given and not empty. */
    boolean has(String name) {
        return !text(name).isEmpty();
    }

    /**
     * A whole number within bounds, {@code otherwise} when it is not given.
     *
     * @throws Refused when it is something else
     */
    long number(String name, long least, long most, long otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(text(name));
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notWhole) {
            // told below
        }
        throw new Refused(
                Fault.invalid(
                        name,
                        "%s must be a whole number from %d to %d.".formatted(name, least, most)));
    }

    /** The parts of a value with commas between them, in lower case. */
    static List<String> list(String value) {
        return Stream.of(value.toLowerCase(Locale.ROOT).split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /**
     * A number.
     *
     * @throws Refused when it is something else
     */
    static BigDecimal decimal(String name, String value) {
        try {
            return new BigDecimal(value);
        } catch (NumberFormatException notANumber) {
            throw new Refused(Fault.invalid(name, name + " must be a number."));
        }
    }
}
