package dev.junctor.simulator.say;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A JSON schema whose references are followed and whose combinations are brought into one. */
final class Schemas {
    private static final int REFERENCES = 16;

    private final JsonNode root;

    Schemas(JsonNode root) {
        this.root = root;
    }

    /** What a schema says once its {@code $ref} and {@code allOf} are followed; its own words go before. */
    JsonNode plain(JsonNode schema) {
        JsonNode result = schema;
        for (int i = 0; i < REFERENCES && result.path("$ref").isString(); i++) {
            JsonNode target = target(result.path("$ref").stringValue());
            result = merged(target, without(result, "$ref"));
        }
        JsonNode all = result.path("allOf");
        if (all.isArray()) {
            JsonNode sum = without(result, "allOf");
            for (JsonNode part : all) {
                sum = merged(plain(part), sum);
            }
            return sum;
        }
        return result;
    }

    /** A schema with one of its alternatives. */
    JsonNode with(JsonNode schema, String combination, JsonNode alternative) {
        return merged(plain(alternative), without(schema, combination));
    }

    private JsonNode target(String reference) {
        if (!reference.startsWith("#")) {
            return JsonNodeFactory.instance.objectNode();
        }
        String pointer =
                URLDecoder.decode(
                        reference.substring(1).replace("+", "%2B"), StandardCharsets.UTF_8);
        return pointer.isEmpty() ? root : root.at(pointer);
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
