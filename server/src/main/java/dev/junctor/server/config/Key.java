package dev.junctor.server.config;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A key of an object.
 *
 * @param <T> what its value is
 */
final class Key<T> {
    private final String name;
    private final Shape<T> shape;
    private final @Nullable T otherwise;
    private final String meaning;
    private final String remedy;

    private Key(String name, Shape<T> shape, @Nullable T otherwise, String meaning, String remedy) {
        this.name = name;
        this.shape = shape;
        this.otherwise = otherwise;
        this.meaning = meaning;
        this.remedy = remedy;
    }

    /** A key that must be there; {@code remedy} says what to write when it is not. */
    static <T> Key<T> required(String name, Shape<T> shape, String meaning, String remedy) {
        return new Key<>(name, shape, null, meaning, remedy);
    }

    /** A key that may be left out. */
    static <T> Key<T> optional(String name, Shape<T> shape, T otherwise, String meaning) {
        return new Key<>(name, shape, otherwise, meaning, "");
    }

    String name() {
        return name;
    }

    Shape<T> shape() {
        return shape;
    }

    /** One sentence for the schema. */
    String meaning() {
        return meaning;
    }

    boolean isRequired() {
        return otherwise == null;
    }

    /** The value; empty when it is wrong or missing, which is noted. */
    Optional<T> read(Node.Fields fields, Place place) {
        Node node = fields.fields().get(name);
        if (node != null && !(node instanceof Node.Nothing)) {
            return shape.readUnlessLost(node, place.at(name));
        }
        if (otherwise == null) {
            place.at(name)
                    .problem(node == null ? fields.line() : node.line(), "is missing: " + remedy);
        }
        return Optional.ofNullable(otherwise);
    }
}
