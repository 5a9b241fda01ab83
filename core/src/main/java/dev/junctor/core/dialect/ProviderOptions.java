package dev.junctor.core.dialect;

import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.json.Cursor;
import dev.junctor.core.json.Kind;
import dev.junctor.core.json.Scalars;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code provider.options}: fields that a caller means for one provider only, as {@code {"acme": {"top_k": 5}}}; what is
 * meant for others is never sent.
 */
public final class ProviderOptions {
    private static final byte[] OPTIONS = "options".getBytes(StandardCharsets.US_ASCII);

    private ProviderOptions() {}

    /**
     * The fields for an endpoint with the JSON of their values: those for its provider's slug, and over them those for
     * its tag.
     */
    public static Map<String, byte[]> of(Envelope envelope, Endpoint endpoint) {
        String provider = envelope.controls().getOrDefault("provider", "");
        if (!provider.contains("options")) {
            return Map.of();
        }
        byte[] json = provider.getBytes(StandardCharsets.UTF_8);
        Map<String, byte[]> fields = new LinkedHashMap<>();
        Cursor rules = Cursor.trusted(json, 0, json.length);
        while (rules.next()) {
            if (rules.named(OPTIONS) && rules.kind() == Kind.OBJECT) {
                String slug = endpoint.provider().slug();
                collect(json, rules.inside(), slug, fields);
                if (!endpoint.tag().equals(slug)) {
                    collect(json, rules.inside(), endpoint.tag(), fields);
                }
            }
        }
        return fields;
    }

    private static void collect(
            byte[] json, Cursor options, String name, Map<String, byte[]> fields) {
        while (options.next()) {
            if (options.kind() == Kind.OBJECT && key(json, options).equalsIgnoreCase(name)) {
                Cursor entry = options.inside();
                while (entry.next()) {
                    fields.put(
                            key(json, entry), Arrays.copyOfRange(json, entry.from(), entry.end()));
                }
            }
        }
    }

    private static String key(byte[] json, Cursor at) {
        return Scalars.string(json, at.nameFrom(), at.nameTo());
    }
}
