package dev.junctor.server.config;

import dev.junctor.core.base.Nearest;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An object with known keys; an unknown one is refused with the nearest that is known.
 *
 * @param noun what it is, for errors: {@code a provider}
 * @param build makes it of the values of all keys
 */
record Group<R>(String noun, List<Key<?>> keys, Function<Values, R> build) implements Shape<R> {
    Group {
        keys = List.copyOf(keys);
    }

    @Override
    public Optional<R> read(Node node, Place place) {
        if (!(node instanceof Node.Fields fields)) {
            place.problem(
                    node.line(),
                    "must be an object with the keys "
                            + String.join(", ", names())
                            + "; it is "
                            + node.kind());
            return Optional.empty();
        }
        boolean whole = refuseUnknown(fields, place);
        Values values = new Values();
        for (Key<?> key : keys) {
            whole &= values.put(key, key.read(fields, place));
        }
        return whole ? Optional.of(build.apply(values)) : Optional.empty();
    }

    private boolean refuseUnknown(Node.Fields fields, Place place) {
        List<String> known = names();
        boolean whole = true;
        for (var field : fields.fields().entrySet()) {
            if (!known.contains(field.getKey())) {
                whole = false;
                place.at(field.getKey())
                        .problem(field.getValue().line(), unknown(field.getKey(), known));
            }
        }
        return whole;
    }

    private String unknown(String key, List<String> known) {
        return "is no key of "
                + noun
                + Nearest.to(key, known)
                        .map(nearest -> ": did you mean " + nearest + "?")
                        .orElse("; known are ")
                + (Nearest.to(key, known).isPresent() ? "" : String.join(", ", known));
    }

    private List<String> names() {
        return keys.stream().map(key -> key.name()).toList();
    }

    @Override
    public ObjectNode schema() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        for (Key<?> key : keys) {
            ObjectNode property = key.shape().schema();
            property.put("description", key.meaning());
            properties.set(key.name(), key.isRequired() ? property : orNothing(property));
        }
        List<String> required =
                keys.stream().filter(Key::isRequired).map(key -> key.name()).toList();
        if (!required.isEmpty()) {
            required.forEach(schema.putArray("required")::add);
        }
        schema.put("additionalProperties", false);
        return schema;
    }

    /** A key without a value is the same as no key. */
    private static ObjectNode orNothing(ObjectNode property) {
        ObjectNode either = JsonNodeFactory.instance.objectNode();
        either.put("description", property.remove("description").stringValue());
        either.putArray("anyOf").add(property).addObject().put("type", "null");
        return either;
    }
}
