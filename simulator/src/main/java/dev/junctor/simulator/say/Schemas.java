package dev.junctor.simulator.say;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A JSON schema whose references are followed and whose combinations are brought into one. */
final class Schemas {
    /** References and combinations that are followed into one another; a schema that goes on is not followed. */
    private static final int DEEPEST = 16;

    private final JsonNode root;

    Schemas(JsonNode root) {
        this.root = root;
    }

    /** What a schema says once its {@code $ref} and {@code allOf} are followed; its own words go before. */
    JsonNode plain(JsonNode schema) {
        return plain(schema, 0);
    }

    private JsonNode plain(JsonNode schema, int depth) {
        JsonNode result = schema;
        for (int i = 0; i < DEEPEST && result.path("$ref").isString(); i++) {
            JsonNode target = target(result.path("$ref").stringValue());
            result = merged(target, without(result, "$ref"));
        }
        JsonNode all = result.path("allOf");
        if (!all.isArray()) {
            return result;
        }
        JsonNode sum = without(result, "allOf");
        for (int i = 0; i < all.size() && depth < DEEPEST; i++) {
            sum = merged(plain(all.path(i), depth + DEEPEST / 4), sum);
        }
        return sum;
    }

    /** A schema with one of its alternatives. */
    JsonNode with(JsonNode schema, String combination, JsonNode alternative) {
        return merged(plain(alternative), without(schema, combination));
    }

    private JsonNode target(String reference) {
        if (!reference.startsWith("#")) {
            return nothing();
        }
        String pointer = reference.substring(1);
        boolean whole = pointer.isEmpty();
        return whole ? root : pointer.startsWith("/") ? root.at(pointer) : nothing();
    }

    private static JsonNode nothing() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static JsonNode without(JsonNode schema, String field) {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        schema.properties()
                .forEach(entry -> {
                    if (!entry.getKey().equals(field)) {
                        copy.set(entry.getKey(), entry.getValue());
                    }
                });
        return copy;
    }

    /** Both; objects below {@code properties} and lists of {@code required} are joined. */
    private static JsonNode merged(JsonNode below, JsonNode above) {
        ObjectNode sum = JsonNodeFactory.instance.objectNode();
        below.properties().forEach(entry -> sum.set(entry.getKey(), entry.getValue()));
        above.properties()
                .forEach(entry -> {
                    JsonNode old = sum.path(entry.getKey());
                    JsonNode value = entry.getValue();
                    if (entry.getKey().equals("properties") && old.isObject()) {
                        ObjectNode both = JsonNodeFactory.instance.objectNode();
                        old.properties().forEach(each -> both.set(each.getKey(), each.getValue()));
                        value.properties()
                                .forEach(each -> both.set(each.getKey(), each.getValue()));
                        sum.set("properties", both);
                    } else if (entry.getKey().equals("required") && old.isArray()) {
                        sum.putArray("required").addAll(old.values()).addAll(value.values());
                    } else {
                        sum.set(entry.getKey(), value);
                    }
                });
        return sum;
    }
}
