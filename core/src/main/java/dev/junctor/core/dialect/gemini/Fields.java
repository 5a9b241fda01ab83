package dev.junctor.core.dialect.gemini;

import dev.junctor.core.chat.Origin;
import dev.junctor.core.dialect.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An object of a request whose fields are asked for in camel case and found in either spelling. Whole numbers may be
 * written as strings, and one object alone is a list of one, as the API takes them.
 */
final class Fields {
    private final Reading reading;

    Fields(Reading reading) {
        this.reading = reading;
    }

    /** The body of a request. */
    static Fields of(ObjectNode json) {
        return new Fields(new Reading(Gemini.NAME, "", json));
    }

    private String in(String name) {
        return Spelling.in(reading.json(), name);
    }

    /** Where the object stands. */
    String path() {
        return reading.path();
    }

    /** Where a field of it stands. */
    String path(String name) {
        return reading.path(in(name));
    }

    ObjectNode json() {
        return reading.json();
    }

    boolean has(String name) {
        return reading.has(in(name));
    }

    JsonNode take(String name) {
        return reading.take(in(name));
    }

    String text(String name) {
        return reading.text(in(name));
    }

    String required(String name) {
        return reading.required(in(name));
    }

    /** A word of an enumeration, in capitals. */
    String word(String name) {
        return text(name).toUpperCase(Locale.ROOT);
    }

    boolean isTrue(String name) {
        return reading.isTrue(in(name));
    }

    long number(String name, long absent) {
        JsonNode value = take(name);
        if (value.isString() && value.asString().matches("-?\\d{1,18}")) {
            return Long.parseLong(value.asString());
        }
        return reading.number(in(name), absent);
    }

    /** An object in a field; it must be there. */
    Fields object(String name) {
        return new Fields(reading.object(in(name)));
    }

    /** The objects of a list, each with an account of its own; none when it is absent. */
    List<Fields> objects(String name) {
        JsonNode value = take(name);
        if (value.isMissingNode()) {
            return List.of();
        }
        List<JsonNode> elements = value.isObject() ? List.of(value) : reading.list(in(name));
        List<Fields> objects = new ArrayList<>(elements.size());
        for (int i = 0; i < elements.size(); i++) {
            objects.add(new Fields(reading.element(in(name), i, elements.get(i))));
        }
        return objects;
    }

    void known(String... names) {
        for (String name : names) {
            reading.known(in(name));
        }
    }

    /** Says that all of it is lost or kept as one thing, not field by field. */
    void allKnown() {
        json().propertyNames().forEach(reading::known);
    }

    Origin origin() {
        return reading.origin();
    }
}
