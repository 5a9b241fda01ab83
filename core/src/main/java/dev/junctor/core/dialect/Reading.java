package dev.junctor.core.dialect;

import dev.junctor.core.chat.Origin;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads one object and remembers which of its fields were understood, so that the others can be reported when they are
 * left behind.
 */
public final class Reading {
    private final String dialect;
    private final String path;
    private final ObjectNode json;
    private final Set<String> read = new HashSet<>();
    private final List<Reading> children = new ArrayList<>();
    private final String prefix;

    /** The object that stands at {@code path} of a body in {@code dialect}. */
    public Reading(String dialect, String path, ObjectNode json) {
        this(dialect, path, json, "");
    }

    private Reading(String dialect, String path, ObjectNode json, String prefix) {
        this.dialect = dialect;
        this.path = path;
        this.json = json;
        this.prefix = prefix;
    }

    /** Where the object stands. */
    public String path() {
        return path;
    }

    /** Where a field of it stands. */
    public String path(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }

    /** The object itself. */
    public ObjectNode json() {
        return json;
    }

    /** The value of a field that is understood now; a missing node when it is absent or null. */
    public JsonNode take(String field) {
        read.add(field);
        JsonNode value = json.path(field);
        return value.isNull() ? MissingNode.getInstance() : value;
    }

    /** Whether it has the field with another value than null; the field counts as understood only once it is taken. */
    public boolean has(String field) {
        return json.hasNonNull(field);
    }

    /** The words of a field; empty when it is absent. */
    public String text(String field) {
        JsonNode value = take(field);
        if (value.isMissingNode()) {
            return "";
        }
        if (!value.isString()) {
            throw new Malformed(path(field), "'" + path(field) + "' must be a string.");
        }
        return value.asString();
    }

    /** The words of a field that must be there. */
    public String required(String field) {
        if (!has(field)) {
            throw new Malformed(path(field), "'" + path(field) + "' is missing.");
        }
        return text(field);
    }

    /** A whole number; {@code absent} when it is not there. */
    public long number(String field, long absent) {
        JsonNode value = take(field);
        if (value.isMissingNode()) {
            return absent;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new Malformed(path(field), "'" + path(field) + "' must be a whole number.");
        }
        return value.asLong();
    }

    /** Whether a field is true; false when it is absent. */
    public boolean isTrue(String field) {
        JsonNode value = take(field);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw new Malformed(path(field), "'" + path(field) + "' must be true or false.");
        }
        return value.isBoolean() && value.asBoolean();
    }

    /** The elements of a list; none when it is absent. */
    public List<JsonNode> list(String field) {
        JsonNode value = take(field);
        if (value.isMissingNode()) {
            return List.of();
        }
        if (!value.isArray()) {
            throw new Malformed(path(field), "'" + path(field) + "' must be a list.");
        }
        List<JsonNode> elements = new ArrayList<>(value.size());
        value.forEach(elements::add);
        return elements;
    }

    /** Reads an object in a field, whose own unread fields count to this one; it must be there. */
    public Reading object(String field) {
        JsonNode value = take(field);
        if (!(value instanceof ObjectNode object)) {
            throw new Malformed(path(field), "'" + path(field) + "' must be an object.");
        }
        Reading child = new Reading(dialect, path(field), object, field + ".");
        children.add(child);
        return child;
    }

    /** Reads an element of a list of this object as an object of its own, which keeps its own account. */
    public Reading element(String field, int index, JsonNode value) {
        String where = path(field) + "[" + index + "]";
        if (!(value instanceof ObjectNode object)) {
            throw new Malformed(where, "'" + where + "' must be an object.");
        }
        return new Reading(dialect, where, object);
    }

    /** Says of fields that their meaning is known, or that they mean nothing to anybody else. */
    public void known(String... fields) {
        read.addAll(List.of(fields));
    }

    /** What the object was, with what was not understood. */
    public Origin origin() {
        List<String> unread = new ArrayList<>();
        collect("", unread);
        return new Origin(dialect, path, json, unread);
    }

    private void collect(String before, List<String> unread) {
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            if (!read.contains(field.getKey()) && !field.getValue().isNull()) {
                unread.add(before + field.getKey());
            }
        }
        for (Reading child : children) {
            child.collect(before + child.prefix, unread);
        }
    }
}
