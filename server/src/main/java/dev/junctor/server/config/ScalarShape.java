package dev.junctor.server.config;

import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One value.
 *
 * @param types how it may be written, beside a variable
 * @param expected what it must be, for errors: {@code a duration as 5s, 500ms or 2m}
 * @param privacy {@code HIDDEN} for keys and what may have one in it
 * @param parse makes the value of its text; throws {@link IllegalArgumentException} or {@link ArithmeticException} when
 *     it is not as expected
 * @param describe what the schema says of it
 */
record ScalarShape<T>(
        Set<Node.Type> types,
        String expected,
        Privacy privacy,
        Function<String, T> parse,
        Consumer<ObjectNode> describe)
        implements Shape<T> {

    /** Whether an error may repeat the value. */
    enum Privacy {
        SHOWN,
        HIDDEN
    }

    ScalarShape {
        types = Set.copyOf(types);
    }

    @Override
    public Optional<T> read(Node node, Place place) {
        if (!(node instanceof Node.Scalar scalar)) {
            place.problem(node.line(), "must be " + expected + "; it is " + node.kind());
            return Optional.empty();
        }
        if (scalar.type() != Node.Type.VARIABLE && !types.contains(scalar.type())) {
            String quote = types.contains(Node.Type.TEXT) ? ": put it in quotes" : "";
            place.problem(node.line(), "must be " + expected + "; it is " + node.kind() + quote);
            return Optional.empty();
        }
        try {
            return Optional.of(parse.apply(scalar.text()));
        } catch (IllegalArgumentException | ArithmeticException e) {
            String shown = privacy == Privacy.SHOWN ? scalar.shown() : "something else";
            place.problem(node.line(), "must be " + expected + "; it is " + shown);
            return Optional.empty();
        }
    }

    @Override
    public ObjectNode schema() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        describe.accept(schema);
        ObjectNode either = JsonNodeFactory.instance.objectNode();
        either.putArray("anyOf")
                .add(schema)
                .addObject()
                .put("$ref", "#/$defs/" + ConfigSchema.VARIABLE);
        return either;
    }
}
