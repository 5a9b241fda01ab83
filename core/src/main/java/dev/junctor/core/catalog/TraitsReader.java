package dev.junctor.core.catalog;

import dev.junctor.core.catalog.Reasoning.Support;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what models and endpoints have in common: modalities, capabilities, reasoning, life. */
final class TraitsReader {
    private static final Map<String, Modality> MODALITIES = modalities();
    private static final Map<String, Capability> CAPABILITIES = capabilities();
    private static final Set<String> REASONING_KEYS = Fields.keysOf("efforts", "budget", "toggle");

    private TraitsReader() {}

    static Optional<Set<Modality>> modalities(Fields fields, String key) {
        if (!fields.has(key)) {
            return Optional.empty();
        }
        Set<Modality> modalities = EnumSet.noneOf(Modality.class);
        modalities.addAll(
                fields.list(
                        key, (node, place) -> named(Fields.text(node, place), place, MODALITIES)));
        return Optional.of(modalities);
    }

    static Optional<Set<Capability>> capabilities(Fields fields) {
        if (!fields.has("caps")) {
            return Optional.empty();
        }
        Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
        capabilities.addAll(
                fields.list(
                        "caps",
                        (node, place) -> named(Fields.text(node, place), place, CAPABILITIES)));
        return Optional.of(capabilities);
    }

    static Optional<Reasoning> reasoning(Fields fields) {
        return fields.node("reasoning")
                .map(node -> Fields.of(node, fields.placeOf("reasoning"), REASONING_KEYS))
                .map(reasoning ->
                        new Reasoning(
                                reasoning.texts("efforts"),
                                support(reasoning, "budget"),
                                support(reasoning, "toggle")));
    }

    static Lifecycle lifecycle(Fields fields) {
        return new Lifecycle(
                fields.constant("status", Status.ACTIVE),
                fields.text("shutdown", ""),
                fields.text("replacement", ""));
    }

    private static Support support(Fields reasoning, String key) {
        return reasoning.flag(key) ? Support.YES : Support.NO;
    }

    private static <T> T named(String word, Place place, Map<String, T> known) {
        T value = known.get(word);
        if (value == null) {
            throw Fields.unknown(place, word, known.keySet());
        }
        return value;
    }

    private static Map<String, Modality> modalities() {
        Map<String, Modality> byKey = new LinkedHashMap<>();
        for (Modality modality : Modality.values()) {
            byKey.put(modality.key(), modality);
        }
        return byKey;
    }

    private static Map<String, Capability> capabilities() {
        Map<String, Capability> byKey = new LinkedHashMap<>();
        for (Capability capability : Capability.values()) {
            byKey.put(capability.key(), capability);
        }
        return byKey;
    }
}
