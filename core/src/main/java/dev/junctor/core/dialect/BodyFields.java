package dev.junctor.core.dialect;

import dev.junctor.core.json.Cursor;
import dev.junctor.core.json.Field;
import dev.junctor.core.json.Kind;
import dev.junctor.core.json.Scalars;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The top-level fields of a well-formed request by name; one that is {@code null} is as good as absent. */
public final class BodyFields {
    private final byte[] body;
    private final Map<String, Field> byName = new HashMap<>();

    /**
     * The fields of a body.
     *
     * @param body not kept longer than this object
     */
    public BodyFields(List<Field> fields, byte[] body) {
        this.body = body;
        for (Field field : fields) {
            if (Kind.of(body[field.from()]) != Kind.NULL) {
                byName.put(field.name(), field);
            }
        }
    }

    /** Whether it is there. */
    public boolean has(String name) {
        return byName.containsKey(name);
    }

    /** Whether it is there and of a kind. */
    public boolean is(String name, Kind kind) {
        Field field = byName.get(name);
        return field != null && Kind.of(body[field.from()]) == kind;
    }

    /** How many bytes its value has; 0 when it is absent. */
    public long size(String name) {
        Field field = byName.get(name);
        return field == null ? 0 : field.to() - field.from();
    }

    /** Its value as JSON text; empty when it is absent. */
    public String json(String name) {
        Field field = byName.get(name);
        return field == null ? "" : Scalars.text(body, field.from(), field.to());
    }

    /** A string; empty when it is absent or of another kind. */
    public String string(String name) {
        Field field = byName.get(name);
        return field == null || Kind.of(body[field.from()]) != Kind.STRING
                ? ""
                : Scalars.string(body, field.from(), field.to());
    }

    /** The strings of an array that are not empty. */
    public List<String> strings(String name) {
        Field field = byName.get(name);
        if (field == null) {
            return List.of();
        }
        List<String> strings = new ArrayList<>();
        Cursor elements = Cursor.trusted(body, field.from(), field.to());
        while (elements.next()) {
            if (elements.kind() == Kind.STRING && elements.end() > 0) {
                strings.add(Scalars.string(body, elements.from(), elements.end()));
            }
        }
        strings.removeIf(String::isEmpty);
        return List.copyOf(strings);
    }

    /** A whole number, or what is said otherwise. */
    public long whole(String name, long otherwise) {
        Field field = byName.get(name);
        return field == null
                ? otherwise
                : Scalars.integer(body, field.from(), field.to()).orElse(otherwise);
    }

    /** Whether it is an array with at least one element. */
    public boolean hasElements(String name) {
        Field field = byName.get(name);
        return field != null && Cursor.trusted(body, field.from(), field.to()).next();
    }

    /** How many elements of some kinds an array has; 0 when it is none. */
    public long elements(String name, Predicate<Kind> counted) {
        Field field = byName.get(name);
        long count = 0;
        if (field != null) {
            Cursor elements = Cursor.trusted(body, field.from(), field.to());
            while (elements.next()) {
                count += counted.test(elements.kind()) ? 1 : 0;
            }
        }
        return count;
    }

    /** A string inside an object; empty when there is none. */
    public String member(String object, String name) {
        return within(object, name)
                .filter(found -> found.kind() == Kind.STRING && found.end() > 0)
                .map(found -> Scalars.string(body, found.from(), found.end()))
                .orElse("");
    }

    /** Whether something that is not {@code null} stands inside an object. */
    public boolean hasMember(String object, String name) {
        return within(object, name).filter(found -> found.kind() != Kind.NULL).isPresent();
    }

    private Optional<Cursor> within(String object, String name) {
        Field field = byName.get(object);
        if (field == null || Kind.of(body[field.from()]) != Kind.OBJECT) {
            return Optional.empty();
        }
        byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
        Cursor fields = Cursor.trusted(body, field.from(), field.to());
        while (fields.next()) {
            if (fields.named(wanted)) {
                return Optional.of(fields);
            }
        }
        return Optional.empty();
    }
}
